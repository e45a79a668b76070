import type { Database, ReadDb, WriteTx } from '../../db/open.ts';
import { unit } from '../../db/schema.ts';
import type { Actor } from '../http/context.ts';
import { AppError, type FieldErrors, forbidden } from '../http/errors.ts';
import { requireOpen } from '../periods/deadlines.ts';
import {
  EMPTY_FIGURES,
  FIGURE_FIELDS,
  type FigureField,
  type Figures,
  parseFigures,
} from '../rules/figures.ts';
import { mayWriteReport, type Viewer } from '../rules/permissions.ts';
import { flagsOf, withoutNeedlessReasons, writeDraft } from './changes.ts';
import {
  editRefusal,
  findReport,
  latestFigures,
  openForEdit,
  type ReportRow,
  type ReportStep,
} from './guards.ts';
import type { ImportVerdict, ReportImportReply } from './import-schema.ts';

/** One row of a sheet, as typed: a number left out stays as it is in the draft, null empties it. */
export interface ImportRow {
  unitCode: string;
  version: number;
  figures: { [field in FigureField]?: string | null | undefined } & { note?: string | undefined };
}

export interface ReportImportAsked {
  viewer: Viewer;
  actor: Actor;
  today: string;
  period: string;
  rows: readonly ImportRow[];
}

/** A verdict, and the figures that would be written. */
interface Judged {
  verdict: ImportVerdict;
  figures: Figures | null;
}

/** Refusals that mean: somebody was faster, or the report is not a draft any more. */
const CONFLICTS = new Set(['version_conflict', 'signing', 'under_review', 'approved']);

function stepOf(asked: ReportImportAsked, row: ImportRow): ReportStep {
  const { viewer, actor, period, today } = asked;
  return { viewer, actor, period, today, unitCode: row.unitCode, version: row.version };
}

function refused(
  start: ImportVerdict,
  code: string,
  message: string,
  more: Partial<ImportVerdict> = {},
): Judged {
  return { verdict: { ...start, verdict: 'refused', code, message, ...more }, figures: null };
}

/** The figures as they would stand. */
function merged(base: Figures, row: ImportRow) {
  const given = Object.entries(row.figures).filter(([, value]) => value !== undefined);
  const { figures, errors } = parseFigures({ ...base, ...Object.fromEntries(given) });
  return { figures: withoutNeedlessReasons(figures), errors: errors as FieldErrors };
}

function changesOf(base: Figures, figures: Figures): ImportVerdict['changes'] {
  const numbers = FIGURE_FIELDS.filter((field) => base[field] !== figures[field]).map((field) => ({
    field,
    from: base[field],
    to: figures[field],
  }));
  if (base.note === figures.note) return numbers;
  return [...numbers, { field: 'note', from: base.note || null, to: figures.note || null }];
}

function judgeFigures(
  db: ReadDb,
  asked: ReportImportAsked,
  row: ImportRow,
  start: ImportVerdict,
  existing: ReportRow | undefined,
): Judged {
  const before = existing ? latestFigures(db, existing) : null;
  const base = before ?? EMPTY_FIGURES;
  const { figures, errors } = merged(base, row);
  const [first] = Object.values(errors);
  if (first) return refused(start, 'invalid_fields', first.message, { errors });
  const changes = changesOf(base, figures);
  if (changes.length === 0) return { verdict: { ...start, verdict: 'same' }, figures: null };
  const flags = flagsOf(db, stepOf(asked, row), figures);
  return { verdict: { ...start, verdict: before ? 'changed' : 'new', flags, changes }, figures };
}

/** What would become of one row; nothing is told of a unit that is not the caller's. */
function judge(
  db: ReadDb,
  asked: ReportImportAsked,
  names: ReadonlyMap<string, string>,
  row: ImportRow,
  index: number,
): Judged {
  const { unitCode } = row;
  const start: ImportVerdict = {
    index,
    unitCode,
    unitName: null,
    verdict: 'refused',
    code: null,
    message: null,
    errors: {},
    flags: [],
    changes: [],
    version: 0,
  };
  const unitName = names.get(unitCode);
  if (unitName === undefined) return refused(start, 'unknown_unit', '没有这个单位代码，请核对。');
  if (!mayWriteReport(asked.viewer, unitCode)) {
    return refused(start, 'forbidden', '不是您填报的单位，不能导入。');
  }
  const existing = findReport(db, unitCode, asked.period);
  const known = { ...start, unitName, version: existing?.version ?? 0 };
  if (asked.rows.findIndex((other) => other.unitCode === unitCode) !== index) {
    return refused(known, 'duplicate_unit', `${unitName}在表中不止一行，请只保留一行。`);
  }
  const closed = existing && editRefusal(existing.status);
  if (closed) return refused(known, ...closed);
  if (existing && existing.version !== row.version) {
    return refused(known, 'version_conflict', `${unitName}的报表已被他人更新，请刷新后重新核对。`);
  }
  return judgeFigures(db, asked, row, known, existing);
}

function judgeAll(db: ReadDb, asked: ReportImportAsked): Judged[] {
  requireOpen(db, asked.period, asked.today);
  const units = db.select({ code: unit.code, name: unit.name }).from(unit).all();
  const names = new Map(units.map(({ code, name }) => [code, name]));
  return asked.rows.map((row, index) => judge(db, asked, names, row, index));
}

/** The verdict on every row; nothing is written. */
export function checkImport(db: ReadDb, asked: ReportImportAsked): ReportImportReply {
  const rows = judgeAll(db, asked).map(({ verdict }) => verdict);
  return { period: asked.period, written: false, rows };
}

/** 403, 409 or 422 with the rows that cannot be written, and the verdicts on all. */
function requireAll(judged: readonly Judged[]): void {
  const bad = judged.map(({ verdict }) => verdict).filter(({ verdict }) => verdict === 'refused');
  if (bad.length === 0) return;
  if (bad.some(({ code }) => code === 'forbidden')) throw forbidden();
  const fields: FieldErrors = {};
  for (const { index, code, message, errors } of bad) {
    fields[`rows.${index}`] = { code: code ?? '', message: message ?? '' };
    for (const [field, error] of Object.entries(errors)) fields[`rows.${index}.${field}`] = error;
  }
  const status = bad.every(({ code }) => code !== null && CONFLICTS.has(code)) ? 409 : 422;
  const rows = judged.map(({ verdict }) => verdict);
  const message = `有${bad.length}行不能导入，所选各行均未保存：${bad[0]?.message ?? ''}`;
  throw new AppError(status, 'rows_refused', message, { fields, details: { rows } });
}

function writeRow(tx: WriteTx, asked: ReportImportAsked, row: ImportRow, judged: Judged): ImportVerdict {
  if (judged.figures === null) return judged.verdict;
  const step = stepOf(asked, row);
  const opened = openForEdit(tx, step, judged.figures);
  const { version } = writeDraft(tx, step, opened, judged.figures, 'report.import');
  return { ...judged.verdict, version };
}

/** Saves the drafts of the rows: all of them or none; a row that changes nothing leaves no trace. */
export function importReports(db: Database, asked: ReportImportAsked): ReportImportReply {
  return db.write((tx) => {
    const judged = judgeAll(tx, asked);
    requireAll(judged);
    const rows = asked.rows.map((row, index) => {
      const one = judged[index];
      if (!one) throw new Error('a row without a verdict');
      return writeRow(tx, asked, row, one);
    });
    return { period: asked.period, written: true, rows };
  });
}
