import { formatNumber, MISSING, minus } from '../format.ts';
import type { CardFile } from './card-file.ts';
import styles from './data-table.module.css';

interface DataTableProps {
  table: NonNullable<CardFile['table']>;
  caption: string | undefined;
  /** 单位 of the values */
  unit: string | undefined;
}

/** The values of a chart as a table (数据表), in its place. */
export function DataTable({ table: { columns, rows }, caption, unit }: DataTableProps) {
  const align = (index: number) => (columns[index]?.kind === 'text' ? undefined : 'num');
  const words = (value: string | number | null | undefined, index: number) => {
    if (value === null || value === undefined) return MISSING;
    if (typeof value === 'number') return formatNumber(value, columns[index]?.decimals);
    return columns[index]?.kind === 'text' ? value : minus(value);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={`${styles.scroll} sideways`} aria-label="数据表" tabIndex={0}>
      <table>
        <caption className={styles.caption}>
          {caption}
          {unit ? `（${unit}）` : null}
        </caption>
        <thead>
          <tr>
            {columns.map(({ label }, index) => (
              <th key={label} scope="col" className={align(index)}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join(' ')}>
              {columns.map(({ label }, index) =>
                index === 0 ? (
                  <th key={label} scope="row">
                    {words(row[0], 0)}
                  </th>
                ) : (
                  <td key={label} className={align(index)}>
                    {words(row[index], index)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
