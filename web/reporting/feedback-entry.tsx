import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FeedbackInput, FeedbackReply, FeedbackVerdict } from '../../server/feedback/schema.ts';
import type { FigureField } from '../../server/rules/figures.ts';
import { enterFeedback } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { useSession } from '../app/session.ts';
import { Card } from '../ui/card.tsx';
import { pastedRows } from '../ui/paste.ts';
import {
  type FeedbackGrid,
  fillingWords,
  type GridFilling,
  type GridPlace,
  gridOf,
  gridRows,
  pasteIntoGrid,
  rowsToWrite,
} from './feedback-grid.ts';
import { FeedbackGridTable } from './feedback-grid-table.tsx';
import { type FeedbackHead, FeedbackHeadFields, headOf, headToSend } from './feedback-head.tsx';
import { FeedbackImport } from './feedback-import.tsx';
import { joinedFaults, tableWords } from './feedback-words.ts';
import styles from './reporting.module.css';

interface FeedbackEntryProps {
  reply: FeedbackReply;
  /** columns of the grid */
  fields: readonly FigureField[];
  /** null where there is nothing to go back to */
  onClose: (() => void) | null;
  onSaved: (words: string) => void;
}

interface Typed {
  head: FeedbackHead;
  grid: FeedbackGrid;
}

/** What was typed and not entered yet, by person and period: a look at another tab must not lose it. */
const kept = new Map<string, Typed>();

/** A table is judged line by line before anything is written; what was changed since must be judged again. */
export function FeedbackEntry({ reply, fields, onClose, onSaved }: FeedbackEntryProps) {
  const { period, label } = reply;
  const key = `${useSession().user.id} ${period}`;
  const [typed, setTyped] = useState<Typed>(() => kept.get(key) ?? { head: headOf(reply), grid: {} });
  const [filling, setFilling] = useState<GridFilling | null>(null);
  const [importing, setImporting] = useState(false);
  const change = (next: Typed) => {
    kept.set(key, next);
    setTyped(next);
  };
  const shape = { units: reply.units.map((unit) => ({ code: unit.unitCode, name: unit.unitName })), fields };
  const rows = gridRows(typed.grid, shape);
  const { verdict, judge, save } = useEntry({ period, ...headToSend(typed.head), rows });
  const fill = (next: GridFilling) => {
    setFilling(next);
    change({ ...typed, grid: next.grid });
  };
  const paste = (text: string, at: GridPlace): boolean => {
    const next = pasteIntoGrid(pastedRows(text), at, shape, typed.grid);
    if (next) fill(next);
    return next !== null;
  };
  const write = async () => {
    const entered = await save.mutateAsync().catch(() => null);
    if (entered === null) return;
    kept.delete(key);
    const count = entered.rows.filter((row) => row.verdict !== 'blank').length;
    onSaved(`✓ 已录入${count}个单位的${label}反馈数，各单位可在填报页确认。`);
  };
  const failure = save.error ?? judge.error;
  return (
    <Card
      title={`录入${label}统计反馈表`}
      actions={
        onClose ? (
          <button type="button" className="linkButton" onClick={onClose}>
            收起
          </button>
        ) : null
      }
      note="先核对、后录入：核对不写入任何数据。空行和表中没有的单位保持原样。"
    >
      <FeedbackHeadFields
        period={period}
        head={typed.head}
        problems={verdict?.problems ?? {}}
        onChange={(head) => change({ ...typed, head })}
      />
      <div className={styles.buttons}>
        <button
          type="button"
          className="button"
          aria-expanded={importing}
          onClick={() => setImporting((was) => !was)}
        >
          导入文件
        </button>
        {reply.tables.length > 0 ? (
          <button
            type="button"
            className="button"
            onClick={() => {
              setFilling(null);
              change({ head: headOf(reply), grid: gridOf(reply.units) });
            }}
          >
            以现行反馈数为底稿
          </button>
        ) : null}
        <span className={styles.hint}>
          或从 Excel、WPS 复制后，点任一格粘贴：带表头或单位名称的按名称对应，不论行列顺序。
        </span>
      </div>
      {importing ? (
        <FeedbackImport
          shape={shape}
          grid={typed.grid}
          onFill={(next) => {
            setImporting(false);
            fill(next);
          }}
        />
      ) : null}
      <Filled filling={filling} />
      <FeedbackGridTable
        shape={shape}
        grid={typed.grid}
        verdict={verdict}
        onChange={(grid) => change({ ...typed, grid })}
        onPaste={paste}
      />
      <div className={styles.foot}>
        <p role="status" className={verdict ? styles[tableWords(verdict).tone] : styles.bad}>
          {failure ? wordsOf(failure) : verdict ? tableWords(verdict).text : ''}
        </p>
        <button
          type="button"
          className="button"
          disabled={rows.length === 0 || judge.isPending}
          onClick={() => judge.mutate()}
        >
          {judge.isPending ? '正在核对…' : '核对'}
        </button>
        <button
          type="button"
          className="button primary"
          disabled={!verdict?.ok || save.isPending}
          onClick={() => void write()}
        >
          {save.isPending ? '正在录入…' : '确认录入'}
        </button>
      </div>
    </Card>
  );
}

/** Judging and writing what is typed; a verdict on something else than what stands there now is none. */
function useEntry(table: Omit<FeedbackInput, 'check'>) {
  const queries = useQueryClient();
  const now = JSON.stringify(table);
  const [judged, setJudged] = useState<{ of: string; verdict: FeedbackVerdict } | null>(null);
  const verdict = judged?.of === now ? judged.verdict : null;
  const judge = useMutation({
    mutationFn: async () => ({ of: now, verdict: await enterFeedback({ ...table, check: true }) }),
    onSuccess: setJudged,
    onMutate: () => save.reset(),
  });
  const save = useMutation({
    mutationFn: () => {
      const rows = verdict ? rowsToWrite(table.rows, verdict) : table.rows;
      return enterFeedback({ ...table, rows, check: false });
    },
    onSettled: () =>
      Promise.all(
        ['feedback', 'reports', 'periods', 'reminders'].map((feature) =>
          queries.invalidateQueries({ queryKey: [feature] }),
        ),
      ),
  });
  return { verdict, judge, save };
}

function Filled({ filling }: { filling: GridFilling | null }) {
  if (filling === null) return null;
  return (
    <div role="status" className={styles.filled}>
      <p>{fillingWords(filling)}</p>
      {filling.left.length > 0 ? (
        <details>
          <summary>{filling.left.length}处没有填入</summary>
          <ul>
            {filling.left.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}

function wordsOf(error: unknown): string {
  if (!(error instanceof ApiError)) return '没有完成，请重试。';
  return `■ ${joinedFaults(Object.values(error.fields)) || error.message}`;
}
