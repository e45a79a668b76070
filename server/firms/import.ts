import { asc } from 'drizzle-orm';
import type { Database, ReadDb, WriteTx } from '../../db/open.ts';
import { energyDeclaration, unit } from '../../db/schema.ts';
import { Decimal } from '../analytics/decimal.ts';
import type { Actor } from '../http/context.ts';
import { AppError } from '../http/errors.ts';
import { cleanName } from '../rules/clean-name.ts';
import type { Viewer } from '../rules/permissions.ts';
import { parseUnit } from '../rules/title-text.ts';
import { isCityCode } from '../rules/units.ts';
import { type Declaration, declarationYearProblem, energySourceProblem, tceProblem } from './declarations.ts';
import { declare, insertFirm } from './firms.ts';
import {
  type FirmImportReply,
  type FirmImportRequest,
  type FirmImportRow,
  type FirmVerdict,
  IMPORT_YEARS,
} from './import-schema.ts';
import { type FirmFields, firmFields, firmProblems } from './problems.ts';
import { type FirmScope, firmScopeOf, seesFirmOf } from './scope.ts';
import { type KnownFirm, keyOf, knownFirms, similarFirms } from './similar.ts';

type Db = Pick<ReadDb, 'select'>;

export interface FirmImporter {
  viewer: Viewer;
  actor: Actor;
  /** business date */
  today: string;
}

/** A row understood. */
interface ReadRow {
  fields: FirmFields;
  unitName: string;
  declarations: Declaration[];
}

/** What is to be written for a row. */
type Task = { kind: 'new'; read: ReadRow } | { kind: 'change'; firmId: number; declarations: Declaration[] };

interface Judged {
  verdict: FirmVerdict;
  /** null where nothing is written */
  task: Task | null;
}

/** What the rows are judged against; it grows with the rows that were taken. */
interface Ground {
  db: Db;
  scope: FirmScope;
  today: string;
  units: { code: string; name: string }[];
  known: KnownFirm[];
  declared: ReadonlyMap<string, Declaration>;
  /** keys of firms that stand in the sheet already */
  seen: Set<string>;
}

/** As written: full-width brackets belong to a name. */
const textOf = (cell: string | null | undefined) => (cell ?? '').trim();
const plainOf = (cell: string | null | undefined) => textOf(cell).normalize('NFKC');

const figureOf = (cell: string | null | undefined) => plainOf(cell).replaceAll(',', '');

const declaredKey = (firmId: number, year: number) => `${firmId}/${year}`;

/** 验收报告 or 企业申报; null where the words say neither. */
function sourceOf(text: string): Declaration['source'] | null {
  if (/验收/.test(text)) return 'acceptance';
  return /申报|自报|企业|上报/.test(text) ? 'declaration' : null;
}

function yearOf(text: string): number | null {
  const match = /^(20\d\d)(年度?)?$/.exec(text.replaceAll(/\s/g, ''));
  return match ? Number(match[1]) : null;
}

/** The declarations a row states, each year once, or what is wrong with them. */
function readDeclarations(row: FirmImportRow, today: string): Declaration[] | string[] {
  const byYear = IMPORT_YEARS.map((year) => ({ year, tce: figureOf(row[`tce${year}`]) }));
  const own = figureOf(row.tce);
  const stated: { year: number | null; tce: string }[] = [
    ...byYear.filter(({ tce }) => tce !== ''),
    ...(own === '' ? [] : [{ year: yearOf(plainOf(row.year)), tce: own }]),
  ];
  const source = sourceOf(textOf(row.source));
  const faults = new Set<string>();
  const read = stated.flatMap(({ year, tce }): Declaration[] => {
    const problems = [tceProblem(tce), declarationYearProblem(year, today), energySourceProblem(source)];
    for (const problem of problems) if (problem) faults.add(problem.message);
    return year === null || source === null || faults.size > 0 ? [] : [{ year, tce, source }];
  });
  const years = read.map(({ year }) => year);
  if (new Set(years).size < years.length) faults.add('同一年度填了两个年综合能源消费量。');
  return faults.size > 0 ? [...faults] : read;
}

const isFaults = <T>(read: T[] | string[]): read is string[] => typeof read[0] === 'string';

/** A row of text as a firm with its declarations, or every reason why it is none. */
function readRow(row: FirmImportRow, ground: Ground): ReadRow | string[] {
  const name = cleanName(textOf(row.name));
  const place = parseUnit(textOf(row.unit), ground.units);
  const declarations = readDeclarations(row, ground.today);
  const faults = [
    ...(name === '' ? ['请填写企业名称。'] : []),
    ...(name.length > 100 ? ['企业名称不能超过100个字。'] : []),
    ...(textOf(row.industry).length > 60 ? ['行业不能超过60个字。'] : []),
    ...(place ? [] : ['县（市、区）不是本市的县（市、区）。']),
    ...(place && !seesFirmOf(ground.scope, place.code) ? ['只能登记本单位的企业。'] : []),
    ...(isFaults(declarations) ? declarations : []),
  ];
  if (place === null || isFaults(declarations) || faults.length > 0) return faults;
  const fields = firmFields({
    name,
    creditCode: textOf(row.creditCode),
    industry: textOf(row.industry),
    unitCode: place.code,
  });
  return { fields, unitName: place.name, declarations };
}

const energyWords = (declarations: readonly Declaration[]) =>
  declarations.map(({ year, tce }) => `${year}年${tce}吨标准煤`).join('，');

const entryOf = ({ fields, unitName, declarations }: ReadRow): FirmVerdict['entry'] => ({
  name: fields.name,
  unitName,
  energy: energyWords(declarations),
});

const error = (line: number, messages: string[], read: ReadRow | null = null): Judged => ({
  verdict: { line, verdict: 'error', messages, entry: read === null ? null : entryOf(read) },
  task: null,
});

/** The firm on record that a row is about: of its code, or, where the row has none, of its very name. */
function knownOf(ground: Ground, { name, creditCode }: FirmFields): KnownFirm | undefined {
  if (creditCode !== null) return ground.known.find((firm) => firm.creditCode === creditCode);
  return ground.known.find((firm) => firm.name === name);
}

/** Whether a row's name may be the one on record: the same, or another way of writing it. */
function isNameOf(firm: KnownFirm, name: string): boolean {
  return (
    firm.name === name ||
    similarFirms([{ ...firm, key: keyOf(firm.name, null) }], { name, creditCode: null }).length > 0
  );
}

/** A firm on record: what the row adds to it or changes. */
function judgeKnown(row: FirmImportRow, read: ReadRow, firm: KnownFirm, ground: Ground): Judged {
  const { line } = row;
  if (firm.unitCode !== read.fields.unitCode) {
    const message = `该企业登记在${firm.unitName}，与表中的“${read.unitName}”不符，请核对。`;
    return error(line, [message], read);
  }
  const entry = entryOf(read);
  const said = read.fields.creditCode === null ? ['未填信用代码，按名称对应。'] : [];
  const renamed = firm.name === read.fields.name ? [] : [`登记的名称为“${firm.name}”，名称不随导入修改。`];
  const words: string[] = [];
  const declarations = read.declarations.filter(({ year, tce, source }) => {
    const before = ground.declared.get(declaredKey(firm.id, year));
    if (before && before.source === source && new Decimal(before.tce).eq(tce)) return false;
    words.push(before ? `${year}年：原${before.tce}，现${tce}吨标准煤。` : `补${year}年：${tce}吨标准煤。`);
    return true;
  });
  if (declarations.length === 0) {
    const messages = ['企业已登记，年综合能源消费量没有变化。', ...said, ...renamed];
    return { verdict: { line, verdict: 'duplicate', messages, entry }, task: null };
  }
  if (row.confirmSimilar !== true && !isNameOf(firm, read.fields.name)) {
    const messages = [`该统一社会信用代码登记的企业为“${firm.name}”，与表中名称不同，请核对是否同一企业。`];
    return { verdict: { line, verdict: 'similar', messages, entry }, task: null };
  }
  const messages = [...words, ...said, ...renamed];
  return {
    verdict: { line, verdict: 'change', messages, entry },
    task: { kind: 'change', firmId: firm.id, declarations },
  };
}

/** Firms the sheet itself brings have numbers below zero, so that they are told from those on record. */
const newId = ({ known }: Ground) => Math.min(0, ...known.map(({ id }) => id)) - 1;

/** A firm that is not on record: its fields right, and its name not too near another's unless somebody looked. */
function judgeNew(row: FirmImportRow, read: ReadRow, ground: Ground): Judged {
  const { line } = row;
  const { db, scope, today } = ground;
  const problems = Object.values(firmProblems(db, scope, read.fields, { before: null, today }));
  if (problems.length > 0) {
    return error(
      line,
      problems.map(({ message }) => message),
      read,
    );
  }
  const similar = similarFirms(ground.known, read.fields);
  if (similar.length > 0 && row.confirmSimilar !== true) {
    const named = similar.slice(0, 3).map(({ name, unitName }) => `“${name}”（${unitName}）`);
    const messages = [`名称与${named.join('、')}相近，请核对是否同一企业。`];
    return { verdict: { line, verdict: 'similar', messages, entry: entryOf(read) }, task: null };
  }
  const { name, creditCode } = read.fields;
  const firm = { name, creditCode, unitCode: read.fields.unitCode, unitName: read.unitName };
  ground.known.push({ id: newId(ground), ...firm, key: keyOf(name, creditCode) });
  return {
    verdict: { line, verdict: 'new', messages: [], entry: entryOf(read) },
    task: { kind: 'new', read },
  };
}

function judge(row: FirmImportRow, ground: Ground): Judged {
  const read = readRow(row, ground);
  if (Array.isArray(read)) return error(row.line, read);
  const { name, creditCode } = read.fields;
  const known = knownOf(ground, read.fields);
  // one written with its code and again with its name alone is still one firm
  const key = known && known.id > 0 ? `firm ${known.id}` : (creditCode ?? `name ${name}`);
  const isBrought = (known?.id ?? 0) < 0 || ground.known.some((firm) => firm.id < 0 && firm.name === name);
  if (isBrought || ground.seen.has(key)) {
    const messages = ['与表中前面的一行是同一企业。'];
    return { verdict: { line: row.line, verdict: 'duplicate', messages, entry: entryOf(read) }, task: null };
  }
  ground.seen.add(key);
  return known ? judgeKnown(row, read, known, ground) : judgeNew(row, read, ground);
}

function judgeAll(db: Db, rows: readonly FirmImportRow[], { viewer, today }: FirmImporter): Judged[] {
  const scope = firmScopeOf(viewer);
  const units = db.select({ code: unit.code, name: unit.name }).from(unit).orderBy(asc(unit.sortOrder)).all();
  const declared = db
    .select()
    .from(energyDeclaration)
    .all()
    .map((one): [string, Declaration] => [declaredKey(one.beneficiaryId, one.year), one]);
  const ground: Ground = {
    db,
    scope,
    today,
    units: units.filter(({ code }) => !isCityCode(code)),
    known: knownFirms(db, scope),
    declared: new Map(declared),
    seen: new Set(),
  };
  return rows.map((row) => judge(row, ground));
}

function write(tx: WriteTx, task: Task, importer: FirmImporter): void {
  if (task.kind === 'change') {
    for (const declaration of task.declarations) declare(tx, importer.actor, task.firmId, declaration);
    return;
  }
  const { name, creditCode, industry, unitCode } = task.read.fields;
  const input = { name, creditCode, industry, unitCode, confirmSimilar: true };
  const { id } = insertFirm(tx, { ...importer, input });
  for (const declaration of task.read.declarations) declare(tx, importer.actor, id, declaration);
}

/**
 * Judges rows of a list of firms, or writes them: all or none, each with its audit rows.
 * @throws 422 `rows_refused` with every verdict where a row to be written is neither new nor a change
 */
export function importFirms(
  db: Database,
  { rows, check }: FirmImportRequest,
  importer: FirmImporter,
): FirmImportReply {
  if (check) {
    const verdicts = judgeAll(db.read, rows, importer).map(({ verdict }) => verdict);
    return { verdicts, added: 0, changed: 0 };
  }
  return db.write((tx) => {
    const judged = judgeAll(tx, rows, importer);
    const verdicts = judged.map(({ verdict }) => verdict);
    const tasks = judged.flatMap(({ task }) => (task === null ? [] : [task]));
    if (tasks.length < rows.length) {
      const wrong = rows.length - tasks.length;
      const message = `所选${rows.length}行中有${wrong}行不能写入，全部未写入，请核对后重试。`;
      throw new AppError(422, 'rows_refused', message, { details: { verdicts } });
    }
    for (const task of tasks) write(tx, task, importer);
    const added = tasks.filter(({ kind }) => kind === 'new').length;
    return { verdicts, added, changed: tasks.length - added };
  });
}
