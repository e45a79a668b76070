import { and, eq, ne } from 'drizzle-orm';
import type { Database, WriteTx } from '../../db/open.ts';
import { beneficiary, subsidyCase } from '../../db/schema.ts';
import type { Actor } from '../http/context.ts';
import { type FieldErrors, forbidden, invalidFields } from '../http/errors.ts';
import { mayApply } from '../rules/case-steps.ts';
import type { Viewer } from '../rules/permissions.ts';
import { awardById } from '../rules/subsidies/catalogue.ts';
import { evaluate } from '../rules/subsidies/evaluate.ts';
import { parseFacts } from '../rules/subsidies/facts.ts';
import type { AwardResult } from '../rules/subsidies/model.ts';
import { type FactName, type Facts, factLabel } from '../rules/subsidies/vocabulary.ts';
import { insertCase, resultToKeep } from './record.ts';
import type { Application } from './schema.ts';

type BeneficiaryRow = typeof beneficiary.$inferSelect;

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

/** The application's facts with who and where taken from the beneficiary on record; a contradiction is refused. */
function factsFor(application: Application, applicant: BeneficiaryRow, today: string): Facts {
  const stated = readFacts(application.facts);
  const onRecord = { applicant: applicant.kind, unit: applicant.treasuryUnit } as const;
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
  const basis = awardById(awardId)?.award.dateBasis;
  if (basis === 'recognition' && facts.recognitionDate === undefined) return 'recognitionDate';
  if (basis === 'completion' && facts.completionDate === undefined) return 'completionDate';
  return null;
}

/** The award's result, or 422 with what is missing at its fact, or with the conditions that fail. */
function claimable(results: readonly AwardResult[], application: Application, facts: Facts): AwardResult {
  const result = results.find(({ awardId }) => awardId === application.awardId);
  if (!result) throw refuse('awardId', 'unknown_award', '没有这项奖补。');
  if (result.automatic) {
    throw refuse('awardId', 'automatic_award', '该项奖补免申即享：登记称号后自动生成事项，无需申报。');
  }
  const date = result.outcome === 'discretionary' ? null : missingDate(application.awardId, facts);
  const missing = [...new Set([...result.missingFacts, ...(date === null ? [] : [date])])];
  const failed = result.failedConditions.map(({ words }) => words).join('；');
  if (result.outcome === 'notInForce') throw refuse('awardId', 'not_in_force', `政策不适用：${failed}。`);
  if (result.outcome === 'notEligible') throw refuse('awardId', 'not_eligible', `不符合条件：${failed}。`);
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

function refuseDuplicate(tx: WriteTx, beneficiaryId: number, result: AwardResult): void {
  const same = and(
    eq(subsidyCase.beneficiaryId, beneficiaryId),
    eq(subsidyCase.awardId, result.awardId),
    eq(subsidyCase.eventDate, result.eventDate),
    ne(subsidyCase.stage, 'cancelled'),
  );
  const found = tx.select({ id: subsidyCase.id }).from(subsidyCase).where(same).get();
  if (!found) return;
  throw refuse('awardId', 'duplicate', `该主体同一日期的同一奖补已有事项（编号${found.id}），不能重复申报。`);
}

/**
 * Enters an application (申报): a county, for a beneficiary its own treasury pays. The amount is what the rules say of
 * the facts; nobody types it.
 * @returns id of the new case
 */
export function applyForAward(
  db: Database,
  viewer: Viewer,
  application: Application,
  today: string,
  actor: Actor,
): number {
  return db.write((tx) => {
    const applicant = tx
      .select()
      .from(beneficiary)
      .where(eq(beneficiary.id, application.beneficiaryId))
      .get();
    if (!applicant) throw refuse('beneficiaryId', 'unknown_beneficiary', '请选择受益主体。');
    if (!mayApply(viewer, applicant.treasuryUnit)) throw forbidden();
    const facts = factsFor(application, applicant, today);
    const results = evaluate(facts, today);
    const result = claimable(results, application, facts);
    refuseDuplicate(tx, applicant.id, result);
    return insertCase(
      tx,
      {
        beneficiaryId: applicant.id,
        unitCode: applicant.treasuryUnit,
        origin: 'application',
        certificateId: null,
        stage: 'applied',
        facts,
        result: resultToKeep(result, results, facts),
        flag: null,
        note: null,
      },
      actor,
    );
  });
}
