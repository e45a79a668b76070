import { type CSSProperties, Fragment, type ReactNode, useState } from 'react';
import type { GradesReply, GradeUnit } from '../../../server/grading/schema.ts';
import { MISSING } from '../../format.ts';
import { Card } from '../../ui/card.tsx';
import { Lamp } from '../../ui/lamp.tsx';
import { documentText, explainGrade, otherRules } from './explanation.ts';
import styles from './grades.module.css';
import { type GradeRow, gradeRows, gradesFinding, gradesTable, KINDS, otherNames } from './grades-shape.ts';

/** Columns before those of the other rule sets. */
const OWN_COLUMNS = 8;

function Explanation({ unit, reply }: { unit: GradeUnit; reply: GradesReply }) {
  const others = otherRules(unit);
  return (
    <div className={styles.explanation}>
      {(['annual', 'plan'] as const).map((kind) => (
        <section key={kind}>
          <h3>
            {unit.name} · {KINDS[kind]}
          </h3>
          <ol>
            {explainGrade(unit, kind, reply).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ol>
        </section>
      ))}
      <section>
        <h3>依据与换一套规则</h3>
        <p>
          {reply.ruleSet.own ? '依据' : '参照'}
          {documentText(reply.ruleSet)}。{reply.ruleSet.note}
        </p>
        {others.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </section>
    </div>
  );
}

function Row({ row, children }: { row: GradeRow; children?: ReactNode }) {
  return (
    <tr className={row.kind === 'plan' ? styles.second : undefined}>
      {children}
      <th scope="row" className={styles.kind}>
        {KINDS[row.kind]}
      </th>
      <td>{row.missing === '' ? <Lamp lamp={row.grade.lamp} /> : <Lamp lamp="none" word={row.missing} />}</td>
      <td className="num">{row.actual}</td>
      <td className="num">{row.target}</td>
      <td className="num">{row.gap}</td>
      <td className={styles.margin}>
        {row.margin}
        {row.marks.map((mark) => (
          <span key={mark} className={mark === '舍入内可能翻转' ? styles.flip : styles.mark}>
            {mark}
          </span>
        ))}
      </td>
      <td className={styles.rule}>{row.rule}</td>
      {row.under.map((lamp, index) => (
        // the columns never change places
        // biome-ignore lint/suspicious/noArrayIndexKey: one cell a column
        <td key={index}>{row.missing === '' ? <Lamp lamp={lamp} /> : MISSING}</td>
      ))}
    </tr>
  );
}

interface GradesCardProps {
  reply: GradesReply;
  /** code of the unit whose explanation is open */
  unit: string;
  onUnit: (code: string) => void;
}

/** Every grade of every unit: figures, limits, margin, marks, other rules; a unit opens its explanation in place. */
export function GradesCard({ reply, unit, onUnit }: GradesCardProps) {
  const [closed, setClosed] = useState<string | null>(null);
  const rows = gradeRows(reply);
  const names = otherNames(reply);
  const toggle = (code: string) => {
    const isOpen = code === unit && closed !== code;
    setClosed(isOpen ? code : null);
    if (!isOpen) onUnit(code);
  };
  const source = `${reply.ruleSet.own ? '分级依据' : '分级参照'}${documentText(reply.ruleSet)}`;
  const width = { '--columns': names.length } as CSSProperties;
  return (
    <Card
      title={gradesFinding(reply)}
      file={{
        title: `${reply.label}预警等级说明`,
        sources: [source, '年度目标：附件2表一；累计目标由各年目标连乘。', reply.ruleSet.note],
        internal: reply.units.some((one) => one.annual.actualPct !== null && !one.released),
        unit: '变化、目标、界限为%，差距为百分点',
        definition: '单位工业增加值能耗1月起累计同比，负数为下降；规划期累计为2024年以来各年连乘。',
        ...(reply.asOf === null ? {} : { asOf: reply.asOf }),
        table: gradesTable(reply),
      }}
      note={`单位工业增加值能耗1月起累计同比与2024年以来累计变化（%），负数为下降；差距为实际减目标（百分点），大于0为未完成。年度目标出自附件2表一。${source}。点单位名称看计算过程。`}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={`${styles.scroll} sideways`} aria-label="各单位预警等级" tabIndex={0} style={width}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" className={styles.unit}>
                单位
              </th>
              <th scope="col">口径</th>
              <th scope="col">等级</th>
              <th scope="col" className="num">
                变化%
              </th>
              <th scope="col" className="num">
                目标%
              </th>
              <th scope="col" className="num">
                差距
              </th>
              <th scope="col">距更好（更差）一级</th>
              <th scope="col">分级界限</th>
              {names.map((name) => (
                <th key={name} scope="col" className={styles.other}>
                  换成{name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {reply.units.map((one) => {
              const isOpen = one.code === unit && closed !== unit;
              const [annual, plan] = rows.filter((row) => row.unit === one);
              if (!annual || !plan) return null;
              return (
                <Fragment key={one.code}>
                  <Row row={annual}>
                    <th scope="rowgroup" rowSpan={2} className={`${styles.unit} ${styles.body}`}>
                      <button
                        type="button"
                        className="linkButton"
                        aria-expanded={isOpen}
                        onClick={() => toggle(one.code)}
                      >
                        {one.name}
                      </button>
                    </th>
                  </Row>
                  <Row row={plan} />
                  {isOpen ? (
                    <tr>
                      <td colSpan={OWN_COLUMNS + names.length} className={styles.opened}>
                        <Explanation unit={one} reply={reply} />
                      </td>
                    </tr>
                  ) : null}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
