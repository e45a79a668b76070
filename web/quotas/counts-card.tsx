import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { QuotaCountsReply } from '../../server/quotas/schema.ts';
import { PLAN_YEARS } from '../../server/rules/periods.ts';
import { QUOTA_COLUMNS } from '../../server/rules/quota-columns.ts';
import { quotaCountsQuery, type UnitsAsked } from '../api/queries.ts';
import { Card } from '../ui/card.tsx';
import { ExportButton } from '../ui/export-button.tsx';
import { QueryView } from '../ui/states.tsx';
import styles from './counts-card.module.css';
import { countsFinding, countsTable, countText, MEASURES, type Measure, measureOf } from './counts-shape.ts';

interface LineProps {
  name: string;
  counts: QuotaCountsReply['totals'];
  measure: Measure;
  isTotal?: boolean;
}

function Line({ name, counts, measure, isTotal = false }: LineProps) {
  return (
    <tr className={isTotal ? styles.totals : undefined}>
      <th scope="row">{name}</th>
      {QUOTA_COLUMNS.map(({ key }) => (
        <td key={key} className={counts[key][measure] === 0 ? `num ${styles.none}` : 'num'}>
          {countText(counts[key], measure)}
        </td>
      ))}
    </tr>
  );
}

function CountsTable({ reply, measure }: { reply: QuotaCountsReply; measure: Measure }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={`${styles.scroll} sideways`} aria-label="标杆增减表" tabIndex={0}>
      <table className={styles.table}>
        <caption className="visuallyHidden">各县（市、区）标杆{MEASURES[measure]}</caption>
        <thead>
          <tr>
            <th scope="col">单位</th>
            {QUOTA_COLUMNS.map((column) => (
              <th key={column.key} scope="col" className="num">
                {column.shortLabel}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Line name="全市合计" counts={reply.totals} measure={measure} isTotal />
          {reply.units.map(({ code, name, counts }) => (
            <Line key={code} name={name} counts={counts} measure={measure} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface CountsCardProps {
  /** list year of the address; anything else = all years */
  year: string | undefined;
  units: UnitsAsked;
  onYear: (year: string | undefined) => void;
}

/** 新增, 退出, 净增, 累计 of every unit and column, of a year or of all: always computed. */
export function CountsCard({ year, units, onYear }: CountsCardProps) {
  const chosen = PLAN_YEARS.find((one) => String(one) === year) ?? null;
  const [measure, setMeasure] = useState<Measure>('net');
  const query = useQuery(quotaCountsQuery(chosen, units));
  return (
    <Card
      title={query.data ? countsFinding(query.data) : '标杆增减'}
      note="由2024年底存量和称号名单计算，与上表存量一致。新增按名单年度；退出按退出日期所在年度；净增为新增减退出；累计为2024年底存量加历年净增，缺基数的不计。"
      actions={
        <span className={`${styles.actions} noPrint`}>
          <select
            className="field"
            aria-label="年度"
            value={chosen ?? ''}
            onChange={(event) => onYear(event.target.value === '' ? undefined : event.target.value)}
          >
            <option value="">全部年度</option>
            {PLAN_YEARS.map((one) => (
              <option key={one} value={one}>
                {one}年
              </option>
            ))}
          </select>
          <select
            className="field"
            aria-label="数量"
            value={measure}
            onChange={(event) => setMeasure(measureOf(event.target.value))}
          >
            {Object.entries(MEASURES).map(([key, label]) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </select>
          {query.data ? <ExportButton table={() => countsTable(query.data)} /> : null}
        </span>
      }
    >
      <QueryView query={query} height={420}>
        {(reply) => <CountsTable reply={reply} measure={measure} />}
      </QueryView>
    </Card>
  );
}
