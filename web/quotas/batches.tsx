import { useState } from 'react';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { QUOTA_COLUMNS, type QuotaColumn } from '../../server/rules/quota-columns.ts';
import { formatFullDate } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { BatchForm } from './batch-form.tsx';
import styles from './batches.module.css';
import { batchWords, shapeBatches } from './findings.ts';

type Batch = QuotaPaceReply['batches'][number];

function BatchState({ batch, asOf }: { batch: Batch | undefined; asOf: string }) {
  if (batch === undefined) return <span className="muted">—</span>;
  if (batch.publishedOn === null || batch.publishedOn > asOf)
    return <span className={styles.pending}>待公布</span>;
  return (
    <span title={formatFullDate(batch.publishedOn)}>{batch.publishedOn.slice(5).replace('-', '.')}</span>
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
        ，登记{year}年{column.label}名单批次
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
    <Card title={title} note="进度按已公布批次计算，不按天数。当年名单公布前，该类标记为待公布。">
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
