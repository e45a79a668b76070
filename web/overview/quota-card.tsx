import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { QuotaCell, QuotaPaceReply } from '../../server/quotas/schema.ts';
import { QUOTA_COLUMNS, type QuotaColumn } from '../../server/rules/quota-columns.ts';
import { formatCount, formatFullDate } from '../format.ts';
import { shapeBullet, statusWords } from '../quotas/bullet-shape.ts';
import { shapeBatches } from '../quotas/findings.ts';
import { useAsOf } from '../ui/as-of.ts';
import { Card } from '../ui/card.tsx';
import { LampMark } from '../ui/lamp.tsx';
import { QueryView } from '../ui/states.tsx';
import { quotaFinding } from './findings.ts';
import styles from './quota-card.module.css';

function Bullet({ cell }: { cell: QuotaCell }) {
  const shape = shapeBullet(cell);
  if (shape === null) return <span className={styles.blank} aria-hidden="true" />;
  return (
    <span className={styles.track} aria-hidden="true">
      <span className={styles.fill} style={{ width: `${shape.stock * 100}%` }} />
      {shape.tick === null ? null : <span className={styles.tick} style={{ left: `${shape.tick * 100}%` }} />}
    </span>
  );
}

function Row({ column, cell }: { column: QuotaColumn; cell: QuotaCell }) {
  const words = statusWords(cell, column.measure);
  return (
    <li className={styles.row} title={words}>
      <Link to="/quotas" search={{ column: column.key }}>
        {column.key === 'efficiencyLeader' ? column.kindLabel : column.label}
      </Link>
      <Bullet cell={cell} />
      <span className={styles.count}>
        <strong>{formatCount(cell.stock)}</strong>
        <span className="muted"> /{formatCount(cell.quota)}</span>
      </span>
      <LampMark lamp={cell.lamp} label={words} />
    </li>
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

/** 标杆: seven bullet bars, stock against the 2027 quota, with the stock due by published batches as a tick. */
export function QuotaCard({
  query,
  className,
}: {
  query: UseQueryResult<QuotaPaceReply>;
  className?: string | undefined;
}) {
  const asOf = useAsOf();
  return (
    <Card
      title={query.data ? quotaFinding(query.data.totals) : '标杆'}
      className={className}
      note={
        <>
          {asOf === undefined ? null : <strong>按名单公布日期截至{formatFullDate(asOf)}计数。</strong>}
          竖线为按已公布批次应达数；分母为2027年目标（总量口径，待市工信局确认）。合计按全市总数计算，各县取整后相加可能小于合计。
          {query.data ? pendingWords(query.data) : null}
        </>
      }
    >
      <QueryView query={query} height={210}>
        {(pace) => (
          <ul className={styles.rows}>
            {QUOTA_COLUMNS.map((column) => (
              <Row key={column.key} column={column} cell={pace.totals[column.key]} />
            ))}
          </ul>
        )}
      </QueryView>
    </Card>
  );
}
