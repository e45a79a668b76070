import { useState } from 'react';
import type { GradesReply, RuleSetEntry, RuleSetListReply } from '../../../server/grading/schema.ts';
import { useCan } from '../../app/session.ts';
import { formatFullDate } from '../../format.ts';
import { Card } from '../../ui/card.tsx';
import { documentText } from './explanation.ts';
import styles from './grades.module.css';
import { RetireRuleSetForm } from './retire-form.tsx';
import { RuleSetForm } from './rule-set-form.tsx';

/** '2026年11月1日起' or '2026年11月1日至2027年5月31日'; '' where no day is stated. */
function validityText({ validFrom, validTo }: RuleSetEntry): string {
  if (validFrom === null) return '';
  const from = formatFullDate(validFrom);
  return validTo === null ? `${from}起施行。` : `${from}至${formatFullDate(validTo)}施行。`;
}

function Marks({ entry, currentId }: { entry: RuleSetEntry; currentId: string }) {
  const status =
    entry.retiredAt !== null
      ? '已停用'
      : entry.id === currentId
        ? '现行'
        : entry.inForce
          ? '不在有效期'
          : entry.own
            ? '试算'
            : '';
  return (
    <>
      <span className="tag">{entry.own ? '本市规则' : '参照'}</span>
      {status ? <span className={entry.id === currentId ? 'tag water' : 'tag'}>{status}</span> : null}
    </>
  );
}

interface RuleProps {
  entry: RuleSetEntry;
  currentId: string;
  chosenId: string;
  /** the bureau may change it */
  mayWrite: boolean;
  onChoose: (id: string) => void;
  onOpen: (what: 'edit' | 'retire', entry: RuleSetEntry) => void;
}

export function Rule({ entry, currentId, chosenId, mayWrite, onChoose, onOpen }: RuleProps) {
  const isChosen = entry.id === chosenId;
  return (
    <li>
      <div>
        <p className={styles.ruleName}>
          {entry.name}
          <Marks entry={entry} currentId={currentId} />
        </p>
        <p className={styles.ruleText}>
          {entry.own ? '依据' : '参照'}
          {documentText(entry)}。{validityText(entry)}
          {entry.note}
        </p>
      </div>
      <div className={`${styles.ruleButtons} noPrint`}>
        {mayWrite && entry.own && entry.retiredAt === null ? (
          <>
            <button
              type="button"
              className="button"
              aria-label={`修改“${entry.name}”`}
              onClick={() => onOpen('edit', entry)}
            >
              修改
            </button>
            <button
              type="button"
              className="button"
              aria-label={`停用“${entry.name}”`}
              onClick={() => onOpen('retire', entry)}
            >
              停用
            </button>
          </>
        ) : null}
        <button
          type="button"
          className="button"
          aria-pressed={isChosen}
          disabled={isChosen}
          onClick={() => onChoose(entry.id)}
        >
          {isChosen ? '正在使用' : '按此查看'}
          <span className="visuallyHidden">：{entry.name}</span>
        </button>
      </div>
    </li>
  );
}

interface RulesCardProps {
  reply: GradesReply;
  /** undefined while it loads */
  list: RuleSetListReply | undefined;
  /** undefined = the current one */
  onChoose: (id: string | undefined) => void;
}

type Open = { what: 'new' } | { what: 'edit' | 'retire'; entry: RuleSetEntry };

/** Which rules there are, with their documents: switching between them, and for the bureau the city's own. */
export function RulesCard({ reply, list, onChoose }: RulesCardProps) {
  const mayWrite = useCan('rules.write');
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const currentId = list?.currentId ?? '';
  const isOwnCurrent = list?.ruleSets.some(({ id, own }) => own && id === currentId) ?? false;
  const rule = (entry: RuleSetEntry) => (
    <Rule
      key={entry.id}
      entry={entry}
      currentId={currentId}
      chosenId={reply.ruleSet.id}
      mayWrite={mayWrite}
      onChoose={(id) => onChoose(id === currentId ? undefined : id)}
      onOpen={(what, one) => setOpen({ what, entry: one })}
    />
  );
  const inUse = (list?.ruleSets ?? []).filter(({ retiredAt }) => retiredAt === null);
  const retired = (list?.ruleSets ?? []).filter(({ retiredAt }) => retiredAt !== null);
  return (
    <Card
      title={`${reply.isCurrent ? '现按' : '换一套规则：按'}“${reply.ruleSet.name}”判定等级`}
      actions={
        mayWrite ? (
          <button type="button" className="button noPrint" onClick={() => setOpen({ what: 'new' })}>
            制定本市预警规则
          </button>
        ) : undefined
      }
      note={
        isOwnCurrent
          ? '未选择规则的页面、审核、预警督办和通报均按现行的本市规则判定。'
          : '本市尚无现行规则，未选择规则的页面、审核、预警督办和通报均按参照规则判定。'
      }
    >
      <ul className={styles.rules}>{inUse.map(rule)}</ul>
      {retired.length > 0 ? (
        <details className={`${styles.retired} noPrint`}>
          <summary>已停用的本市规则（{retired.length}套），仍可用来查看以往等级</summary>
          <ul className={styles.rules}>{retired.map(rule)}</ul>
        </details>
      ) : null}
      {open?.what === 'new' ? <RuleSetForm entry={null} reply={reply} onClose={close} /> : null}
      {open?.what === 'edit' ? <RuleSetForm entry={open.entry} reply={reply} onClose={close} /> : null}
      {open?.what === 'retire' ? <RetireRuleSetForm entry={open.entry} onClose={close} /> : null}
    </Card>
  );
}
