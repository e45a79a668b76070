import { lazy, Suspense, useId, useState } from 'react';
import { ApiError } from '../api/client.ts';
import type { ExportedTable } from './card-file.ts';
import styles from './export-button.module.css';
import type { SaveableCard } from './export-menu.tsx';
import { useDismiss } from './use-dismiss.ts';

const loadMenu = () => import('./export-menu.tsx');
const ExportMenu = lazy(async () => ({ default: (await loadMenu()).ExportMenu }));

/** room the menu needs to the left of the button's right edge, in CSS pixels */
const MENU_WIDTH = 240;
/** how long 已复制 stands there, in milliseconds */
const DONE_SHOWN = 4_000;

const reasonOf = (error: unknown) =>
  error instanceof ApiError && error.code !== 'offline' ? error.message : '导出未成功，请检查网络后重试。';

/** In the menu's place until it is loaded, as high as most menus are. */
const Opening = () => (
  <p className={styles.opening} role="status">
    载入中…
  </p>
);

interface ExportButtonProps {
  /** the table, asked for when the person has chosen the format */
  table?: () => ExportedTable | Promise<ExportedTable>;
  /** in place of it: all of a card */
  card?: SaveableCard;
  /** drawn as a link: in the head of a card, where the finding comes first */
  quiet?: boolean;
}

/** Saves a table, or a card's table and chart, as a file. What can be chosen loads when it is opened. */
export function ExportButton({ table, card, quiet = false }: ExportButtonProps) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fromLeft, setFromLeft] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  /** what has been done, in words; null until the menu was open once */
  const [done, setDone] = useState<string | null>(null);
  const [close] = useState(() => () => setOpen(false));
  const box = useDismiss(open, close);
  const menu = useId();

  const run = async (job: () => Promise<string>) => {
    close();
    box.current?.querySelector('button')?.focus();
    setBusy(true);
    setFailure(null);
    try {
      setDone(await job());
      setTimeout(() => setDone(''), DONE_SHOWN);
    } catch (error) {
      setFailure(reasonOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className={`${styles.box} noPrint`} ref={box}>
      <button
        type="button"
        className={quiet ? styles.quiet : 'button'}
        aria-expanded={open}
        aria-controls={menu}
        aria-disabled={busy}
        onPointerEnter={() => void loadMenu()}
        onFocus={() => void loadMenu()}
        onClick={() => {
          if (busy) return;
          setDone('');
          setFromLeft((box.current?.getBoundingClientRect().right ?? Number.POSITIVE_INFINITY) < MENU_WIDTH);
          setOpen((was) => !was);
        }}
      >
        {busy ? '正在导出…' : '导出'}
        <span aria-hidden="true">▾</span>
      </button>
      <div className={styles.menu} id={menu} hidden={!open} data-from-left={fromLeft}>
        {open ? (
          <Suspense fallback={<Opening />}>
            <ExportMenu table={table} card={card} box={box} onRun={(job) => void run(job)} />
          </Suspense>
        ) : null}
      </div>
      {failure ? (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      ) : null}
      {done === null ? null : (
        <p className={done === '' ? 'visuallyHidden' : styles.done} role="status">
          {done}
        </p>
      )}
    </div>
  );
}
