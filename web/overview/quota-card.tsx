import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { QuotaCell, QuotaPaceReply } from '../../server/quotas/schema.ts';
import { QUOTA_COLUMNS, type QuotaColumn } from '../../server/rules/quota-columns.ts';
import { formatCount, formatFullDate } from '../format.ts';
import { shapeBullet, statusWords } from '../quotas/bullet-shape.ts';
import { shapeBatches } from '../quotas/findings.ts';
import { quotaFile } from '../quotas/quota-file.ts';
import { useAsOf } from '../ui/as-of.ts';
import { Card } from '../ui/card.tsx';
import { LampMark } from '../ui/lamp.tsx';
import { QueryView } from '../ui/states.tsx';
import { useChoice } from './choice.ts';
import { quotaFinding } from './findings.ts';
import styles from './quota-card.module.css';

export function QuotaBullet({ cell }: { cell: QuotaCell }) {
  const shape = shapeBullet(cell);
  if (shape === null) return <span className={styles.blank} aria-hidden="true" />;
  return (
    <span className={styles.track} data-chart aria-hidden="true">
      <span className={styles.fill} style={{ width: `${shape.stock * 100}%` }} />
      {shape.tick === null ? null : <span className={styles.tick} style={{ left: `${shape.tick * 100}%` }} />}
    </span>
  );
}

interface RowProps {
  column: QuotaColumn;
  cell: QuotaCell;
  /** undefined = the city */
  unit: string | undefined;
}

function Row({ column, cell, unit }: RowProps) {
  const words = statusWords(cell, column.measure);
  return (
    <li className={styles.row} title={words}>
      <Link to="/quotas" search={unit === undefined ? { column: column.key } : { column: column.key, unit }}>
        {column.key === 'efficiencyLeader' ? column.kindLabel : column.label}
      </Link>
      <QuotaBullet cell={cell} />
      {cell.quota === null ? (
        <span className={`${styles.count} muted`}>无任务</span>
      ) : (
        <span className={styles.count}>
          <strong>{formatCount(cell.stock)}</strong>
          <span className="muted"> /{formatCount(cell.quota)}</span>
        </span>
      )}
      <LampMark lamp={cell.lamp} label={words} />
    </li>
  );
}

/** The seven bullet bars of a unit, or of the city. */
export function QuotaRows({ cells, unit }: { cells: QuotaPaceReply['totals']; unit?: string | undefined }) {
  return (
    <ul className={styles.rows}>
      {QUOTA_COLUMNS.map((column) => (
        <Row key={column.key} column={column} cell={cells[column.key]} unit={unit} />
      ))}
    </ul>
  );
}

/** Which lists of the current year are still to come, in words; null where all are out. */
function pendingWords(pace: QuotaPaceReply): string | null {
  const year = Number(pace.asOf.slice(0, 4));
  const pending = shapeBatches(pace).find((line) => line.year === year)?.pending ?? [];
  if (pending.length === 0) return null;
  if (pending.length === QUOTA_COLUMNS.length) return `${year}年名单均待公布。`;
  return `待公布：${year}年${pending.map((column) => column.shortLabel).join('、')}名单（○）。`;
}

/**
 * 标杆: seven bullet bars, stock against the 2027 quota, with the stock due by published batches as a tick; those of the
 * unit pointed at or chosen, else the city's.
 */
export function QuotaCard({
  query,
  className,
}: {
  query: UseQueryResult<QuotaPaceReply>;
  className?: string | undefined;
}) {
  const asOf = useAsOf();
  const { shown } = useChoice();
  const unit = query.data?.units.find((candidate) => candidate.code === shown);
  const cells = unit?.cells ?? query.data?.totals;
  return (
    <Card
      file={cells && quotaFile(unit?.name ?? '全市', cells, asOf)}
      title={cells ? quotaFinding(cells, `${unit?.name ?? ''}标杆`) : '标杆'}
      className={className ? `${styles.card} ${className}` : styles.card}
      note={
        <>
          {asOf === undefined ? null : <strong>按名单公布日期截至{formatFullDate(asOf)}计数。</strong>}
          单位：个（园区）、家（工厂、供应链、领跑者）。竖线为按已公布批次应达数；分母为2027年目标（总量口径，待市工信局确认）。合计按全市总数计算，各县取整后相加可能小于合计。
          {query.data ? pendingWords(query.data) : null}来源：附件2；国家、省公布的名单。
        </>
      }
    >
      <QueryView query={query} height={210}>
        {(pace) => <QuotaRows cells={cells ?? pace.totals} unit={unit?.code} />}
      </QueryView>
    </Card>
  );
}
