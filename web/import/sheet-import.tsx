import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../api/client.ts';
import { Card } from '../ui/card.tsx';
import { ExportButton } from '../ui/export-button.tsx';
import styles from './import.module.css';
import { ImportColumns } from './import-columns.tsx';
import type { ImportPlan, SheetReply } from './import-plan.ts';
import { ImportPreview } from './import-preview.tsx';
import { leftTable, type SheetRow, type SheetVerdict } from './import-shape.ts';
import { ImportSource, type ReadSheet } from './import-source.tsx';

const messageOf = (error: unknown) => (error instanceof ApiError ? error.message : '没有完成，请重试。');

interface Judged<Key extends string, V extends SheetVerdict> {
  rows: SheetRow<Key>[];
  reply: SheetReply<V>;
}

interface DoneProps<Key extends string, V extends SheetVerdict, R extends SheetReply<V>> {
  plan: ImportPlan<Key, V, R>;
  judged: Judged<Key, V>;
  written: readonly number[];
  reply: R;
  onAgain: () => void;
  onClose: () => void;
}

/** What came of it, and what is left to be worked on. */
function Done<Key extends string, V extends SheetVerdict, R extends SheetReply<V>>({
  plan,
  judged,
  written,
  reply,
  onAgain,
  onClose,
}: DoneProps<Key, V, R>) {
  const left = judged.rows.filter(({ line }) => !written.includes(line));
  const { verdicts } = judged.reply;
  return (
    <div className={styles.done}>
      <p role="status">
        {plan.doneWords(reply)}
        {left.length > 0 ? `；另有${left.length}行未登记。` : '。'}
      </p>
      <div className={styles.buttons}>
        {left.length > 0 ? (
          <ExportButton table={() => leftTable(plan.title, plan.columns, left, verdicts)} />
        ) : null}
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

interface SheetImportProps<Key extends string, V extends SheetVerdict, R extends SheetReply<V>> {
  plan: ImportPlan<Key, V, R>;
  /** what was imported changes what is shown elsewhere: read it anew */
  onWritten: () => void;
  onClose: () => void;
}

/** 从表格导入: a file or a pasted block, its columns, a verdict for every row, then the chosen ones. */
export function SheetImport<Key extends string, V extends SheetVerdict, R extends SheetReply<V>>({
  plan,
  onWritten,
  onClose,
}: SheetImportProps<Key, V, R>) {
  const [sheet, setSheet] = useState<ReadSheet | null>(null);
  const [judged, setJudged] = useState<Judged<Key, V> | null>(null);
  const [written, setWritten] = useState<readonly number[] | null>(null);
  const check = useMutation({
    mutationFn: (rows: SheetRow<Key>[]) => plan.send({ check: true, rows }),
    onSuccess: (reply, rows) => setJudged({ rows, reply }),
  });
  const write = useMutation({
    mutationFn: (rows: SheetRow<Key>[]) => plan.send({ check: false, rows }),
    onSuccess: (_reply, rows) => setWritten(rows.map(({ line }) => line)),
    onSettled: onWritten,
  });
  const again = () => {
    setSheet(null);
    setJudged(null);
    setWritten(null);
    write.reset();
    check.reset();
  };
  const error = write.error ?? check.error;
  const title = `从表格导入${plan.title}`;
  return (
    <Card
      title={sheet === null ? title : `${title}：${sheet.name}`}
      className={styles.card}
      actions={
        <button type="button" className="linkButton" onClick={onClose}>
          收起
        </button>
      }
    >
      {sheet === null ? <ImportSource limit={plan.limit} onRead={setSheet} /> : null}
      {sheet !== null && judged === null ? (
        <ImportColumns
          plan={plan}
          sheet={sheet}
          isBusy={check.isPending}
          onCheck={(rows) => check.mutate(rows)}
          onBack={again}
        />
      ) : null}
      {judged !== null && written === null ? (
        <ImportPreview
          rowWords={plan.rowWords}
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
        <Done
          plan={plan}
          judged={judged}
          written={written}
          reply={write.data}
          onAgain={again}
          onClose={onClose}
        />
      ) : null}
      {error ? (
        <p className={styles.failed} role="alert">
          {messageOf(error)}
        </p>
      ) : null}
    </Card>
  );
}
