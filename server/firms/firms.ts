import { and, eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, WriteTx } from '../../db/open.ts';
import { beneficiary, energyDeclaration } from '../../db/schema.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { invalidFields, versionConflict } from '../http/errors.ts';
import { refuse } from '../quotas/problems.ts';
import type { Viewer } from '../rules/permissions.ts';
import {
  type Declaration,
  declarationYearProblem,
  energySourceProblem,
  putDeclaration,
  tceProblem,
} from './declarations.ts';
import { type FirmFields, firmFields, firmProblems } from './problems.ts';
import type { DeclarationInput, FirmChange, NewFirm } from './schema.ts';
import { type FirmRow, type FirmScope, firmScopeOf, requireFirm } from './scope.ts';
import { knownFirms, similarFirms, similarName } from './similar.ts';

/** Who changes what, and when. */
export interface FirmEdit<T> {
  viewer: Viewer;
  actor: Actor;
  /** business date */
  today: string;
  input: T;
}

function log(
  tx: WriteTx,
  actor: Actor,
  id: number,
  entry: { action: string; before?: object; after: object },
) {
  appendAudit(tx, { ...auditFrom(actor), ...entry, entity: 'beneficiary', entityId: String(id) });
}

/** @throws AppError 422 `invalid_fields`, or `similar_name` unless somebody looked */
function refuseWrong(
  tx: WriteTx,
  scope: FirmScope,
  fields: FirmFields,
  { before, today, confirmed }: { before: FirmRow | null; today: string; confirmed: boolean },
): void {
  const problems = firmProblems(tx, scope, fields, { before, today });
  if (Object.keys(problems).length > 0) throw invalidFields(problems);
  const isKept = before?.name === fields.name && before.creditCode === fields.creditCode;
  if (confirmed || isKept) return;
  const similar = similarFirms(knownFirms(tx, scope), { ...fields, id: before?.id });
  if (similar.length > 0) throw similarName(similar);
}

/** Writes a declaration with its audit row; nothing where the same stands there. */
export function declare(tx: WriteTx, actor: Actor, id: number, declaration: Declaration): void {
  const before = putDeclaration(tx, id, declaration);
  if (before && before.tce === declaration.tce && before.source === declaration.source) return;
  const earlier = before ? { before: { year: before.year, tce: before.tce, source: before.source } } : {};
  log(tx, actor, id, { action: 'firm.declare', ...earlier, after: declaration });
}

/**
 * Registers a firm of a unit, with what it declared where that is stated; audit rows in the same transaction.
 * Registered, counted and paid in the same unit: where they differ, the bureau corrects it under 奖补兑现—主体.
 * @throws AppError 422 `invalid_fields`, `similar_name`
 */
export function insertFirm(tx: WriteTx, { viewer, actor, today, input }: FirmEdit<NewFirm>): FirmRow {
  const fields = firmFields(input);
  const confirmed = input.confirmSimilar === true;
  refuseWrong(tx, firmScopeOf(viewer), fields, { before: null, today, confirmed });
  const { name, creditCode, industry, unitCode, year, tce, source } = fields;
  const units = { registeredUnit: unitCode, statisticsUnit: unitCode, treasuryUnit: unitCode };
  const row = tx
    .insert(beneficiary)
    .values({ kind: 'enterprise', name, creditCode, industry, ...units, createdAt: actor.at })
    .returning()
    .get();
  log(tx, actor, row.id, { action: 'firm.create', after: row });
  if (year !== null && tce !== null && source !== null) declare(tx, actor, row.id, { year, tce, source });
  return row;
}

/** Changes a firm's name, code, trade or the day it closed down. */
export function changeFirm(
  db: Database,
  id: number,
  { viewer, actor, today, input }: FirmEdit<FirmChange>,
): void {
  db.write((tx) => {
    const scope = firmScopeOf(viewer);
    const before = requireFirm(tx, scope, id);
    if (before.version !== input.version) throw versionConflict({ current: before, yours: input });
    const fields = firmFields({ ...input, unitCode: before.statisticsUnit });
    refuseWrong(tx, scope, fields, { before, today, confirmed: input.confirmSimilar === true });
    const { name, creditCode, industry, closedOn } = fields;
    const after = { name, creditCode, industry, closedOn, version: before.version + 1 };
    tx.update(beneficiary).set(after).where(eq(beneficiary.id, id)).run();
    const old = { name: before.name, creditCode: before.creditCode, industry: before.industry };
    const was = { ...old, closedOn: before.closedOn, version: before.version };
    log(tx, actor, id, { action: 'firm.change', before: was, after });
  });
}

/** Writes what a firm declared for a year. @throws AppError 404, 409 `version_conflict`, 422 `invalid_fields` */
export function declareEnergy(
  db: Database,
  { id, year }: { id: number; year: number },
  { viewer, actor, today, input }: FirmEdit<DeclarationInput>,
): void {
  db.write((tx) => {
    requireFirm(tx, firmScopeOf(viewer), id);
    const of = and(eq(energyDeclaration.beneficiaryId, id), eq(energyDeclaration.year, year));
    const current = tx.select().from(energyDeclaration).where(of).get() ?? null;
    if ((current?.version ?? 0) !== input.version) throw versionConflict({ current, yours: input });
    const tce = input.tce.trim();
    const { source } = input;
    refuse({
      tce: tceProblem(tce),
      year: declarationYearProblem(year, today),
      source: energySourceProblem(source),
    });
    if (source !== null) declare(tx, actor, id, { year, tce, source });
  });
}
