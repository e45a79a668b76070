import { eq } from 'drizzle-orm';
import type { Database, WriteTx } from '../../db/open.ts';
import { beneficiary, serviceProvider } from '../../db/schema.ts';
import type { Actor } from '../http/context.ts';
import { type FieldErrors, forbidden, invalidFields } from '../http/errors.ts';
import { caseUnitsOf, mayApply } from '../rules/case-steps.ts';
import { scopeHas, type UnitScope, type Viewer } from '../rules/permissions.ts';
import { resultToKeep } from '../rules/subsidies/case-result.ts';
import { awardById, dateFactOf } from '../rules/subsidies/catalogue.ts';
import { evaluate } from '../rules/subsidies/evaluate.ts';
import { parseFacts } from '../rules/subsidies/facts.ts';
import type { AwardResult } from '../rules/subsidies/model.ts';
import { type FactName, type Facts, factLabel } from '../rules/subsidies/vocabulary.ts';
import { repeatedCase } from './duplicate.ts';
import { insertCase } from './record.ts';
import type { Application } from './schema.ts';

type BeneficiaryRow = typeof beneficiary.$inferSelect;

/** What is claimed, by whom: the award, and the facts as they were sent. */
export interface Claim {
  awardId: string;
  facts: unknown;
  applicant: Pick<BeneficiaryRow, 'id' | 'kind' | 'treasuryUnit'>;
  /** the retrofit project it comes from; null for one by itself */
  projectId: number | null;
  /** units whose cases the claimant may see: no other one's number is told */
  units: UnitScope;
  /** field of the request at which an award that cannot be had is refused */
  field: 'awardId' | 'facts';
}

/** The name a fact has among the fields of a request. */
export const factField = (name: string) => (name === '' ? 'facts' : `facts.${name}`);

/** Facts from outside, or 422 with a message at each. */
export function readFacts(input: unknown): Facts {
  const { facts, errors } = parseFacts(input);
  if (errors.length === 0) return facts;
  throw invalidFields(
    Object.fromEntries(
      errors.map(({ name, message }) => [factField(name), { code: 'invalid_fact', message }]),
    ),
  );
}

const refuse = (field: string, code: string, message: string) =>
  invalidFields({ [field]: { code, message } } satisfies FieldErrors);

/**
 * As what it applies: a service provider (服务商) recognised as a public service platform (公共服务平台) as a platform, for an
 * award that platforms have and providers do not (措施五, 经认定后).
 */
function applicantKind(tx: WriteTx, { awardId, applicant }: Claim): BeneficiaryRow['kind'] {
  const { id, kind } = applicant;
  const open = awardById(awardId)?.award.beneficiaries ?? [];
  if (kind !== 'serviceProvider' || open.includes(kind) || !open.includes('platform')) return kind;
  const row = tx.select().from(serviceProvider).where(eq(serviceProvider.beneficiaryId, id)).get();
  return row && row.recognisedOn !== null ? 'platform' : kind;
}

/** The facts claimed with who and where taken from the beneficiary on record; a contradiction is refused. */
function factsFor(tx: WriteTx, claim: Claim, today: string): Facts {
  const { facts, applicant } = claim;
  const stated = readFacts(facts);
  const onRecord = { applicant: applicantKind(tx, claim), unit: applicant.treasuryUnit } as const;
  for (const name of ['applicant', 'unit'] as const) {
    if (stated[name] !== undefined && stated[name] !== onRecord[name]) {
      throw refuse(factField(name), 'not_as_on_record', `“${factLabel(name)}”与受益主体登记的不一致。`);
    }
  }
  for (const name of ['recognitionDate', 'completionDate'] as const) {
    const day = stated[name];
    if (day !== undefined && day > today) {
      throw refuse(factField(name), 'future_date', `“${factLabel(name)}”不能晚于今天。`);
    }
  }
  return readFacts({ ...stated, ...onRecord });
}

/** The date an award hangs on must be stated: a claim without one would be dated by the day it is typed in. */
function missingDate(awardId: string, facts: Facts): FactName | null {
  const entry = awardById(awardId);
  const name = entry === null ? null : dateFactOf(entry.award);
  return name === null || facts[name] !== undefined ? null : name;
}

/** The award's result, or 422 with what is missing at its fact, or with the conditions that fail. */
function claimable(results: readonly AwardResult[], claim: Claim, facts: Facts): AwardResult {
  const { field } = claim;
  const result = results.find(({ awardId }) => awardId === claim.awardId);
  if (!result) throw refuse('awardId', 'unknown_award', '没有这项奖补。');
  if (result.automatic) {
    throw refuse('awardId', 'automatic_award', '该项奖补免申即享：登记称号后自动生成事项，无需申报。');
  }
  const date = result.outcome === 'discretionary' ? null : missingDate(claim.awardId, facts);
  const missing = [...new Set([...result.missingFacts, ...(date === null ? [] : [date])])];
  const failed = result.failedConditions.map(({ words }) => words).join('；');
  if (result.outcome === 'notInForce') throw refuse(field, 'not_in_force', `政策不适用：${failed}。`);
  if (result.outcome === 'notEligible') throw refuse(field, 'not_eligible', `不符合条件：${failed}。`);
  if (missing.length > 0) {
    throw invalidFields(
      Object.fromEntries(
        missing.map((name) => [
          factField(name),
          { code: 'missing_fact', message: `请填写“${factLabel(name)}”。` },
        ]),
      ),
    );
  }
  return result;
}

/** What is claimed already is not claimed again; whose case that is, is told to those who may see it. */
function refuseDuplicate(tx: WriteTx, claim: Claim, assessed: Assessed, exceptId: number | null): void {
  const { applicant, projectId, units, field } = claim;
  const found = repeatedCase(tx, { beneficiaryId: applicant.id, projectId, ...assessed }, exceptId);
  if (found === null) return;
  const message = scopeHas(units, found.unitCode)
    ? `该主体同一日期的同一奖补已有事项（编号${found.id}），不能重复申报。`
    : '该主体同一日期的同一奖补已由其他事项申报，不能重复申报。';
  throw refuse(field, 'duplicate', message);
}

export interface Assessed {
  facts: Facts;
  /** as it is kept with the case */
  result: AwardResult;
}

/**
 * What a claim comes to under today's rules; nobody types the amount. Refused (422) are wrong or missing facts at each,
 * conditions that fail, and what is claimed already.
 * @param exceptId the case itself, where it is claimed again
 */
export function assessClaim(
  tx: WriteTx,
  claim: Claim,
  today: string,
  exceptId: number | null = null,
): Assessed {
  const facts = factsFor(tx, claim, today);
  const results = evaluate(facts, today);
  const result = claimable(results, claim, facts);
  refuseDuplicate(tx, claim, { facts, result }, exceptId);
  return { facts, result: resultToKeep(result, results, facts) };
}

export interface Entry {
  viewer: Viewer;
  application: Application;
  /** the retrofit project it comes from, which has decided who may apply; null for an application by itself */
  projectId: number | null;
  today: string;
  actor: Actor;
}

/** A county knows whom its treasury pays and whose energy it counts: of others it does not even learn that they exist. */
const mayKnow = (viewer: Viewer, { treasuryUnit, statisticsUnit }: typeof beneficiary.$inferSelect) =>
  viewer.role !== 'county' || [treasuryUnit, statisticsUnit].some((code) => viewer.unitCodes.includes(code));

/** Enters an application inside a write of somebody else's; see `applyForAward`. @returns id of the new case */
export function enterApplication(tx: WriteTx, entry: Entry): number {
  const { viewer, application, projectId, today, actor } = entry;
  const applicant = tx.select().from(beneficiary).where(eq(beneficiary.id, application.beneficiaryId)).get();
  if (!applicant || (projectId === null && !mayKnow(viewer, applicant)))
    throw refuse('beneficiaryId', 'unknown_beneficiary', '请选择受益主体。');
  if (projectId === null && !mayApply(viewer, applicant.treasuryUnit)) throw forbidden();
  const { awardId, facts } = application;
  const claim = {
    awardId,
    facts,
    applicant,
    projectId,
    units: caseUnitsOf(viewer),
    field: 'awardId',
  } as const;
  const assessed = assessClaim(tx, claim, today);
  return insertCase(
    tx,
    {
      beneficiaryId: applicant.id,
      unitCode: applicant.treasuryUnit,
      origin: 'application',
      certificateId: null,
      projectId,
      stage: 'applied',
      ...assessed,
      flag: null,
      note: null,
      on: today,
    },
    actor,
  );
}

/**
 * Enters an application (申报): a county, for a beneficiary its own treasury pays. The amount is what the rules say of
 * the facts.
 * @returns id of the new case
 */
export function applyForAward(
  db: Database,
  viewer: Viewer,
  application: Application,
  today: string,
  actor: Actor,
): number {
  return db.write((tx) => enterApplication(tx, { viewer, application, projectId: null, today, actor }));
}
