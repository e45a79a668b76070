import type { Lamp } from '../../rules/grading.ts';

/* A bulletin ready to be set: plain data, so that it can be sent to the worker. */

export interface CellSpec {
  /** a line break begins a new line */
  text: string;
  /** colours the text, which carries the grade's shape and word itself */
  lamp?: Lamp;
}

export interface TableSpec {
  /** '附表1' */
  label: string;
  title: string;
  /** '单位：%、百分点' */
  unit: string;
  /** 五号, or 小五 where much has to stand in a row */
  size: 'wu' | 'xiaoWu';
  /** widths as shares of the text width */
  columns: { label: string; share: number; align: 'left' | 'center' | 'right' }[];
  rows: CellSpec[][];
  notes: string[];
}

export interface BarSpec {
  kind: 'bar';
  categories: string[];
  actual: { name: string; values: (number | null)[]; lamps: Lamp[] };
  target: { name: string; values: (number | null)[] };
}

export interface LineSpec {
  kind: 'line';
  categories: string[];
  series: { name: string; values: (number | null)[]; style: 'actual' | 'target' | 'pace' }[];
}

export interface ChartSpec {
  /** '图1 …' under the chart */
  caption: string;
  /** unit and source, under the caption */
  note: string;
  /** for screen readers */
  alt: string;
  plot: BarSpec | LineSpec;
}

export type BlockSpec =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'chart'; chart: ChartSpec };

export interface DocumentSpec {
  /** 版头, in red */
  masthead: string;
  /** '（2026年第3期）' */
  number: string;
  issuer: string;
  /** '2026年11月21日'; '' until signed */
  date: string;
  /** in the header of every page: 演示数据, 送审稿 …; null = nothing */
  mark: string | null;
  title: string;
  blocks: BlockSpec[];
  tables: TableSpec[];
  /** 数据说明 */
  notes: string[];
  /** UTC time in the file's properties */
  at: string;
}
