import type { Database, ReadDb } from '../../db/open.ts';
import { AppError, invalidFields } from '../http/errors.ts';
import { parseDate } from '../rules/date-text.ts';
import { holderKey } from '../rules/similar-name.ts';
import { parseTitle, parseUnit, type TitleText } from '../rules/title-text.ts';
import { insertCertificate, type RosterWriter } from './certificate-changes.ts';
import { knownTitles } from './certificates.ts';
import { doublingOf, type KnownTitle } from './duplicates.ts';
import { type EntryColumns, entryColumns, entryProblems, reportingUnits, type UnitRow } from './entry.ts';
import {
  IMPORT_LIMIT,
  type ImportReply,
  type ImportRequest,
  type ImportRow,
  type RowVerdict,
} from './import-schema.ts';
import { faultsOf } from './problems.ts';

type Db = Pick<ReadDb, 'select'>;

/** A row understood: what to write, and what was found on the way. */
interface ReadRow {
  entry: EntryColumns;
  leader: TitleText['leader'];
  unitName: string;
}

const textOf = (cell: string | null | undefined) => (cell ?? '').trim();

const TITLE_FAULTS = {
  kind: '类别不能识别，请写如“国家级绿色工厂”。',
  level: '请写明国家级或省级。',
} as const;

function yearOf(text: string): number | null {
  const match = /^(20\d\d)(年度?)?$/.exec(text.normalize('NFKC').replaceAll(/\s/g, ''));
  return match ? Number(match[1]) : null;
}

/** 曾用名 in one cell, however they are set apart. */
const namesOf = (text: string) => text.split(/[、,，;；\n/]/).filter((name) => name.trim() !== '');

/** As long as one typed in the form may be. */
const MAX_DOCUMENT = 100;

/** A row of text as an entry, or every reason why it is none. */
function readRow(row: ImportRow, units: readonly UnitRow[], today: string): ReadRow | string[] {
  const title = parseTitle(textOf(row.title), textOf(row.level));
  const unit = parseUnit(textOf(row.unit), units);
  const place = textOf(row.registeredUnit);
  const registered = place === '' ? null : parseUnit(place, units);
  const listYear = yearOf(textOf(row.listYear));
  const publishedOn = parseDate(textOf(row.publishedOn));
  const batchDocument = textOf(row.batchDocument);
  const faults = [
    typeof title === 'string' ? TITLE_FAULTS[title] : null,
    unit ? null : '统计归属不是本市的县（市、区）。',
    place !== '' && registered === null ? '登记所在地不是本市的县（市、区）；外地的请留空。' : null,
    listYear === null ? '名单年度应为四位年份，如2025。' : null,
    publishedOn === null ? '公布日期应为日期，如2025-09-19。' : null,
    batchDocument.length > MAX_DOCUMENT ? `名单文号不能超过${MAX_DOCUMENT}个字。` : null,
  ].filter((fault) => fault !== null);
  if (typeof title === 'string' || !unit || listYear === null || publishedOn === null || faults.length > 0) {
    return textOf(row.holder) === '' ? ['请填写单位或园区名称。', ...faults] : faults;
  }
  const entry = entryColumns({
    holder: textOf(row.holder),
    creditCode: textOf(row.creditCode),
    formerNames: namesOf(textOf(row.formerNames)),
    column: title.column,
    unitCode: unit.code,
    registeredUnit: registered?.code ?? null,
    listYear,
    publishedOn,
    batchDocument,
  });
  const problems = Object.values(faultsOf(entryProblems(entry, units, today))).map(({ message }) => message);
  return problems.length > 0 ? problems : { entry, leader: title.leader, unitName: unit.name };
}

interface Judged {
  verdict: RowVerdict;
  /** what would be written; null where nothing */
  accepted: ReadRow | null;
}

/** Judges one row against the roster and the rows before it, which it joins where it is understood. */
function judge(row: ImportRow, known: KnownTitle[], units: readonly UnitRow[], today: string): Judged {
  const read = readRow(row, units, today);
  if (Array.isArray(read)) {
    return { verdict: { line: row.line, verdict: 'error', messages: read, entry: null }, accepted: null };
  }
  const { holder, column, unitCode, listYear, publishedOn } = read.entry;
  const entry = { holder, column, unitCode, unitName: read.unitName, listYear, publishedOn };
  const doubling = doublingOf(read.entry, known, today);
  if (doubling.kind === 'duplicate') {
    const messages = [doubling.message];
    return { verdict: { line: row.line, verdict: 'duplicate', messages, entry }, accepted: null };
  }
  known.push({
    ...read.entry,
    id: 0,
    removedOn: null,
    unitName: read.unitName,
    key: holderKey(read.entry),
  });
  const isOpen = doubling.kind === 'similar' && row.confirmSimilar !== true;
  const verdict = isOpen ? ('similar' as const) : ('new' as const);
  const messages = doubling.kind === 'similar' ? [doubling.message] : [];
  return { verdict: { line: row.line, verdict, messages, entry }, accepted: isOpen ? null : read };
}

function judgeAll(db: Db, rows: readonly ImportRow[], today: string): Judged[] {
  const known = knownTitles(db);
  const units = reportingUnits(db);
  return rows.map((row) => judge(row, known, units, today));
}

/**
 * Judges rows of a sheet, or writes them: all or none, each with its audit row and, where it is due, its case.
 * @throws 422 `rows_refused` with every verdict where a row to be written is not new
 */
export function importCertificates(
  db: Database,
  { rows, check }: ImportRequest,
  writer: RosterWriter,
): ImportReply {
  if (rows.length > IMPORT_LIMIT) {
    throw invalidFields({ rows: { code: 'too_many', message: `一次最多导入${IMPORT_LIMIT}行。` } });
  }
  if (check) {
    const verdicts = judgeAll(db.read, rows, writer.today).map(({ verdict }) => verdict);
    return { verdicts, added: 0, openedCases: 0 };
  }
  return db.write((tx) => {
    const judged = judgeAll(tx, rows, writer.today);
    const verdicts = judged.map(({ verdict }) => verdict);
    const wrong = verdicts.filter(({ verdict }) => verdict !== 'new');
    if (wrong.length > 0) {
      const message = `所选${rows.length}行中有${wrong.length}行不能写入，全部未写入，请核对后重试。`;
      throw new AppError(422, 'rows_refused', message, { details: { verdicts } });
    }
    const written = judged.flatMap(({ accepted }) =>
      accepted ? [insertCertificate(tx, accepted.entry, accepted.leader, writer)] : [],
    );
    const openedCases = written.filter(({ openedCaseId }) => openedCaseId !== null).length;
    return { verdicts, added: written.length, openedCases };
  });
}
