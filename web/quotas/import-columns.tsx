import { type ReactNode, useId, useState } from 'react';
import type { ImportRow } from '../../server/quotas/import-schema.ts';
import { CERTIFICATE_COLUMNS } from '../../server/rules/quota-columns.ts';
import styles from './import-card.module.css';
import {
  type Defaults,
  IMPORT_COLUMNS,
  type ImportKey,
  importRows,
  lackingColumns,
  NO_DEFAULTS,
  type Places,
  type SheetShape,
  shapeSheet,
} from './import-shape.ts';
import type { ReadSheet } from './import-source.tsx';

/** As many rows as one import takes. */
const LIMIT = 500;

interface ColumnsProps {
  sheet: ReadSheet;
  isBusy: boolean;
  onCheck: (rows: ImportRow[]) => void;
  onBack: () => void;
}

function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className={styles.pair}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

interface PlaceProps {
  label: string;
  place: number | undefined;
  shape: SheetShape;
  onChange: (place: number | undefined) => void;
}

function PlaceSelect({ label, place, shape, onChange }: PlaceProps) {
  return (
    <Labelled label={label}>
      {(id) => (
        <select
          id={id}
          className="field"
          value={place ?? ''}
          onChange={(event) => onChange(event.target.value === '' ? undefined : Number(event.target.value))}
        >
          <option value="">表中没有</option>
          {shape.headings.map(({ column, label: heading }) => (
            <option key={column} value={column}>
              {heading}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

interface DefaultsProps {
  defaults: Defaults;
  onChange: (defaults: Defaults) => void;
}

/** Values for cells that are empty or columns the sheet lacks. */
function DefaultFields({ defaults, onChange }: DefaultsProps) {
  const bind = (id: string, key: keyof Defaults) => ({
    id,
    className: 'field',
    value: defaults[key],
    onChange: (event: { target: { value: string } }) => onChange({ ...defaults, [key]: event.target.value }),
  });
  return (
    <fieldset className={styles.grid}>
      <legend>表中没有或空着的，统一填</legend>
      <Labelled label="类别">
        {(id) => (
          <select {...bind(id, 'title')}>
            <option value="">不填</option>
            {CERTIFICATE_COLUMNS.map(({ key, label }) => (
              <option key={key} value={label}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label="名单年度">
        {(id) => <input {...bind(id, 'listYear')} inputMode="numeric" placeholder="如 2025" />}
      </Labelled>
      <Labelled label="公布日期">
        {(id) => <input {...bind(id, 'publishedOn')} placeholder="如 2025-09-19" />}
      </Labelled>
      <Labelled label="名单文号">{(id) => <input {...bind(id, 'batchDocument')} />}</Labelled>
    </fieldset>
  );
}

interface MatchedProps extends ColumnsProps {
  shape: SheetShape;
  rows: ReadSheet['sheets'][number]['rows'];
}

function Matched({ shape, rows, isBusy, onCheck, onBack }: MatchedProps) {
  const [places, setPlaces] = useState<Places>(shape.places);
  const [defaults, setDefaults] = useState(NO_DEFAULTS);
  const place = (key: ImportKey, at: number | undefined) => {
    const { [key]: _, ...rest } = places;
    setPlaces(at === undefined ? rest : { ...rest, [key]: at });
  };
  const lacking = lackingColumns(places, defaults);
  const found = importRows(rows, shape, places, defaults);
  const tooMany = found.length > LIMIT;
  return (
    <>
      <fieldset className={styles.grid}>
        <legend>各列对应（已按表头识别，可改）</legend>
        {IMPORT_COLUMNS.map(({ key, label }) => (
          <PlaceSelect
            key={key}
            label={label}
            place={places[key]}
            shape={shape}
            onChange={(at) => place(key, at)}
          />
        ))}
      </fieldset>
      <DefaultFields defaults={defaults} onChange={setDefaults} />
      {lacking.length > 0 ? (
        <p className={styles.lacking}>还缺：{lacking.join('、')}。请选择对应的列，或统一填写。</p>
      ) : null}
      {tooMany ? (
        <p className={styles.lacking}>
          共{found.length}行，一次最多导入{LIMIT}行，请分成几份。
        </p>
      ) : null}
      <div className={styles.buttons}>
        <button
          type="button"
          className="button primary"
          disabled={isBusy || lacking.length > 0 || found.length === 0 || tooMany}
          onClick={() => onCheck(found)}
        >
          {isBusy ? '正在核对…' : `核对${found.length}行`}
        </button>
        <button type="button" className="button" onClick={onBack}>
          换一份
        </button>
        <span className="muted small">核对不会写入任何数据</span>
      </div>
    </>
  );
}

/** Which sheet, and which column means what. */
export function ImportColumns(props: ColumnsProps) {
  const { sheet, onBack } = props;
  const [index, setIndex] = useState(0);
  const rows = sheet.sheets[index]?.rows ?? [];
  const shape = shapeSheet(rows);
  return (
    <div className={styles.columns}>
      {sheet.notes.map((note) => (
        <p key={note} className="muted small">
          {note}
        </p>
      ))}
      {sheet.sheets.length > 1 ? (
        <Labelled label="工作表">
          {(id) => (
            <select
              id={id}
              className="field"
              value={index}
              onChange={(event) => setIndex(Number(event.target.value))}
            >
              {sheet.sheets.map(({ name }, at) => (
                <option key={name} value={at}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      ) : null}
      {shape === null ? (
        <>
          <p className={styles.lacking}>
            没有找到表头。表头里至少要有“企业名称”和“县（市、区）”或“类别”等列名，请补上后重试。
          </p>
          <div className={styles.buttons}>
            <button type="button" className="button" onClick={onBack}>
              换一份
            </button>
          </div>
        </>
      ) : (
        <Matched key={index} {...props} shape={shape} rows={rows} />
      )}
    </div>
  );
}
