import { useState } from 'react';
import type { ImportReply, ImportRow, RowVerdict } from '../../server/quotas/import-schema.ts';
import styles from './import-card.module.css';
import { rowWords, VERDICT_WORDS, verdictFinding } from './import-shape.ts';

interface PreviewProps {
  rows: readonly ImportRow[];
  reply: ImportReply;
  isBusy: boolean;
  /** writes the rows ticked */
  onWrite: (rows: ImportRow[]) => void;
  onBack: () => void;
}

const mayChoose = ({ verdict }: RowVerdict) => verdict === 'new' || verdict === 'similar';

/** The rows ticked; one with a similar name is thereby confirmed. */
function chosenRows(
  rows: readonly ImportRow[],
  { verdicts }: ImportReply,
  lines: ReadonlySet<number>,
): ImportRow[] {
  const similar = new Set(verdicts.filter(({ verdict }) => verdict === 'similar').map(({ line }) => line));
  return rows
    .filter(({ line }) => lines.has(line))
    .map((row) => (similar.has(row.line) ? { ...row, confirmSimilar: true } : row));
}

interface LineProps {
  row: ImportRow;
  verdict: RowVerdict;
  isChosen: boolean;
  onToggle: () => void;
}

function Line({ row, verdict, isChosen, onToggle }: LineProps) {
  const { holder, facts } = rowWords(row, verdict);
  return (
    <tr>
      <td>
        {mayChoose(verdict) ? (
          <input
            type="checkbox"
            aria-label={`第${row.line}行 ${holder}`}
            checked={isChosen}
            onChange={onToggle}
          />
        ) : null}
      </td>
      <td className="num">{row.line}</td>
      <td>
        {holder}
        <small>{facts}</small>
      </td>
      <td>
        <span className={styles[verdict.verdict]}>{VERDICT_WORDS[verdict.verdict]}</span>
        {verdict.messages.length > 0 ? <small>{verdict.messages.join('')}</small> : null}
      </td>
    </tr>
  );
}

/** Every row's verdict before anything is written; new ones are ticked, a similar name waits for somebody to look. */
export function ImportPreview({ rows, reply, isBusy, onWrite, onBack }: PreviewProps) {
  const [lines, setLines] = useState<ReadonlySet<number>>(
    () => new Set(reply.verdicts.filter(({ verdict }) => verdict === 'new').map(({ line }) => line)),
  );
  const toggle = (line: number) => {
    const next = new Set(lines);
    if (!next.delete(line)) next.add(line);
    setLines(next);
  };
  return (
    <>
      <p className={styles.finding}>{verdictFinding(reply.verdicts)}。勾选“疑似重复”即表示已核对不是重复。</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={`${styles.scroll} sideways`} aria-label="各行核对结果" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">登记</th>
              <th scope="col" className="num">
                行号
              </th>
              <th scope="col">内容</th>
              <th scope="col">核对结果</th>
            </tr>
          </thead>
          <tbody>
            {reply.verdicts.map((verdict, index) => {
              const row = rows[index];
              return row === undefined ? null : (
                <Line
                  key={verdict.line}
                  row={row}
                  verdict={verdict}
                  isChosen={lines.has(verdict.line)}
                  onToggle={() => toggle(verdict.line)}
                />
              );
            })}
          </tbody>
        </table>
      </section>
      <div className={styles.buttons}>
        <button
          type="button"
          className="button primary"
          disabled={isBusy || lines.size === 0}
          onClick={() => onWrite(chosenRows(rows, reply, lines))}
        >
          {isBusy ? '正在登记…' : `登记所选${lines.size}行`}
        </button>
        <button type="button" className="button" onClick={onBack}>
          返回
        </button>
        <span className="muted small">所选各行全部登记，有一行不成则都不登记</span>
      </div>
    </>
  );
}
