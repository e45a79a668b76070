import { useState } from 'react';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { QUOTA_COLUMNS, type QuotaColumn } from '../../server/rules/quota-columns.ts';
import { formatFullDate } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { BatchForm } from './batch-form.tsx';
import styles from './batches.module.css';
import { batchWords, shapeBatches } from './findings.ts';

type Batch = QuotaPaceReply['batches'][number];

/** '9.19', with the year where it is not the list's own. */
function shortDate(date: string, listYear: number): string {
  const day = `${Number(date.slice(5, 7))}.${Number(date.slice(8, 10))}`;
  return Number(date.slice(0, 4)) === listYear ? day : `${date.slice(0, 4)}.${day}`;
}

function BatchState({ batch, asOf }: { batch: Batch | undefined; asOf: string }) {
  if (batch === undefined) return <span className="muted">—</span>;
  const { publishedOn, expectedOn, document } = batch;
  if (publishedOn === null || publishedOn > asOf) {
    if (expectedOn === null) return <span className={styles.pending}>待公布</span>;
    const isLate = expectedOn < asOf;
    return (
      <span className={isLate ? styles.late : styles.pending} title={`预计${formatFullDate(expectedOn)}公布`}>
        预计{shortDate(expectedOn, batch.year)}
        {isLate ? <small>已过</small> : null}
      </span>
    );
  }
  return (
    <span title={[formatFullDate(publishedOn), document].filter(Boolean).join('，')}>
      {shortDate(publishedOn, batch.year)}
    </span>
  );
}

interface CellProps {
  pace: QuotaPaceReply;
  column: QuotaColumn;
  year: number;
  mayWrite: boolean;
  onEdit: (batch: Batch) => void;
}

function BatchCell({ pace, column, year, mayWrite, onEdit }: CellProps) {
  const batch = pace.batches.find((candidate) => candidate.column === column.key && candidate.year === year);
  const state = <BatchState batch={batch} asOf={pace.asOf} />;
  if (!mayWrite || batch === undefined) return state;
  return (
    <button type="button" className={styles.edit} onClick={() => onEdit(batch)}>
      {state}
      <span className="visuallyHidden">
        ，登记{year}年{column.label}名单的预计和公布日期
      </span>
    </button>
  );
}

/** Which lists (批次) are out: pace goes by published batches, not by days. */
export function Batches({ pace, mayWrite }: { pace: QuotaPaceReply; mayWrite: boolean }) {
  const [editing, setEditing] = useState<Batch | null>(null);
  const lines = shapeBatches(pace);
  const current = lines.find((line) => line.year === Number(pace.asOf.slice(0, 4)));
  const title = current ? `${current.year}年名单：${batchWords(current)}` : '名单批次';
  return (
    <Card
      title={title}
      file={{ title: '名单日历', sources: ['未公布的为预计日期。'], internal: false }}
      note="名单日历：已公布的写公布日期，未公布的写预计日期。进度按已公布批次计算，不按天数；当年名单公布前，该类标记为待公布。"
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">类别</th>
            {lines.map((line) => (
              <th key={line.year} scope="col" className="num">
                {line.year}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {QUOTA_COLUMNS.map((column) => (
            <tr key={column.key}>
              <th scope="row">{column.shortLabel}</th>
              {lines.map((line) => (
                <td key={line.year} className="num">
                  <BatchCell
                    pace={pace}
                    column={column}
                    year={line.year}
                    mayWrite={mayWrite}
                    onEdit={setEditing}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {editing ? <BatchForm batch={editing} onClose={() => setEditing(null)} /> : null}
    </Card>
  );
}
