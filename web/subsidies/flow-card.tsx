import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { SpendingReply } from '../../server/funds/schema.ts';
import { formatWan } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/states.tsx';
import { wanWords } from './findings.ts';
import styles from './flow-card.module.css';
import { FLOW_MEASURES, type FlowCell, type FlowMeasure, type FlowTable, shapeFlow } from './flow-shape.ts';
import { wanDecimals } from './wan-text.ts';
import { placeWord } from './words.ts';

const MEASURES = Object.keys(FLOW_MEASURES) as FlowMeasure[];

function Switch({ value, onChange }: { value: FlowMeasure; onChange: (measure: FlowMeasure) => void }) {
  return (
    <select
      className={`field noPrint ${styles.switch}`}
      aria-label="流向表的口径"
      value={value}
      onChange={(event) => onChange(MEASURES.find((key) => key === event.target.value) ?? 'all')}
    >
      {MEASURES.map((key) => (
        <option key={key} value={key}>
          {FLOW_MEASURES[key]}
        </option>
      ))}
    </select>
  );
}

/** Title: which clause sends most where. */
function flowFinding(table: FlowTable): string {
  const cells = table.rows.flatMap((row) =>
    row.cells.flatMap((cell) => (cell === null ? [] : [{ row, cell }])),
  );
  const [most] = cells.sort((a, b) => b.cell.fen - a.cell.fen);
  if (most === undefined || most.cell.fen === 0) return '条款到县的流向：尚无金额';
  const unit = table.units.find(({ code }) => code === most.cell.unitCode)?.name ?? '';
  return `最大一笔流向：${placeWord(most.row.policyId)}${most.row.clause}到${unit}，${wanWords(most.cell.fen)}`;
}

function Cell({ cell, decimals }: { cell: FlowCell | null; decimals: number }) {
  if (cell === null) return <td className={styles.none} />;
  return (
    <td className={styles.cell}>
      <i style={{ opacity: cell.fen === 0 ? 0 : 0.05 + cell.depth * 0.28 }} aria-hidden="true" />
      <span>{cell.fen === 0 ? '·' : formatWan(cell.fen, decimals)}</span>
    </td>
  );
}

function Flow({ table, year }: { table: FlowTable; year: string }) {
  const decimals = wanDecimals(table.amounts);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={`${styles.scroll} sideways`} aria-label="条款到县的资金流向" tabIndex={0} data-chart>
      <table className={styles.table}>
        <caption className="visuallyHidden">条款到县（市、区）的资金流向，万元</caption>
        <thead>
          <tr>
            <th scope="col">条款</th>
            {table.units.map(({ code, name }) => (
              <th key={code} scope="col">
                <Link to="/subsidies" search={{ tab: 'cases', year, unit: code }}>
                  {name.replace(/[县区市]$/, '')}
                </Link>
              </th>
            ))}
            <th scope="col">合计</th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={`${row.policyId} ${row.clause}`}>
              <th scope="row" title={row.title}>
                {placeWord(row.policyId)}
                {row.clause}
              </th>
              {row.cells.map((cell, index) => (
                <Cell key={table.units[index]?.code} cell={cell} decimals={decimals} />
              ))}
              <td className={styles.sum}>{formatWan(row.sumFen, decimals)}</td>
            </tr>
          ))}
          <tr className={styles.sums}>
            <th scope="row">合计</th>
            {table.units.map(({ code, sumFen }) => (
              <td key={code}>{formatWan(sumFen, decimals)}</td>
            ))}
            <td>{formatWan(table.sumFen, decimals)}</td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}

/** Flow from clause to county, as a heat table. */
export function FlowCard({
  spending,
  className,
}: {
  spending: SpendingReply;
  className?: string | undefined;
}) {
  const [measure, setMeasure] = useState<FlowMeasure>('all');
  const table = shapeFlow(spending, measure);
  return (
    <Card
      title={flowFinding(table)}
      actions={<Switch value={measure} onChange={setMeasure} />}
      className={className}
      file={
        table.rows.length === 0
          ? undefined
          : {
              title: `${spending.year === null ? '各年' : `${spending.year}年`}奖补资金流向（条款到县，${FLOW_MEASURES[measure]}）`,
              sources: ['奖补事项登记。预计可得（待审定）不构成兑现承诺，「最高」按上限计入。'],
              internal: true,
              unit: '万元',
              scope: '按兑现财政所在地；同一称号市、区两级不重复计算。',
            }
      }
      note={`万元，${FLOW_MEASURES[measure]}。颜色越深金额越大；空格为没有事项，“·”为有事项而无金额。`}
    >
      {table.rows.length === 0 ? (
        <Empty title="没有事项" />
      ) : (
        <Flow table={table} year={spending.year === null ? 'all' : String(spending.year)} />
      )}
    </Card>
  );
}
