import { useState } from 'react';
import styles from './import.module.css';
import type { ImportPlan, SheetReply } from './import-plan.ts';
import { type SheetRow, type SheetVerdict, VERDICT_WORDS, verdictFinding } from './import-shape.ts';

interface PreviewProps<Key extends string, V extends SheetVerdict> {
  rowWords: ImportPlan<Key, V, SheetReply<V>>['rowWords'];
  rows: readonly SheetRow<Key>[];
  reply: SheetReply<V>;
  isBusy: boolean;
  /** writes the rows ticked */
  onWrite: (rows: SheetRow<Key>[]) => void;
  onBack: () => void;
}

const mayChoose = ({ verdict }: SheetVerdict) => verdict !== 'duplicate' && verdict !== 'error';

/** The rows ticked; one with a similar name is thereby confirmed. */
function chosenRows<Key extends string>(
  rows: readonly SheetRow<Key>[],
  { verdicts }: SheetReply<SheetVerdict>,
  lines: ReadonlySet<number>,
): SheetRow<Key>[] {
  const similar = new Set(verdicts.filter(({ verdict }) => verdict === 'similar').map(({ line }) => line));
  return rows
    .filter(({ line }) => lines.has(line))
    .map((row) => (similar.has(row.line) ? { ...row, confirmSimilar: true } : row));
}

interface LineProps {
  words: { name: string; facts: string };
  verdict: SheetVerdict;
  isChosen: boolean;
  onToggle: () => void;
}

function Line({ words, verdict, isChosen, onToggle }: LineProps) {
  return (
    <tr>
      <td>
        {mayChoose(verdict) ? (
          <input
            type="checkbox"
            aria-label={`第${verdict.line}行 ${words.name}`}
            checked={isChosen}
            onChange={onToggle}
          />
        ) : null}
      </td>
      <td className="num">{verdict.line}</td>
      <td>
        {words.name}
        <small>{words.facts}</small>
      </td>
      <td>
        <span className={styles[verdict.verdict]}>{VERDICT_WORDS[verdict.verdict]}</span>
        {verdict.messages.length > 0 ? <small>{verdict.messages.join('')}</small> : null}
      </td>
    </tr>
  );
}

/** Every row's verdict before anything is written; new ones are ticked, a similar name waits for somebody to look. */
export function ImportPreview<Key extends string, V extends SheetVerdict>({
  rowWords,
  rows,
  reply,
  isBusy,
  onWrite,
  onBack,
}: PreviewProps<Key, V>) {
  const [lines, setLines] = useState<ReadonlySet<number>>(
    () =>
      new Set(
        reply.verdicts
          .filter(({ verdict }) => verdict === 'new' || verdict === 'change')
          .map(({ line }) => line),
      ),
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
                  words={rowWords(row, verdict)}
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
