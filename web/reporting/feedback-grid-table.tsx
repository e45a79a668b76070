import { type KeyboardEvent, useId } from 'react';
import type { FeedbackVerdict } from '../../server/feedback/schema.ts';
import { FIGURE_SPECS, type FigureField } from '../../server/rules/figures.ts';
import type { FeedbackGrid, GridPlace, GridShape, GridUnit } from './feedback-grid.ts';
import { verdictWords } from './feedback-words.ts';
import styles from './reporting.module.css';

interface GridTableProps {
  shape: GridShape;
  grid: FeedbackGrid;
  /** null until it was judged as it stands */
  verdict: FeedbackVerdict | null;
  onChange: (grid: FeedbackGrid) => void;
  /** @returns whether the block was taken over; a single cell is pasted as always */
  onPaste: (text: string, at: GridPlace) => boolean;
}

/** One cell below or above, as in a spreadsheet. */
function moveFocus(event: KeyboardEvent<HTMLInputElement>): void {
  const down = event.key === 'ArrowDown' || event.key === 'Enter';
  if (!down && event.key !== 'ArrowUp') return;
  event.preventDefault();
  const cell = event.currentTarget;
  const row = cell.closest('tr');
  const next = down ? row?.nextElementSibling : row?.previousElementSibling;
  next?.querySelector<HTMLInputElement>(`input[name="${cell.name}"]`)?.focus();
}

/** The table as a grid: a row per unit, a column per figure, and what the check says of each line. */
export function FeedbackGridTable({ shape, grid, verdict, onChange, onPaste }: GridTableProps) {
  return (
    <div className="sideways">
      <table className={styles.grid}>
        <caption className="visuallyHidden">统计反馈表，每行一个单位</caption>
        <thead>
          <tr>
            <th scope="col">单位</th>
            {shape.fields.map((field) => (
              <th key={field} scope="col">
                {FIGURE_SPECS[field].label}
                <small className={styles.unit}>{FIGURE_SPECS[field].unit}</small>
              </th>
            ))}
            <th scope="col">核对结果</th>
          </tr>
        </thead>
        <tbody>
          {shape.units.map((unit) => (
            <GridRow
              key={unit.code}
              unit={unit}
              fields={shape.fields}
              cells={grid[unit.code] ?? {}}
              isJudged={verdict !== null}
              row={verdict?.rows.find((one) => one.unitCode === unit.code)}
              onCell={(field, text) => {
                const { [field]: _before, ...rest } = grid[unit.code] ?? {};
                onChange({ ...grid, [unit.code]: text === '' ? rest : { ...rest, [field]: text } });
              }}
              onPaste={(text, field) => onPaste(text, { unit: unit.code, field })}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface GridRowProps {
  unit: GridUnit;
  fields: readonly FigureField[];
  cells: Readonly<Partial<Record<FigureField, string>>>;
  isJudged: boolean;
  row: FeedbackVerdict['rows'][number] | undefined;
  onCell: (field: FigureField, text: string) => void;
  onPaste: (text: string, field: FigureField) => boolean;
}

function GridRow({ unit, fields, cells, isJudged, row, onCell, onPaste }: GridRowProps) {
  const id = useId();
  const said = isJudged ? verdictWords(row) : [];
  return (
    <tr>
      <th scope="row">{unit.name}</th>
      {fields.map((field) => {
        const fault = row?.problems[field];
        const isDifferent = row?.differences.some((one) => one.field === field) ?? false;
        return (
          <td key={field}>
            <input
              name={field}
              className="field"
              data-different={isDifferent}
              aria-label={`${unit.name} ${FIGURE_SPECS[field].label}`}
              aria-invalid={fault !== undefined}
              aria-describedby={said.length > 0 ? id : undefined}
              inputMode="decimal"
              autoComplete="off"
              maxLength={64}
              value={cells[field] ?? ''}
              onChange={(event) => onCell(field, event.target.value)}
              onKeyDown={moveFocus}
              onPaste={(event) => {
                if (onPaste(event.clipboardData.getData('text/plain'), field)) event.preventDefault();
              }}
            />
          </td>
        );
      })}
      <td id={id} className={styles.verdict}>
        {said.map(({ text, tone }) => (
          <p key={text} className={styles[tone]}>
            {text}
          </p>
        ))}
      </td>
    </tr>
  );
}
