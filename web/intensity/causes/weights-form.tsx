import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useState } from 'react';
import type { WeightsReply } from '../../../server/causes/schema.ts';
import { saveWeights } from '../../api/changes.ts';
import { ApiError } from '../../api/client.ts';
import { weightsQuery } from '../../api/queries.ts';
import { useSession } from '../../app/session.ts';
import { formatNumber } from '../../format.ts';
import { Card } from '../../ui/card.tsx';
import { pastedRows } from '../../ui/paste.ts';
import { QueryView } from '../../ui/states.tsx';
import styles from './weights-form.module.css';
import {
  draftOf,
  inputOf,
  numberOf,
  pastedWords,
  pasteWeights,
  sumOf,
  type WeightsDraft,
} from './weights-shape.ts';

/** What was typed and not saved yet, by person and period: a look at another tab or a refusal must not lose it. */
const kept = new Map<string, WeightsDraft>();

interface WeightsFormProps {
  period: string;
  onClose: () => void;
  onSaved: (words: string) => void;
}

/** 增加值占比: the weights of the 14 units in the same period last year, as shares or amounts. */
export function WeightsForm(props: WeightsFormProps) {
  const query = useQuery(weightsQuery(props.period));
  return (
    <QueryView query={query} height={520}>
      {(reply) => <Form {...props} reply={reply} />}
    </QueryView>
  );
}

function faultOf(error: unknown, field: string): string | undefined {
  return error instanceof ApiError ? error.fields[field]?.message : undefined;
}

/** What went wrong as a whole, in words. */
function failureWords(error: unknown): string | null {
  if (!error) return null;
  if (!(error instanceof ApiError)) return '没有保存成功，请重试；填写的内容仍在本页。';
  if (error.code === 'version_conflict') {
    return `${error.message}您填写的内容仍在本页，核对后可再次保存。`;
  }
  const rows = faultOf(error, 'rows');
  if (rows) return `没有保存：${rows}`;
  return Object.keys(error.fields).length > 0 ? '没有保存，请更正标红的内容。' : error.message;
}

/** One cell below or above, as in a spreadsheet. */
function moveFocus(event: KeyboardEvent<HTMLInputElement>): void {
  const down = event.key === 'ArrowDown' || event.key === 'Enter';
  if (!down && event.key !== 'ArrowUp') return;
  event.preventDefault();
  const row = event.currentTarget.closest('tr');
  const next = down ? row?.nextElementSibling : row?.previousElementSibling;
  next?.querySelector('input')?.focus();
}

function useSaving({ period, onSaved }: Omit<WeightsFormProps, 'onClose'>, key: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: Parameters<typeof saveWeights>[1]) => saveWeights(period, input),
    onSuccess: async (reply) => {
      kept.delete(key);
      queries.setQueryData(weightsQuery(period).queryKey, reply);
      await queries.invalidateQueries({ queryKey: ['causes'] });
      const given = reply.rows.length - reply.missing.length;
      onSaved(`✓ 已保存${given}个单位的增加值占比，原因分析已重新计算。`);
    },
    // the next save names the version that stands now
    onError: () => queries.invalidateQueries({ queryKey: weightsQuery(period).queryKey }),
  });
}

function Form({ reply, onClose, onSaved }: WeightsFormProps & { reply: WeightsReply }) {
  const { period, label } = reply;
  const key = `${useSession().user.id} ${period}`;
  const [draft, setDraft] = useState<WeightsDraft>(() => kept.get(key) ?? draftOf(reply));
  const [pasted, setPasted] = useState<string | null>(null);
  const save = useSaving({ period, onSaved }, key);
  const change = (next: Partial<WeightsDraft>) => {
    const whole = { ...draft, ...next };
    kept.set(key, whole);
    setDraft(whole);
    if (save.isError) save.reset();
  };
  const paste = (text: string, unitCode: string): boolean => {
    const block = pasteWeights(pastedRows(text), unitCode, reply.rows, draft.values);
    if (!block) return false;
    change({ values: block.values });
    setPasted(pastedWords(block));
    return true;
  };
  const sum = sumOf(draft, reply.rows);
  const failure = failureWords(save.error);
  return (
    <Card
      title={`${label}增加值占比（上年同期）`}
      actions={
        <button type="button" className="linkButton" onClick={onClose}>
          收起
        </button>
      }
      note="各单位规上工业增加值占14个单位合计的比重，取上年同期；经开区单列，不含在各区内。可从 Excel、WPS 复制一列，点任一格粘贴；带单位名称的按名称对应。"
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.isPending) save.mutate(inputOf(draft, reply));
        }}
      >
        <Head draft={draft} reply={reply} error={save.error} onChange={change} />
        <p role="status" className={styles.pasted}>
          {pasted}
        </p>
        <Rows
          draft={draft}
          reply={reply}
          error={save.error}
          onCell={(unitCode, text) => change({ values: { ...draft.values, [unitCode]: text } })}
          onPaste={paste}
        />
        <div className={styles.foot}>
          <p role="status" className={failure ? styles.bad : styles[sum.tone]}>
            {failure ?? sum.text}
          </p>
          <button
            type="button"
            className="button"
            onClick={() => {
              kept.delete(key);
              onClose();
            }}
          >
            放弃修改
          </button>
          <button type="submit" className="button primary" disabled={save.isPending}>
            {save.isPending ? '正在保存…' : '保存'}
          </button>
        </div>
      </form>
    </Card>
  );
}

interface PartProps {
  draft: WeightsDraft;
  reply: WeightsReply;
  error: unknown;
}

function Head({
  draft,
  reply,
  error,
  onChange,
}: PartProps & { onChange: (next: Partial<WeightsDraft>) => void }) {
  const id = useId();
  const fault = faultOf(error, 'source');
  const [from, setFrom] = useState('');
  return (
    <div className={styles.head}>
      <label>
        权重依据
        <select
          className="field"
          value={draft.basis}
          onChange={(event) =>
            onChange({ basis: event.target.value === 'revenue' ? 'revenue' : 'valueAdded' })
          }
        >
          <option value="valueAdded">增加值</option>
          <option value="revenue">营业收入（估算）</option>
        </select>
      </label>
      <label>
        填报单位
        <select
          className="field"
          value={draft.measure}
          onChange={(event) => onChange({ measure: event.target.value === 'yiYuan' ? 'yiYuan' : 'sharePct' })}
        >
          <option value="sharePct">占比（%）</option>
          <option value="yiYuan">金额（亿元）</option>
        </select>
      </label>
      <div className={styles.source}>
        <label htmlFor={id}>数据来源</label>
        <input
          id={id}
          className="field"
          maxLength={200}
          placeholder="如：市统计局提供，2025年10月月报"
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}-fault`}
          value={draft.source}
          onChange={(event) => onChange({ source: event.target.value })}
        />
        <small id={`${id}-fault`} className={styles.bad}>
          {fault}
        </small>
      </div>
      {reply.others.length > 0 ? (
        <label>
          以其他期为底稿
          <select className="field" value={from} onChange={(event) => setFrom(event.target.value)}>
            <option value="">不使用</option>
            {reply.others.map((other) => (
              <option key={other.period} value={other.period}>
                {other.label}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {from === '' ? null : <Starter key={from} period={from} onTake={onChange} />}
    </div>
  );
}

/** Takes another period's table over as a start; what was typed so far gives way only on the button. */
function Starter({ period, onTake }: { period: string; onTake: (next: WeightsDraft) => void }) {
  const query = useQuery(weightsQuery(period));
  const { data } = query;
  if (query.isError) return <p className={styles.bad}>没有读到该期数据，请重新选择。</p>;
  return (
    <button type="button" className="button" disabled={!data} onClick={() => data && onTake(draftOf(data))}>
      填入该期数据
    </button>
  );
}

interface RowsProps extends PartProps {
  onCell: (unitCode: string, text: string) => void;
  /** @returns whether the block was taken over; a single cell is pasted as always */
  onPaste: (text: string, unitCode: string) => boolean;
}

function Rows({ draft, reply, error, onCell, onPaste }: RowsProps) {
  const id = useId();
  const unit = draft.measure === 'sharePct' ? '%' : '亿元';
  return (
    <table className={styles.rows}>
      <caption className="visuallyHidden">各单位增加值占比</caption>
      <thead>
        <tr>
          <th scope="col">单位</th>
          <th scope="col">
            {draft.measure === 'sharePct' ? '占比' : '金额'}（{unit}）
          </th>
          <th scope="col">说明</th>
        </tr>
      </thead>
      <tbody>
        {reply.rows.map(({ unitCode, name }) => {
          const text = draft.values[unitCode] ?? '';
          const typed = text.trim() === '' || numberOf(text) !== null ? undefined : '请填数字';
          const fault = typed ?? faultOf(error, `rows.${unitCode}`);
          return (
            <tr key={unitCode}>
              <th scope="row">{name}</th>
              <td>
                <input
                  className="field"
                  aria-label={`${name}（${unit}）`}
                  aria-invalid={fault !== undefined}
                  aria-describedby={`${id}-${unitCode}`}
                  inputMode="decimal"
                  autoComplete="off"
                  maxLength={30}
                  value={text}
                  onChange={(event) => onCell(unitCode, event.target.value)}
                  onKeyDown={moveFocus}
                  onPaste={(event) => {
                    if (onPaste(event.clipboardData.getData('text/plain'), unitCode)) event.preventDefault();
                  }}
                />
              </td>
              <td id={`${id}-${unitCode}`} className={fault ? styles.bad : styles.said}>
                {fault ?? shareWords(draft, reply, unitCode)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** For amounts, the share they make as far as the table goes. */
function shareWords(draft: WeightsDraft, reply: WeightsReply, unitCode: string): string {
  if (draft.measure === 'sharePct') return '';
  const value = numberOf(draft.values[unitCode] ?? '');
  const all = reply.rows.map((row) => numberOf(draft.values[row.unitCode] ?? ''));
  if (value === null || all.includes(null)) return '';
  const sum = all.reduce<number>((total, one) => total + (one ?? 0), 0);
  return sum > 0 ? `占${formatNumber((value / sum) * 100, 2)}%` : '';
}
