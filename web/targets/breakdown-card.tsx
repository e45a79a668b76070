import type { BreakdownReply } from '../../server/targets/schema.ts';
import { minus } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { CitationLine, citationLines } from './citation-line.tsx';
import { breakdownFinding } from './findings.ts';
import styles from './targets.module.css';

type Line = BreakdownReply['lines'][number];

function Row({ line }: { line: Line }) {
  return (
    <tr>
      <th scope="row">{line.label}</th>
      <td className="num">
        <strong>{minus(line.value)}</strong>
      </td>
      <td className="num">
        {line.printed === null ? '' : minus(line.printed)}
        {line.agrees === false ? <span className={styles.differs}>不一致</span> : null}
      </td>
      <td className={styles.assumption}>{line.assumption}</td>
    </tr>
  );
}

/** 目标分解校核: the plan's own figures added up and compounded, each with its assumption. */
export function BreakdownCard({ breakdown }: { breakdown: BreakdownReply }) {
  return (
    <Card
      title={breakdownFinding(breakdown)}
      file={{ title: '目标分解校核', sources: citationLines(breakdown.citation), internal: false }}
      note={
        <>
          <CitationLine citation={breakdown.citation} />
          由平台实时计算；“县级目标留有余量”仅在所列假设下成立。
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard on a phone */}
      <section className={`${styles.scroll} sideways`} aria-label="目标分解校核表" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">校核项目</th>
              <th scope="col" className="num">
                算得
              </th>
              <th scope="col" className="num">
                原文
              </th>
              <th scope="col">假设与说明</th>
            </tr>
          </thead>
          <tbody>
            {breakdown.lines.map((line) => (
              <Row key={line.id} line={line} />
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
