import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { WorkbookReply } from '../../server/sheets/schema.ts';
import { readSpreadsheet } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { mappingOf, type SheetMapping } from '../entry/import-shape.ts';
import { MappingFields } from '../entry/mapping-fields.tsx';
import {
  type FeedbackGrid,
  fillFromSheet,
  type GridFilling,
  type GridShape,
  sheetKeys,
} from './feedback-grid.ts';
import styles from './reporting.module.css';

interface FeedbackImportProps {
  shape: GridShape;
  grid: FeedbackGrid;
  onFill: (filling: GridFilling) => void;
}

/** The table the statistics bureau sent, as a file: its sheet and columns are recognised, to be put right by hand. */
export function FeedbackImport({ shape, grid, onFill }: FeedbackImportProps) {
  const input = useRef<HTMLInputElement>(null);
  const reading = useMutation({
    mutationFn: async (file: File) => ({ name: file.name, workbook: await readSpreadsheet(file) }),
  });
  return (
    <div className={styles.import}>
      <div className={styles.buttons}>
        <input
          ref={input}
          type="file"
          className="visuallyHidden"
          tabIndex={-1}
          aria-label="选择反馈表文件"
          accept=".xlsx,.xls,.csv"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) reading.mutate(file);
          }}
        />
        <button
          type="button"
          className="button"
          disabled={reading.isPending}
          onClick={() => input.current?.click()}
        >
          选择反馈表文件
        </button>
        <span className={styles.hint}>.xlsx、.xls（Excel、WPS）或 .csv，不超过5 MB</span>
      </div>
      <div role="status">
        {reading.isPending ? <p>正在读取…</p> : null}
        {reading.error ? (
          <p className={styles.bad}>
            {reading.error instanceof ApiError ? reading.error.message : '文件没有读出来，请重试。'}
          </p>
        ) : null}
      </div>
      {reading.data ? (
        <Sheets
          key={reading.submittedAt}
          name={reading.data.name}
          workbook={reading.data.workbook}
          shape={shape}
          grid={grid}
          onFill={onFill}
        />
      ) : null}
    </div>
  );
}

function Sheets({
  name,
  workbook,
  shape,
  grid,
  onFill,
}: FeedbackImportProps & { name: string; workbook: WorkbookReply }) {
  const keys = sheetKeys(shape.fields);
  const sheets = workbook.sheets.filter((sheet) => !sheet.hidden && sheet.rows.length > 0);
  const best = sheets.findIndex((sheet) => mappingOf(sheet.rows, keys).headerRow !== null);
  const [at, setAt] = useState(Math.max(0, best));
  const rows = sheets[at]?.rows ?? [];
  const [mapping, setMapping] = useState<SheetMapping>(() => mappingOf(rows, keys));
  if (rows.length === 0) return <p className={styles.bad}>“{name}”里没有可读的内容。</p>;
  const filling = fillFromSheet(rows, mapping, shape, grid);
  return (
    <>
      {sheets.length > 1 ? (
        <label>
          <span>工作表</span>
          <select
            className="field"
            value={at}
            onChange={(event) => {
              const next = Number(event.target.value);
              setAt(next);
              setMapping(mappingOf(sheets[next]?.rows ?? [], keys));
            }}
          >
            {sheets.map((sheet, index) => (
              <option key={sheet.name} value={index}>
                {sheet.name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <MappingFields rows={rows} keys={keys} mapping={mapping} onChange={setMapping} />
      <div className={styles.buttons}>
        <button
          type="button"
          className="button primary"
          disabled={filling.taken === 0}
          onClick={() => onFill(filling)}
        >
          填入下表
        </button>
        <span className={styles.hint}>
          “{name}”认出{filling.units}个单位、{filling.taken}个数；填入后还要核对。
        </span>
      </div>
    </>
  );
}
