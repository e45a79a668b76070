import styles from './import-panel.module.css';
import {
  columnName,
  keyLabel,
  mappingOf,
  type SheetMapping,
  unreadColumns,
  widthOf,
} from './import-shape.ts';
import type { SheetKey } from './sheet-columns.ts';

interface MappingFieldsProps {
  rows: readonly (readonly (string | null)[])[];
  keys: readonly SheetKey[];
  mapping: SheetMapping;
  onChange: (mapping: SheetMapping) => void;
}

/** Rows in which the headings may stand. */
const HEADER_WITHIN = 20;

/** Which column is read as what: found by itself, to be put right by hand. */
export function MappingFields({ rows, keys, mapping, onChange }: MappingFieldsProps) {
  const found = keys.filter((key) => mapping.columns[key] !== undefined).length;
  const unread = unreadColumns(rows, mapping);
  const needsHelp = mapping.headerRow === null || mapping.ambiguous.length > 0;
  return (
    <details className={styles.mapping} open={needsHelp}>
      <summary>
        {mapping.headerRow === null
          ? '没有认出表头，请指明表头在第几行、各列是什么'
          : `认出${found}列${unread.length > 0 ? `，${unread.length}列不导入` : ''}，可在此调整`}
      </summary>
      <div className={styles.grid}>
        <label>
          <span>表头所在行</span>
          <select
            className="field"
            value={mapping.headerRow ?? ''}
            onChange={(event) =>
              onChange(mappingOf(rows, keys, event.target.value === '' ? null : Number(event.target.value)))
            }
          >
            <option value="">自动识别</option>
            {rows.slice(0, HEADER_WITHIN).map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is what is chosen
              <option key={index} value={index}>
                第{index + 1}行 {row.filter(Boolean).join(' ').slice(0, 16)}
              </option>
            ))}
          </select>
        </label>
        {keys.map((key) => (
          <ColumnChoice key={key} name={key} rows={rows} mapping={mapping} onChange={onChange} />
        ))}
      </div>
      {unread.length > 0 ? <p className={styles.note}>不导入的列：{unread.join('、')}</p> : null}
    </details>
  );
}

function ColumnChoice({
  name,
  rows,
  mapping,
  onChange,
}: {
  name: SheetKey;
  rows: MappingFieldsProps['rows'];
  mapping: SheetMapping;
  onChange: MappingFieldsProps['onChange'];
}) {
  const choose = (text: string) => {
    const { [name]: _before, ...rest } = mapping.columns;
    const columns = text === '' ? rest : { ...rest, [name]: Number(text) };
    onChange({ ...mapping, columns, ambiguous: mapping.ambiguous.filter((key) => key !== name) });
  };
  const isAmbiguous = mapping.ambiguous.includes(name);
  return (
    <label>
      <span>
        {keyLabel(name)}
        {isAmbiguous ? <b className={styles.warn}> ▲ 有几列都像，请选择</b> : null}
      </span>
      <select
        className="field"
        value={mapping.columns[name] ?? ''}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">不导入</option>
        {Array.from({ length: widthOf(rows) }, (_, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what is chosen
          <option key={column} value={column}>
            {columnName(rows, mapping, column)}
          </option>
        ))}
      </select>
    </label>
  );
}
