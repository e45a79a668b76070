import { useMutation } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import type { WorkbookReply } from '../../server/sheets/schema.ts';
import { readSpreadsheet } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { pastedRows } from '../ui/paste.ts';
import styles from './import.module.css';
import type { SheetRows } from './import-shape.ts';

/** A sheet to import from, and what was found on the way. */
export interface ReadSheet {
  name: string;
  sheets: readonly { name: string; rows: SheetRows }[];
  notes: readonly string[];
}

const LIMIT_BYTES = 5 * 1024 * 1024;

function readSheetOf(name: string, reply: WorkbookReply): ReadSheet {
  const sheets = reply.sheets.filter(({ hidden, rows }) => !hidden && rows.length > 0);
  return { name, sheets, notes: reply.notes.map(({ message }) => message) };
}

class Unsuitable extends Error {}

async function read(file: File): Promise<ReadSheet> {
  if (file.size > LIMIT_BYTES) throw new Unsuitable('文件超过5 MB，请删去无关内容后再导入。');
  const sheet = readSheetOf(file.name, await readSpreadsheet(file));
  if (sheet.sheets.length === 0) throw new Unsuitable('表格里没有内容。');
  return sheet;
}

interface SourceProps {
  /** at most this many rows */
  limit: number;
  onRead: (sheet: ReadSheet) => void;
}

/** Where the rows come from: a file, or a block copied in Excel or WPS. */
export function ImportSource({ limit, onRead }: SourceProps) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const pasteId = useId();
  const reading = useMutation({ mutationFn: read, onSuccess: onRead });
  const { error } = reading;
  const isOurs = error instanceof ApiError || error instanceof Unsuitable;
  return (
    <div className={styles.source}>
      <input
        ref={input}
        type="file"
        className="visuallyHidden"
        tabIndex={-1}
        aria-label="选择名单表格"
        accept=".xlsx,.xls,.csv"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) reading.mutate(file);
        }}
      />
      <div className={styles.buttons}>
        <button
          type="button"
          className="button primary"
          disabled={reading.isPending}
          onClick={() => input.current?.click()}
        >
          {reading.isPending ? '正在读取…' : '选择文件'}
        </button>
        <span className="muted small">
          .xlsx、.xls（Excel、WPS）或 .csv，不超过5 MB、{limit}行；列名可用单位自己的表，不必改
        </span>
      </div>
      <label htmlFor={pasteId}>或从 Excel、WPS 复制后粘贴（连同表头）</label>
      <textarea
        id={pasteId}
        className="field"
        rows={4}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.buttons}>
        <button
          type="button"
          className="button"
          disabled={text.trim() === ''}
          onClick={() =>
            onRead({ name: '粘贴的内容', sheets: [{ name: '粘贴', rows: pastedRows(text) }], notes: [] })
          }
        >
          读取粘贴的内容
        </button>
      </div>
      {error ? (
        <p className={styles.failed} role="alert">
          {isOurs ? error.message : '没有读出来，请重试。'}
        </p>
      ) : null}
    </div>
  );
}
