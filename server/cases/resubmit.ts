import { eq } from 'drizzle-orm';
import type { WriteTx } from '../../db/open.ts';
import { beneficiary } from '../../db/schema.ts';
import { invalidFields, notFound } from '../http/errors.ts';
import { assessClaim } from './apply.ts';
import type { CaseEntry, CaseView } from './list.ts';
import { assessedColumns } from './record.ts';
import type { StepInput } from './schema.ts';
import { type StepEffect, textOf } from './step-effect.ts';

/** @throws AppError 422 at `facts` where a step brings facts it may not change */
export function refuseFacts({ facts }: StepInput, message: string): void {
  if (facts !== undefined) throw invalidFields({ facts: { code: 'not_correctable', message } });
}

/** What was decided on the earlier attempt does not count for the new one. */
const AFRESH = { handledBy: null, noticeFrom: null, noticeTo: null } as const;

/**
 * 重新提交: as it was, or with corrected facts, checked like those of an application and assessed under today's rules;
 * then the expected amount and its trace are replaced, and the event keeps both. 免申即享 rests on the list, not on facts.
 */
export function resubmission(
  tx: WriteTx,
  { scope, today }: Pick<CaseView, 'scope' | 'today'>,
  { row }: CaseEntry,
  input: StepInput,
): StepEffect {
  const note = textOf(input.note);
  if (row.origin === 'automatic') refuseFacts(input, '免申即享事项的情况来自公布的名单，不能更正。');
  if (input.facts === undefined) return { set: AFRESH, note, data: null };
  const holder = tx.select().from(beneficiary).where(eq(beneficiary.id, row.beneficiaryId)).get();
  if (!holder) throw notFound('受益主体');
  const applicant = { id: holder.id, kind: holder.kind, treasuryUnit: row.unitCode };
  const { awardId, projectId } = row;
  const claim = {
    awardId,
    facts: input.facts,
    applicant,
    projectId,
    units: scope.units,
    field: 'facts',
  } as const;
  const assessed = assessClaim(tx, claim, today, row.id);
  const columns = assessedColumns(assessed);
  const { expectedFen, eventDate, rulesVersion } = row;
  const before = { facts: JSON.parse(row.facts), expectedFen, eventDate, rulesVersion };
  const after = {
    facts: assessed.facts,
    expectedFen: columns.expectedFen,
    eventDate: columns.eventDate,
    rulesVersion: columns.rulesVersion,
  };
  return { set: { ...AFRESH, ...columns }, note, data: { ...after, before }, before };
}
