import type { ImportRow, RowVerdict } from '../../server/quotas/import-schema.ts';
import { type ColumnMatch, matchColumns, type WantedColumn } from '../../server/rules/columns.ts';
import { certificateColumn } from '../../server/rules/quota-columns.ts';
import type { ExportedTable } from '../ui/card-file.ts';

/** What a row of the import can say, one per column of a sheet. */
export type ImportKey = Exclude<keyof ImportRow, 'line' | 'confirmSimilar'>;

/** The columns looked for, with the names that lists and departments give them. */
export const IMPORT_COLUMNS: readonly (WantedColumn & { key: ImportKey })[] = [
  {
    key: 'holder',
    label: '企业或园区名称',
    aliases: ['企业名称', '单位名称', '园区名称', '工厂名称', '名称', '申报单位', '获评单位', '持有单位'],
  },
  { key: 'creditCode', label: '统一社会信用代码', aliases: ['信用代码', '社会信用代码', '统一信用代码'] },
  { key: 'formerNames', label: '曾用名', aliases: ['原名', '原企业名称', '曾用名称'] },
  { key: 'title', label: '类别', aliases: ['称号', '称号类别', '类型', '名单类别', '荣誉', '标杆类别'] },
  { key: 'level', label: '级别', aliases: ['等级', '层级'] },
  {
    key: 'unit',
    label: '统计所属单位',
    aliases: [
      '县市区',
      '县（市、区）',
      '县区',
      '所属县区',
      '所在地',
      '所属地',
      '属地',
      '统计归属',
      '统计所属',
    ],
  },
  { key: 'registeredUnit', label: '登记所在地', aliases: ['注册地', '登记地', '注册所在地'] },
  { key: 'listYear', label: '名单年度', aliases: ['年度', '批次年度', '年份', '认定年度'] },
  { key: 'publishedOn', label: '公布日期', aliases: ['公布时间', '发布日期', '认定日期', '认定时间'] },
  { key: 'batchDocument', label: '名单文号', aliases: ['文号', '公布文号', '发文字号', '认定文号'] },
];

/** What every row must say, in its own cell or by a value given for all. */
const NEEDED: readonly ImportKey[] = ['holder', 'title', 'unit', 'listYear', 'publishedOn'];

/** Values for cells that are empty: a published list is of one title, one year, one day. */
export type Defaults = Readonly<Record<'title' | 'listYear' | 'publishedOn' | 'batchDocument', string>>;
export const NO_DEFAULTS: Defaults = { title: '', listYear: '', publishedOn: '', batchDocument: '' };

export type SheetRows = readonly (readonly (string | null)[])[];
export type Places = Readonly<Partial<Record<ImportKey, number>>>;

/** Where the columns stand; null where there is no header to be found. */
export interface SheetShape {
  places: Places;
  firstDataRow: number;
  /** headings of the sheet, for a place to be chosen by hand */
  headings: readonly { column: number; label: string }[];
}

export function shapeSheet(rows: SheetRows): SheetShape | null {
  const match: ColumnMatch = matchColumns(rows, IMPORT_COLUMNS);
  if (match.headerRow === null) return null;
  const header = rows[match.headerRow] ?? [];
  const headings = header.flatMap((cell, column) => {
    const label = cell?.replaceAll(/\s+/g, ' ').trim() ?? '';
    return label === '' ? [] : [{ column, label }];
  });
  return { places: match.columns, firstDataRow: match.firstDataRow, headings };
}

/** Columns that neither the sheet nor a value for all gives. */
export function lackingColumns(places: Places, defaults: Defaults): string[] {
  const isGiven = (key: ImportKey) =>
    places[key] !== undefined || (key in defaults && defaults[key as keyof Defaults].trim() !== '');
  return IMPORT_COLUMNS.filter(({ key }) => NEEDED.includes(key) && !isGiven(key)).map(({ label }) => label);
}

/** The rows that say anything, as they are sent; `line` is their number in the sheet, as the spreadsheet shows it. */
export function importRows(
  rows: SheetRows,
  shape: SheetShape,
  places: Places,
  defaults: Defaults,
): ImportRow[] {
  return rows.slice(shape.firstDataRow).flatMap((cells, index) => {
    const said = IMPORT_COLUMNS.flatMap(({ key }): [ImportKey, string][] => {
      const place = places[key];
      const text = place === undefined ? '' : (cells[place] ?? '').trim();
      return text === '' ? [] : [[key, text]];
    });
    if (said.length === 0) return [];
    const given = Object.entries(defaults).filter(([, text]) => text.trim() !== '');
    return [
      { line: shape.firstDataRow + index + 1, ...Object.fromEntries(given), ...Object.fromEntries(said) },
    ];
  });
}

export const VERDICT_WORDS: Readonly<Record<RowVerdict['verdict'], string>> = {
  new: '新增',
  duplicate: '重复',
  similar: '疑似重复',
  error: '错误',
};

/** '共12行：新增9，疑似重复1，重复1，错误1'. */
export function verdictFinding(verdicts: readonly RowVerdict[]): string {
  const kinds = ['new', 'similar', 'duplicate', 'error'] as const;
  const parts = kinds.flatMap((kind) => {
    const count = verdicts.filter(({ verdict }) => verdict === kind).length;
    return count === 0 ? [] : [`${VERDICT_WORDS[kind]}${count}`];
  });
  return `共${verdicts.length}行：${parts.join('，')}`;
}

/** What a row says of itself, in the words of the roster; as typed where it could not be read. */
export function rowWords(row: ImportRow, verdict: RowVerdict): { holder: string; facts: string } {
  const { entry } = verdict;
  if (entry === null) {
    const facts = [row.title, row.level, row.unit, row.listYear, row.publishedOn].filter(Boolean);
    return { holder: row.holder ?? '—', facts: facts.join(' · ') };
  }
  const label = certificateColumn(entry.column).label;
  return {
    holder: entry.holder,
    facts: `${label} · ${entry.unitName} · ${entry.listYear}年名单 · ${entry.publishedOn}`,
  };
}

/** The rows that were not taken, with why, as a table to be saved and worked on. */
export function leftTable(rows: readonly ImportRow[], verdicts: readonly RowVerdict[]): ExportedTable {
  const text = (label: string) => ({ label, kind: 'text' as const });
  return {
    title: '未登记的称号',
    columns: [
      ...IMPORT_COLUMNS.map(({ label }) => text(label)),
      text('行号'),
      text('核对结果'),
      text('原因'),
    ],
    rows: rows.map((row) => {
      const verdict = verdicts.find(({ line }) => line === row.line);
      return [
        ...IMPORT_COLUMNS.map(({ key }) => row[key] ?? null),
        String(row.line),
        verdict ? VERDICT_WORDS[verdict.verdict] : null,
        verdict?.messages.join('') || '未选择',
      ];
    }),
    sources: ['导入称号名单时未登记的行；更正后可直接再次导入。'],
    internal: false,
  };
}
