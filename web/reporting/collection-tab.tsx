import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { CollectionChange, CollectionReply } from '../../server/periods/schema.ts';
import {
  COLLECTION_ITEMS,
  FREQUENCIES,
  FREQUENCY_LABELS,
  WAY_IN_LABELS,
  WAYS_IN,
} from '../../server/rules/collection.ts';
import { changeCollection } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { collectionQuery } from '../api/queries.ts';
import { Card } from '../ui/card.tsx';
import { QueryView } from '../ui/states.tsx';
import { changedItems, changedUnits, footWords, ruleChange, signOffNeeds } from './collection-shape.ts';
import own from './collection-tab.module.css';
import styles from './reporting.module.css';

/** 采集方式: how often and by which way each item is collected, when it is due, where a second person signs off. */
export function CollectionTab() {
  const query = useQuery(collectionQuery);
  // kept here: a saved part starts anew with what was saved
  const [saved, setSaved] = useState<keyof CollectionChange | null>(null);
  const part = (name: keyof CollectionChange) => ({
    isSaved: saved === name,
    onSaved: (done: boolean) => setSaved(done ? name : null),
  });
  return (
    <QueryView query={query} height={520}>
      {(reply) => (
        <div className={styles.stack}>
          <p role="status" className="visuallyHidden">
            {saved === null ? '' : `${PART_WORDS[saved]}已保存`}
          </p>
          <Items
            key={`i${reply.items.map(({ version }) => version).join()}`}
            reply={reply}
            {...part('items')}
          />
          <div className={own.pair}>
            <Deadlines key={`d${reply.deadlines.version}`} reply={reply} {...part('deadlines')} />
            <SignOff
              key={`u${reply.units.map(({ version }) => version).join()}`}
              reply={reply}
              {...part('units')}
            />
          </div>
        </div>
      )}
    </QueryView>
  );
}

const PART_WORDS: Readonly<Record<keyof CollectionChange, string>> = {
  items: '采集项目',
  deadlines: '报送期限规则',
  units: '县区签核',
};

interface PartProps {
  reply: CollectionReply;
  /** the last thing saved on the page */
  isSaved: boolean;
  onSaved: (done: boolean) => void;
}

/** Saves one part; what was refused stands in words beneath it. */
function useSave(onSaved: (done: boolean) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: CollectionChange) => changeCollection(change),
    onMutate: () => onSaved(false),
    onSuccess: () => onSaved(true),
    onSettled: () =>
      Promise.all(
        ['periods', 'reports', 'reminders'].map((feature) =>
          queries.invalidateQueries({ queryKey: [feature] }),
        ),
      ),
  });
}

function wordsOf(error: unknown): string {
  if (!(error instanceof ApiError)) return '没有保存成功，请重试。';
  if (error.code === 'version_conflict') return '设置刚被他人修改，已读取最新内容，请核对后再保存。';
  const faults = Object.values(error.fields).map(({ message }) => message);
  return faults.length > 0 ? faults.join('') : error.message;
}

function Foot({
  save,
  isSaved,
  change,
  hint,
}: {
  save: ReturnType<typeof useSave>;
  isSaved: boolean;
  /** null where nothing differs from what is saved */
  change: CollectionChange | null;
  hint?: ReactNode;
}) {
  const { text, tone } = footWords(save.error ? wordsOf(save.error) : null, change !== null, isSaved);
  return (
    <div className={styles.foot}>
      <p role="status" className={styles[tone]}>
        {text || hint}
      </p>
      <button
        type="button"
        className="button primary"
        disabled={change === null || save.isPending}
        onClick={() => change && save.mutate(change)}
      >
        {save.isPending ? '正在保存…' : '保存'}
      </button>
    </div>
  );
}

function Items({ reply, isSaved, onSaved }: PartProps) {
  const [items, setItems] = useState(reply.items);
  const save = useSave(onSaved);
  const changed = changedItems(reply.items, items);
  const set = (itemId: string, change: Partial<CollectionReply['items'][number]>) =>
    setItems(items.map((item) => (item.itemId === itemId ? { ...item, ...change } : item)));
  return (
    <Card
      title="采集项目"
      note="按季度采集的项目只在1–3月、1–6月、1–9月、1–12月填报，每年采集的只在1–12月填报；不到期的不要求填写。改动从保存时起对各期生效。"
    >
      <div className="sideways">
        <table className={own.items}>
          <thead>
            <tr>
              <th scope="col">项目</th>
              <th scope="col">采集频率</th>
              <th scope="col">来源方式</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <ItemRow key={item.itemId} item={item} onChange={(change) => set(item.itemId, change)} />
            ))}
          </tbody>
        </table>
      </div>
      <Foot save={save} isSaved={isSaved} change={changed.length > 0 ? { items: changed } : null} />
    </Card>
  );
}

type Item = CollectionReply['items'][number];

function ItemRow({ item, onChange }: { item: Item; onChange: (change: Partial<Item>) => void }) {
  const about = COLLECTION_ITEMS.find(({ id }) => id === item.itemId);
  // every month's report rests on the first page: it is never yearly or left out
  const frequencies =
    item.itemId === 'intensity'
      ? (['monthly', 'quarterly'] as const)
      : (FREQUENCIES as readonly Item['frequency'][]);
  return (
    <tr>
      <th scope="row">
        <b>{item.label}</b>
        {about ? <p>{about.definition}</p> : null}
        {about ? (
          <details>
            <summary>口径、来源与依据</summary>
            <p>{about.scope}</p>
            <p>{about.usualSource}</p>
            <p>依据：{about.clause}</p>
          </details>
        ) : null}
      </th>
      <td>
        <select
          className="field"
          aria-label={`${item.label}采集频率`}
          value={item.frequency}
          onChange={(event) => onChange({ frequency: event.target.value as Item['frequency'] })}
        >
          {frequencies.map((value) => (
            <option key={value} value={value}>
              {FREQUENCY_LABELS[value]}
              {value === item.defaultFrequency ? '（默认）' : ''}
            </option>
          ))}
        </select>
      </td>
      <td>
        <select
          className="field"
          aria-label={`${item.label}来源方式`}
          value={item.wayIn}
          onChange={(event) => onChange({ wayIn: event.target.value as Item['wayIn'] })}
        >
          {WAYS_IN.map((value) => (
            <option key={value} value={value}>
              {WAY_IN_LABELS[value]}
              {value === item.defaultWayIn ? '（默认）' : ''}
            </option>
          ))}
        </select>
      </td>
    </tr>
  );
}

function Deadlines({ reply, isSaved, onSaved }: PartProps) {
  const [dueDay, setDueDay] = useState(String(reply.deadlines.dueDay));
  const [days, setDays] = useState(String(reply.deadlines.workingDaysAfterFeedback));
  const save = useSave(onSaved);
  const { change, problem } = ruleChange(reply.deadlines, dueDay, days);
  return (
    <Card
      title="报送期限规则"
      note="新规则自保存之日起结束的报送期适用，以前各期的期限不变；为某一期指定了期限的，以指定为准；延期在“报送期”中批准。"
    >
      <div className={own.rule}>
        <label>
          反馈录入后
          <input
            className="field"
            inputMode="numeric"
            aria-label="反馈录入后的工作日数"
            value={days}
            onChange={(event) => setDays(event.target.value)}
          />
          个工作日内报送；
        </label>
        <label>
          没有反馈的，期后次月
          <input
            className="field"
            inputMode="numeric"
            aria-label="每月报送期限（日）"
            value={dueDay}
            onChange={(event) => setDueDay(event.target.value)}
          />
          日前报送。
        </label>
      </div>
      <Foot
        save={save}
        isSaved={isSaved}
        change={change ? { deadlines: change } : null}
        hint={problem ? <span className={styles.bad}>{problem}</span> : null}
      />
    </Card>
  );
}

function SignOff({ reply, isSaved, onSaved }: PartProps) {
  const [units, setUnits] = useState(reply.units);
  const save = useSave(onSaved);
  const changed = changedUnits(reply.units, units);
  return (
    <Card
      title="县区签核"
      note="勾选的单位提交前须由本单位另一名有签核权的人员签核；人员和签核权由系统管理员设定。"
    >
      <ul className={own.signOff}>
        {units.map((unit) => {
          const lacking = signOffNeeds(unit);
          return (
            <li key={unit.unitCode}>
              <label>
                <input
                  type="checkbox"
                  checked={unit.signOffRequired}
                  disabled={lacking !== null && !unit.signOffRequired}
                  onChange={(event) =>
                    setUnits(
                      units.map((one) =>
                        one.unitCode === unit.unitCode
                          ? { ...one, signOffRequired: event.target.checked }
                          : one,
                      ),
                    )
                  }
                />
                {unit.unitName}
              </label>
              <small>{lacking ?? `${unit.officers}人，${unit.signers}人可签核`}</small>
            </li>
          );
        })}
      </ul>
      <Foot save={save} isSaved={isSaved} change={changed.length > 0 ? { units: changed } : null} />
    </Card>
  );
}
