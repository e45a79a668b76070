import { and, eq, ne } from 'drizzle-orm';
import type { ReadDb, WriteTx } from '../../db/open.ts';
import { subsidyCase } from '../../db/schema.ts';
import { isOneMatterPerApplicant } from '../rules/subsidies/matters.ts';
import type { AwardResult } from '../rules/subsidies/model.ts';
import { FACT_NAMES, type Facts } from '../rules/subsidies/vocabulary.ts';

/** What is claimed, and of which project. */
export interface Claimed {
  beneficiaryId: number;
  /** the retrofit project it comes from; null where it was entered by hand */
  projectId: number | null;
  facts: Facts;
  result: Pick<AwardResult, 'awardId' | 'eventDate' | 'matter'>;
}

function sameFacts(facts: Facts, kept: string): boolean {
  const others = JSON.parse(kept) as Facts;
  return FACT_NAMES.every((name) => JSON.stringify(facts[name]) === JSON.stringify(others[name]));
}

/**
 * The live case that claims the same award already. Two cases of projects are the same claim where the project is the
 * same: two projects accepted on one day, or two firms diagnosed that use as much energy, are two. Where one of them was
 * entered by hand nothing names its project: the same award of the same day is claimed once, and where each case is a
 * matter of its own (措施一: each diagnosed firm) only the very same facts are a repetition.
 * @param exceptId the case itself, where it is claimed again
 */
export function repeatedCase(
  db: Pick<ReadDb | WriteTx, 'select'>,
  { beneficiaryId, projectId, facts, result }: Claimed,
  exceptId: number | null = null,
): { id: number; unitCode: string } | null {
  const same = and(
    eq(subsidyCase.beneficiaryId, beneficiaryId),
    eq(subsidyCase.awardId, result.awardId),
    eq(subsidyCase.eventDate, result.eventDate),
    ne(subsidyCase.stage, 'cancelled'),
    exceptId === null ? undefined : ne(subsidyCase.id, exceptId),
  );
  const { id, unitCode } = subsidyCase;
  const rows = db
    .select({ id, unitCode, projectId: subsidyCase.projectId, facts: subsidyCase.facts })
    .from(subsidyCase)
    .where(same)
    .all();
  const isOne = isOneMatterPerApplicant(result.matter);
  const found = rows.find((row) =>
    projectId !== null && row.projectId !== null
      ? row.projectId === projectId
      : isOne || sameFacts(facts, row.facts),
  );
  return found === undefined ? null : { id: found.id, unitCode: found.unitCode };
}
