import { useId, useState } from 'react';
import type { TableExport } from '../../server/sheets/schema.ts';
import { exportTable } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import styles from './export-button.module.css';
import { useDismiss } from './use-dismiss.ts';

/** A table to be saved as a file: what the page shows, with its sources. */
export type ExportedTable = Omit<TableExport, 'format'>;

const FORMATS = [
  ['xlsx', 'Excel 工作簿（.xlsx）'],
  ['csv', '文本表格（.csv）'],
] as const;

/** room the menu needs to the left of the button's right edge, in CSS pixels */
const MENU_WIDTH = 240;

/** Offers a file to be saved, under a name. */
function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // some browsers read the address only after the click has been handled
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

const reasonOf = (error: unknown) =>
  error instanceof ApiError && error.code !== 'offline' ? error.message : '导出未成功，请检查网络后重试。';

/**
 * Saves a table as a file.
 * @param table the table, asked for when the person has chosen the format
 * @param quiet drawn as a link: in the head of a card, where the finding comes first
 */
export function ExportButton({
  table,
  quiet = false,
}: {
  table: () => ExportedTable | Promise<ExportedTable>;
  quiet?: boolean;
}) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fromLeft, setFromLeft] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [close] = useState(() => () => setOpen(false));
  const box = useDismiss(open, close);
  const menu = useId();

  const run = async (format: TableExport['format']) => {
    close();
    box.current?.querySelector('button')?.focus();
    setBusy(true);
    setFailure(null);
    try {
      const wanted = await table();
      save(await exportTable({ ...wanted, format }), `${wanted.title}.${format}`);
    } catch (error) {
      setFailure(reasonOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className={styles.box} ref={box}>
      <button
        type="button"
        className={quiet ? styles.quiet : 'button'}
        aria-expanded={open}
        aria-controls={menu}
        aria-disabled={busy}
        onClick={() => {
          if (busy) return;
          setFromLeft((box.current?.getBoundingClientRect().right ?? Number.POSITIVE_INFINITY) < MENU_WIDTH);
          setOpen((was) => !was);
        }}
      >
        {busy ? '正在导出…' : '导出'}
        <span aria-hidden="true">▾</span>
      </button>
      <div className={styles.menu} id={menu} hidden={!open} data-from-left={fromLeft}>
        {FORMATS.map(([format, label]) => (
          <button key={format} type="button" onClick={() => void run(format)}>
            {label}
          </button>
        ))}
      </div>
      {failure ? (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      ) : null}
    </div>
  );
}
