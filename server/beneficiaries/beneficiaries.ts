import { and, asc, count, eq, ne, type SQL, sql } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, ReadDb, WriteTx } from '../../db/open.ts';
import { beneficiary, energyDeclaration, unit } from '../../db/schema.ts';
import {
  type Declaration,
  declarationYearProblem,
  energySourceProblem,
  newestDeclaration,
  putDeclaration,
  tceProblem,
} from '../firms/declarations.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { type FieldErrors, forbidden, invalidFields, notFound, versionConflict } from '../http/errors.ts';
import type { PageAsked } from '../http/paging.ts';
import { caseUnitsOf } from '../rules/case-steps.ts';
import { cleanName } from '../rules/clean-name.ts';
import { creditCodeProblem, normalCreditCode } from '../rules/credit-code.ts';
import { scopeHas, type UnitScope, type Viewer } from '../rules/permissions.ts';
import { isCityCode } from '../rules/units.ts';
import { moveLedger } from './move.ts';
import type { Beneficiary, BeneficiaryInput, BeneficiaryListReply } from './schema.ts';

type Row = typeof beneficiary.$inferSelect;
type Columns = Omit<Row, 'id' | 'createdAt' | 'version' | 'closedOn'>;
type Energy = Pick<BeneficiaryInput, 'annualTce' | 'tceYear' | 'tceSource'>;
type Declared = typeof energyDeclaration.$inferSelect | null;
type Problem = FieldErrors[string] | null;

function inUnits(units: UnitScope): SQL | undefined {
  if (units === 'all') return undefined;
  return units.length === 0 ? sql`0` : sql`${beneficiary.treasuryUnit} IN ${units}`;
}

const shown = (row: { beneficiary: Row; declared: Declared; treasuryUnitName: string }): Beneficiary => {
  const { createdAt: _at, closedOn: _on, ...columns } = row.beneficiary;
  const { declared, treasuryUnitName } = row;
  const energy = {
    annualTce: declared?.tce ?? null,
    tceYear: declared?.year ?? null,
    tceSource: declared?.source ?? null,
  };
  return { ...columns, ...energy, treasuryUnitName };
};

function query(db: ReadDb) {
  return db
    .select({ beneficiary, declared: energyDeclaration, treasuryUnitName: unit.name })
    .from(beneficiary)
    .leftJoin(energyDeclaration, newestDeclaration())
    .innerJoin(unit, eq(unit.code, beneficiary.treasuryUnit));
}

/**
 * A page of the beneficiaries this viewer may see, by a part of the name or of the credit code; a county those it pays.
 */
export function listBeneficiaries(
  db: ReadDb,
  viewer: Viewer,
  { q = '', limit, offset }: PageAsked & { q?: string | undefined },
): BeneficiaryListReply {
  const wanted = q.trim();
  const matches =
    wanted === ''
      ? undefined
      : sql`(instr(${beneficiary.name}, ${wanted}) > 0 OR instr(coalesce(${beneficiary.creditCode}, ''), ${wanted.toUpperCase()}) > 0)`;
  const where = and(inUnits(caseUnitsOf(viewer)), matches);
  const beneficiaries = query(db)
    .where(where)
    .orderBy(asc(unit.sortOrder), asc(beneficiary.name), asc(beneficiary.id))
    .limit(limit)
    .offset(offset)
    .all()
    .map(shown);
  const total = db.select({ rows: count() }).from(beneficiary).where(where).get()?.rows ?? 0;
  return { beneficiaries, total };
}

function byId(db: ReadDb, id: number): Beneficiary {
  const row = query(db).where(eq(beneficiary.id, id)).get();
  if (!row) throw notFound('受益主体');
  return shown(row);
}

/** `before` null for a new one: then everybody but a park states a code. */
function codeProblem(tx: WriteTx, code: string | null, kind: Row['kind'], before: Row | null): Problem {
  if (code === null) {
    const optional = kind === 'park' || (before !== null && before.creditCode === null);
    return optional ? null : { code: 'required', message: '请填写统一社会信用代码。' };
  }
  const message = creditCodeProblem(code);
  if (message !== null) return { code: 'invalid_credit_code', message };
  const same = and(eq(beneficiary.creditCode, code), ne(beneficiary.id, before?.id ?? 0));
  return tx.select({ id: beneficiary.id }).from(beneficiary).where(same).get()
    ? { code: 'duplicate', message: '该统一社会信用代码已登记，请勿重复。' }
    : null;
}

function nameProblem(tx: WriteTx, name: string, kind: Row['kind'], before: Row | null): Problem {
  if (name === '') return { code: 'required', message: '请填写名称。' };
  const same = and(
    eq(beneficiary.name, name),
    eq(beneficiary.kind, kind),
    ne(beneficiary.id, before?.id ?? 0),
  );
  return tx.select({ id: beneficiary.id }).from(beneficiary).where(same).get()
    ? { code: 'duplicate', message: `${name}已登记，请勿重复。` }
    : null;
}

function unitProblem(tx: WriteTx, code: string): Problem {
  const known = tx.select().from(unit).where(eq(unit.code, code)).get();
  return known && !isCityCode(code) ? null : { code: 'unknown_unit', message: '请选择县（市、区）。' };
}

/**
 * Whose statistics a firm counts in decides whose coverage and projects it enters: a county registers and changes only
 * its own there, and a move is the bureau's.
 */
function statisticsProblem(viewer: Viewer, code: string, before: Row | null): Problem {
  if (viewer.role !== 'county') return null;
  const units = caseUnitsOf(viewer);
  if (before !== null && !scopeHas(units, before.statisticsUnit)) {
    return { code: 'not_own_unit', message: '该主体的统计所属不是您的所管单位，请由市工信局修改。' };
  }
  if (before !== null && before.statisticsUnit !== code) {
    return { code: 'bureau_only', message: '统计所属由市工信局调整，请报市工信局办理。' };
  }
  if (scopeHas(units, code)) return null;
  return { code: 'not_own_unit', message: '统计所属应为您的所管单位；在其他单位的，请报市工信局登记。' };
}

/** Declared energy: a plain figure with its year and source, or none of the three. */
function energyProblems({ annualTce, tceYear, tceSource }: Energy, today: string) {
  const none = { annualTce: null, tceYear: null, tceSource: null };
  if (annualTce === null && tceYear === null && tceSource === null) return none;
  return {
    annualTce: tceProblem(annualTce),
    tceYear: declarationYearProblem(tceYear, today),
    tceSource: energySourceProblem(tceSource),
  };
}

const orNull = (text: string | null) => text?.trim() || null;

/** The energy as typed, blanks as null. */
function energyOf({ annualTce, tceYear, tceSource }: BeneficiaryInput): Energy {
  return { annualTce: orNull(annualTce), tceYear, tceSource };
}

/** What is declared for a year, once it was found right; null where nothing is stated: then nothing changes. */
function declarationOf({ annualTce, tceYear, tceSource }: Energy): Declaration | null {
  if (annualTce === null || tceYear === null || tceSource === null) return null;
  return { year: tceYear, tce: annualTce, source: tceSource };
}

/** Writes the declared energy beside the row it belongs to. */
function putEnergy(tx: WriteTx, id: number, energy: Energy): void {
  const declared = declarationOf(energy);
  if (declared !== null) putDeclaration(tx, id, declared);
}

function columnsOf(input: BeneficiaryInput): Columns {
  const { version: _v, annualTce: _t, tceYear: _y, tceSource: _s, ...columns } = input;
  return {
    ...columns,
    name: cleanName(input.name),
    creditCode: input.creditCode === null ? null : normalCreditCode(input.creditCode) || null,
    industry: orNull(input.industry),
  };
}

function refuseWrong(
  tx: WriteTx,
  { columns, energy }: { columns: Columns; energy: Energy },
  before: Row | null,
  { viewer, today }: Pick<BeneficiaryEdit, 'viewer' | 'today'>,
): void {
  const problems: Record<string, Problem> = {
    name: nameProblem(tx, columns.name, columns.kind, before),
    creditCode: codeProblem(tx, columns.creditCode, columns.kind, before),
    registeredUnit: unitProblem(tx, columns.registeredUnit),
    statisticsUnit:
      unitProblem(tx, columns.statisticsUnit) ?? statisticsProblem(viewer, columns.statisticsUnit, before),
    treasuryUnit: unitProblem(tx, columns.treasuryUnit),
    ...energyProblems(energy, today),
  };
  const found = Object.entries(problems).filter(
    (entry): entry is [string, FieldErrors[string]] => entry[1] !== null,
  );
  if (found.length > 0) throw invalidFields(Object.fromEntries(found));
}

export interface BeneficiaryEdit {
  viewer: Viewer;
  actor: Actor;
  today: string;
  input: BeneficiaryInput;
}

/** A county registers whom its own treasury pays, the bureau anybody; see `statisticsProblem` too. */
function requireOwn(viewer: Viewer, treasury: string): void {
  if (scopeHas(caseUnitsOf(viewer), treasury)) return;
  throw forbidden();
}

export function addBeneficiary(db: Database, edit: BeneficiaryEdit): Beneficiary {
  const { viewer, actor, input } = edit;
  return db.write((tx) => {
    const columns = columnsOf(input);
    const energy = energyOf(input);
    requireOwn(viewer, columns.treasuryUnit);
    refuseWrong(tx, { columns, energy }, null, edit);
    const row = tx
      .insert(beneficiary)
      .values({ ...columns, createdAt: actor.at })
      .returning()
      .get();
    putEnergy(tx, row.id, energy);
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'beneficiary.create',
      entity: 'beneficiary',
      entityId: String(row.id),
      after: { ...row, ...energy },
    });
    return byId(tx, row.id);
  });
}

export function changeBeneficiary(db: Database, id: number, edit: BeneficiaryEdit): Beneficiary {
  const { viewer, actor, today, input } = edit;
  return db.write((tx) => {
    const before = tx.select().from(beneficiary).where(eq(beneficiary.id, id)).get();
    if (!before || !scopeHas(caseUnitsOf(viewer), before.treasuryUnit)) throw notFound('受益主体');
    const columns = columnsOf(input);
    const energy = energyOf(input);
    requireOwn(viewer, columns.treasuryUnit);
    if (before.version !== input.version) throw versionConflict({ current: byId(tx, id), yours: input });
    refuseWrong(tx, { columns, energy }, before, edit);
    const after = { ...columns, version: before.version + 1 };
    const { annualTce, tceYear, tceSource } = byId(tx, id);
    tx.update(beneficiary).set(after).where(eq(beneficiary.id, id)).run();
    putEnergy(tx, id, energy);
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'beneficiary.change',
      entity: 'beneficiary',
      entityId: String(id),
      before: { ...before, annualTce, tceYear, tceSource },
      after: { ...after, ...energy },
    });
    if (before.statisticsUnit !== columns.statisticsUnit) {
      const move = { firmId: id, firmName: columns.name, today };
      moveLedger(tx, { ...move, fromUnit: before.statisticsUnit, toUnit: columns.statisticsUnit }, actor);
    }
    return byId(tx, id);
  });
}
