import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportReply, ImportRow } from '../../server/quotas/import-schema.ts';
import { importCertificates } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { Card } from '../ui/card.tsx';
import { ExportButton } from '../ui/export-button.tsx';
import styles from './import-card.module.css';
import { ImportColumns } from './import-columns.tsx';
import { ImportPreview } from './import-preview.tsx';
import { leftTable } from './import-shape.ts';
import { ImportSource, type ReadSheet } from './import-source.tsx';
import { useRosterChange } from './use-roster-change.ts';

const messageOf = (error: unknown) => (error instanceof ApiError ? error.message : '没有完成，请重试。');

interface Judged {
  rows: ImportRow[];
  reply: ImportReply;
}

interface DoneProps {
  judged: Judged;
  written: readonly number[];
  reply: ImportReply;
  onAgain: () => void;
  onClose: () => void;
}

/** What came of it, and what is left to be worked on. */
function Done({ judged, written, reply, onAgain, onClose }: DoneProps) {
  const left = judged.rows.filter(({ line }) => !written.includes(line));
  return (
    <div className={styles.done}>
      <p role="status">
        已登记{reply.added}个称号
        {reply.openedCases > 0 ? `，按免申即享自动立项${reply.openedCases}项` : ''}
        {left.length > 0 ? `；另有${left.length}行未登记。` : '。'}
      </p>
      <div className={styles.buttons}>
        {left.length > 0 ? <ExportButton table={() => leftTable(left, judged.reply.verdicts)} /> : null}
        {left.length > 0 ? <span className="muted small">导出未登记的行及原因，更正后可再导入</span> : null}
        <button type="button" className="button" onClick={onAgain}>
          再导入一份
        </button>
        <button type="button" className="button primary" onClick={onClose}>
          完成
        </button>
      </div>
    </div>
  );
}

/** Import of titles (从表格导入): a file or a pasted block, its columns, a verdict for every row, then the chosen ones. */
export function ImportCard({ onClose }: { onClose: () => void }) {
  const [sheet, setSheet] = useState<ReadSheet | null>(null);
  const [judged, setJudged] = useState<Judged | null>(null);
  const [written, setWritten] = useState<readonly number[] | null>(null);
  const check = useMutation({
    mutationFn: (rows: ImportRow[]) => importCertificates({ check: true, rows }),
    onSuccess: (reply, rows) => setJudged({ rows, reply }),
  });
  const write = useRosterChange(
    (rows: ImportRow[]) => importCertificates({ check: false, rows }),
    (_reply, rows) => setWritten(rows.map(({ line }) => line)),
  );
  const again = () => {
    setSheet(null);
    setJudged(null);
    setWritten(null);
    write.reset();
    check.reset();
  };
  const error = write.error ?? check.error;
  return (
    <Card
      title={sheet === null ? '从表格导入称号' : `从表格导入称号：${sheet.name}`}
      className={styles.card}
      actions={
        <button type="button" className="linkButton" onClick={onClose}>
          收起
        </button>
      }
    >
      {sheet === null ? <ImportSource onRead={setSheet} /> : null}
      {sheet !== null && judged === null ? (
        <ImportColumns
          sheet={sheet}
          isBusy={check.isPending}
          onCheck={(rows) => check.mutate(rows)}
          onBack={again}
        />
      ) : null}
      {judged !== null && written === null ? (
        <ImportPreview
          rows={judged.rows}
          reply={judged.reply}
          isBusy={write.isPending}
          onWrite={(rows) => write.mutate(rows)}
          onBack={() => {
            write.reset();
            setJudged(null);
          }}
        />
      ) : null}
      {judged !== null && written !== null && write.data ? (
        <Done judged={judged} written={written} reply={write.data} onAgain={again} onClose={onClose} />
      ) : null}
      {error ? (
        <p className={styles.failed} role="alert">
          {messageOf(error)}
        </p>
      ) : null}
    </Card>
  );
}
