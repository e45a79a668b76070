import { Link } from '@tanstack/react-router';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { QUOTA_COLUMNS } from '../../server/rules/quota-columns.ts';
import { CITY_CODE } from '../../server/rules/units.ts';
import { formatCount } from '../format.ts';
import { statusWords, stockWords } from '../quotas/bullet-shape.ts';
import { unitQuotaFinding } from '../quotas/findings.ts';
import { Bullet } from '../quotas/matrix.tsx';
import { quotaFile } from '../quotas/quota-file.ts';
import { useAsOf } from '../ui/as-of.ts';
import { Card } from '../ui/card.tsx';
import { LampMark } from '../ui/lamp.tsx';
import styles from './quota-card.module.css';

interface QuotaCardProps {
  code: string;
  name: string;
  cells: QuotaPaceReply['totals'];
}

/** The seven quotas of one unit as bullet bars with the pace tick. */
export function QuotaCard({ code, name, cells }: QuotaCardProps) {
  return (
    <Card
      title={unitQuotaFinding(cells)}
      file={quotaFile(name, cells, useAsOf())}
      actions={
        <Link className="noPrint" to="/quotas" search={code === CITY_CODE ? {} : { unit: code }}>
          看矩阵
        </Link>
      }
      note="单位：园区为个，企业为家。竖线为按已公布批次应达数；分母为2027年目标（总量口径，待市工信局确认）。来源：目标出自附件2表二，存量为2024年底存量加以后公布、减除名的称号名单。"
    >
      <table className={styles.table}>
        <tbody>
          {QUOTA_COLUMNS.map((column) => {
            const cell = cells[column.key];
            return (
              <tr key={column.key}>
                <th scope="row">{column.label}</th>
                {cell.quota === null ? (
                  <td colSpan={3} className={styles.noTask}>
                    无任务{cell.stock ? `，现有${cell.stock}${column.measure}` : ''}
                  </td>
                ) : (
                  <>
                    <td className={styles.bar} title={stockWords(cell)}>
                      <Bullet cell={cell} />
                    </td>
                    <td className="num">
                      <b>{formatCount(cell.stock)}</b>
                      <span className="muted"> /{cell.quota}</span>
                    </td>
                    <td className={styles.status}>
                      <span aria-hidden="true">
                        <LampMark lamp={cell.lamp} />
                      </span>{' '}
                      {statusWords(cell, column.measure)}
                    </td>
                  </>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Card>
  );
}
