import { type ReactNode, useId, useState } from 'react';
import styles from './import.module.css';
import type { ImportPlan, SheetReply } from './import-plan.ts';
import {
  askedColumns,
  type Defaults,
  importRows,
  lackingColumns,
  type Places,
  type SheetRow,
  type SheetShape,
  type SheetVerdict,
  shapeSheet,
} from './import-shape.ts';
import type { ReadSheet } from './import-source.tsx';

type Plan<Key extends string> = Pick<
  ImportPlan<Key, SheetVerdict, SheetReply<SheetVerdict>>,
  'columns' | 'defaults' | 'given' | 'headings' | 'limit'
>;

interface ColumnsProps<Key extends string> {
  plan: Plan<Key>;
  sheet: ReadSheet;
  isBusy: boolean;
  onCheck: (rows: SheetRow<Key>[]) => void;
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
  shape: SheetShape<string>;
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

interface DefaultsProps<Key extends string> {
  fields: Plan<Key>['defaults'];
  values: Defaults<Key>;
  onChange: (values: Defaults<Key>) => void;
}

/** Values for cells that are empty or columns the sheet lacks. */
function DefaultFields<Key extends string>({ fields, values, onChange }: DefaultsProps<Key>) {
  if (fields.length === 0) return null;
  return (
    <fieldset className={styles.grid}>
      <legend>表中没有或空着的，统一填</legend>
      {fields.map(({ key, label, options, placeholder }) => {
        const bind = (id: string) => ({
          id,
          className: 'field',
          value: values[key] ?? '',
          onChange: (event: { target: { value: string } }) =>
            onChange({ ...values, [key]: event.target.value }),
        });
        return (
          <Labelled key={key} label={label}>
            {(id) =>
              options === undefined ? (
                <input {...bind(id)} placeholder={placeholder} />
              ) : (
                <select {...bind(id)}>
                  <option value="">不填</option>
                  {options.map((option) => (
                    <option key={option} value={option}>
                      {option}
                    </option>
                  ))}
                </select>
              )
            }
          </Labelled>
        );
      })}
    </fieldset>
  );
}

interface MatchedProps<Key extends string> extends ColumnsProps<Key> {
  shape: SheetShape<Key>;
  rows: ReadSheet['sheets'][number]['rows'];
}

function Matched<Key extends string>({ plan, shape, rows, isBusy, onCheck, onBack }: MatchedProps<Key>) {
  const { columns, limit } = plan;
  const [places, setPlaces] = useState<Places<Key>>(shape.places);
  const [defaults, setDefaults] = useState<Defaults<Key>>(plan.given ?? ({} as Defaults<Key>));
  const place = (key: Key, at: number | undefined) => {
    const { [key]: _, ...rest } = places;
    setPlaces((at === undefined ? rest : { ...rest, [key]: at }) as Places<Key>);
  };
  const lacking = lackingColumns(columns, places, defaults);
  const found = importRows(rows, shape, columns, places, defaults);
  const tooMany = found.length > limit;
  return (
    <>
      <fieldset className={styles.grid}>
        <legend>各列对应（已按表头识别，可改）</legend>
        {askedColumns(columns, shape.places, places).map(({ key, label }) => (
          <PlaceSelect
            key={key}
            label={label}
            place={places[key]}
            shape={shape}
            onChange={(at) => place(key, at)}
          />
        ))}
      </fieldset>
      <DefaultFields fields={plan.defaults} values={defaults} onChange={setDefaults} />
      {lacking.length > 0 ? (
        <p className={styles.lacking}>还缺：{lacking.join('、')}。请选择对应的列，或统一填写。</p>
      ) : null}
      {tooMany ? (
        <p className={styles.lacking}>
          共{found.length}行，一次最多导入{limit}行，请分成几份。
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
export function ImportColumns<Key extends string>(props: ColumnsProps<Key>) {
  const { plan, sheet, onBack } = props;
  const [index, setIndex] = useState(0);
  const rows = sheet.sheets[index]?.rows ?? [];
  const shape = shapeSheet(rows, plan.columns);
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
          <p className={styles.lacking}>没有找到表头。表头里至少要有{plan.headings}等列名，请补上后重试。</p>
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
