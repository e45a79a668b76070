import { useEffect, useRef } from 'react';
import type { ProgressReply, UnitProgress } from '../../server/progress/schema.ts';
import { formatPct } from '../format.ts';
import { FlipMark } from '../ui/flip-mark.tsx';
import { LampMark, lampWord } from '../ui/lamp.tsx';
import type { HeatCell, HeatRow, HeatTable as HeatTableShape } from './heat-shape.ts';
import styles from './heat-table.module.css';

interface Choice {
  unit: string;
  period: string;
}

interface HeatTableProps {
  table: HeatTableShape;
  /** the period chosen, with its gaps and the plan lamp */
  progress: ProgressReply;
  chosen: Choice;
  onChoose: (choice: Partial<Choice>) => void;
}

const STATE_WORDS: Record<HeatCell['state'], string> = {
  final: '',
  provisional: '（待审核）',
  missing: '暂无数据（未报、待审核或未公布）',
  notDue: '未到期',
};

function spoken(cell: HeatCell): string {
  if (cell.actualPct === null) return STATE_WORDS[cell.state];
  const basis = cell.computed ? '（测算）' : '';
  return `${formatPct(cell.actualPct, cell.decimals)}%${basis}${STATE_WORDS[cell.state]}，${lampWord(cell.lamp)}`;
}

function cellClass(cell: HeatCell, isChosen: boolean): string {
  const classes = [styles.cell, styles[cell.state]];
  if (cell.actualPct !== null) classes.push(styles[cell.lamp]);
  if (isChosen) classes.push(styles.chosenColumn);
  return classes.filter(Boolean).join(' ');
}

/** @param unit the unit in this period where it is the chosen one, the only one whose rounding is known */
function Figure({ cell, unit }: { cell: HeatCell; unit?: UnitProgress | undefined }) {
  if (cell.state === 'notDue') return <span className="visuallyHidden">未到期</span>;
  if (cell.actualPct === null) return <span title={spoken(cell)}>—</span>;
  return (
    <span className={styles.figure} title={spoken(cell)}>
      {cell.lamp === 'none' ? null : <LampMark lamp={cell.lamp} />}
      {formatPct(cell.actualPct, cell.decimals, { sign: true })}
      {cell.computed ? <sup>测</sup> : null}
      {unit ? <FlipMark unit={unit} /> : null}
    </span>
  );
}

function Head({ table, chosen, onChoose }: Omit<HeatTableProps, 'progress'>) {
  return (
    <thead>
      <tr>
        <th scope="col" className={styles.unit}>
          单位
        </th>
        {table.closedYears.map((year) => (
          <th key={year} scope="col" className={styles.closed}>
            {year}年
          </th>
        ))}
        <th scope="col" className={styles.target}>
          {table.year}年目标
        </th>
        {table.columns.map((column) => (
          <th
            key={column.period}
            scope="col"
            data-period={column.period}
            className={
              column.due ? (column.period === chosen.period ? styles.chosenHead : undefined) : styles.notDue
            }
          >
            {column.due ? (
              <button
                type="button"
                aria-pressed={column.period === chosen.period}
                onClick={() => onChoose({ period: column.period })}
              >
                {column.label}
              </button>
            ) : (
              <span className={styles.future}>{column.label}</span>
            )}
          </th>
        ))}
        <th scope="col" className={styles.gap}>
          与目标差
        </th>
        <th scope="col" className={styles.plan}>
          规划期累计
        </th>
      </tr>
    </thead>
  );
}

function PlanCell({ unit }: { unit: UnitProgress | undefined }) {
  if (unit === undefined || unit.cumulativePct === null) return <td className={styles.plan}>—</td>;
  return (
    <td className={styles.plan}>
      <LampMark lamp={unit.planLamp} /> {formatPct(unit.cumulativePct, 1, { sign: true })}
      <span className={styles.due}>应{formatPct(unit.cumulativeTargetPct)}</span>
    </td>
  );
}

function gapTone(unit: UnitProgress | undefined): string | undefined {
  if (unit === undefined || unit.gapPct === null || unit.annualLamp === 'none') return undefined;
  return styles[`${unit.annualLamp}Text`];
}

function Row({
  row,
  unit,
  chosen,
  onChoose,
}: { row: HeatRow; unit: UnitProgress | undefined } & Pick<HeatTableProps, 'chosen' | 'onChoose'>) {
  const isChosen = row.code === chosen.unit;
  const rowClass = [row.isCity ? styles.city : '', isChosen ? styles.chosenRow : ''].join(' ').trim();
  return (
    <tr className={rowClass || undefined}>
      <th scope="row" className={styles.unit}>
        <button type="button" aria-pressed={isChosen} onClick={() => onChoose({ unit: row.code })}>
          {row.name}
        </button>
      </th>
      {row.closed.map((cell) => (
        <td key={cell.period} className={`${cellClass(cell, false)} ${styles.closed}`}>
          <Figure cell={cell} />
        </td>
      ))}
      <td className={styles.target}>{formatPct(row.targetPct)}</td>
      {row.cells.map((cell) => (
        <td key={cell.period} className={cellClass(cell, cell.period === chosen.period)}>
          <Figure cell={cell} unit={cell.period === chosen.period ? unit : undefined} />
        </td>
      ))}
      <td className={`${styles.gap} ${gapTone(unit) ?? ''}`}>
        {formatPct(unit?.gapPct ?? null, unit?.actualDecimals ?? 1, { sign: true })}
      </td>
      <PlanCell unit={unit} />
    </tr>
  );
}

/** On a narrow screen, moves the table sideways so that the chosen period can be seen. */
function useScrollToChosen(period: string) {
  const scroller = useRef<HTMLElement>(null);
  useEffect(() => {
    const box = scroller.current;
    const head = box?.querySelector<HTMLElement>(`[data-period="${period}"]`);
    if (!box || !head) return;
    const right = head.offsetLeft + head.offsetWidth;
    if (right > box.scrollLeft + box.clientWidth) box.scrollLeft = right - box.clientWidth;
  }, [period]);
  return scroller;
}

/** Heat table (热力表) of one year: units × cumulative periods, coloured by the annual lamp. */
export function HeatTable({ table, progress, chosen, onChoose }: HeatTableProps) {
  const scroller = useScrollToChosen(chosen.period);
  const unitOf = (code: string) =>
    [progress.city, ...progress.units].find((candidate) => candidate.code === code);
  return (
    <section
      ref={scroller}
      className={`${styles.scroll} sideways`}
      data-chart
      aria-label={`${table.year}年各单位各期单位工业增加值能耗同比`}
    >
      <table className={styles.table}>
        <caption className="visuallyHidden">
          {table.year}年各期单位工业增加值能耗累计同比（%）。选择单位名称看走势，选择期次看该期与目标差。
        </caption>
        <Head table={table} chosen={chosen} onChoose={onChoose} />
        <tbody>
          {table.rows.map((row) => (
            <Row key={row.code} row={row} unit={unitOf(row.code)} chosen={chosen} onChoose={onChoose} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What the colours and marks of the table mean. */
export function HeatLegend() {
  return (
    <ul className={styles.legend} aria-label="图例">
      <li>
        <i className={`${styles.swatch} ${styles.green}`} />
        <span aria-hidden="true">
          <LampMark lamp="green" />
        </span>{' '}
        三级
      </li>
      <li>
        <i className={`${styles.swatch} ${styles.yellow}`} />
        <span aria-hidden="true">
          <LampMark lamp="yellow" />
        </span>{' '}
        二级
      </li>
      <li>
        <i className={`${styles.swatch} ${styles.red}`} />
        <span aria-hidden="true">
          <LampMark lamp="red" />
        </span>{' '}
        一级
      </li>
      <li>
        <i className={`${styles.swatch} ${styles.provisional} ${styles.green}`} />
        待审核
      </li>
      <li>
        <i className={`${styles.swatch} ${styles.missing}`} />— 暂无数据
      </li>
      <li>
        <sup>测</sup> 测算值
      </li>
      <li>※ 舍入内可能翻转（只标所选期）</li>
    </ul>
  );
}
