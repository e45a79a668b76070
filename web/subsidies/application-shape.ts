import type { Beneficiary } from '../../server/beneficiaries/schema.ts';
import {
  AWARDS,
  type AwardInLaw,
  awardById,
  dateFactOf,
  factsOf,
} from '../../server/rules/subsidies/catalogue.ts';
import { evaluate } from '../../server/rules/subsidies/evaluate.ts';
import type { AwardResult } from '../../server/rules/subsidies/model.ts';
import { resolve } from '../../server/rules/subsidies/resolve.ts';
import { policyStatus } from '../../server/rules/subsidies/validity.ts';
import type { FactName } from '../../server/rules/subsidies/vocabulary.ts';
import type { CalculatorSearch } from '../app/search.ts';
import { type Answers, answersOf } from '../calculator/answers.ts';

/** Awards of one document a beneficiary may apply for. */
export interface AwardGroup {
  policyId: string;
  title: string;
  awards: { id: string; label: string }[];
}

/** Awards open to a beneficiary: in force today, of its place and kind, and not granted without application. */
export function awardsFor(applicant: Beneficiary, today: string): AwardGroup[] {
  const groups: AwardGroup[] = [];
  for (const { policy, clause, award } of AWARDS) {
    const isHere = policy.units.includes(applicant.treasuryUnit) && policyStatus(policy, today) === 'inForce';
    if (!isHere || award.automatic || !award.beneficiaries.includes(applicant.kind)) continue;
    const last = groups.at(-1);
    const entry = { id: award.id, label: `${clause.cite}　${award.title}` };
    if (last?.policyId === policy.id) last.awards.push(entry);
    else groups.push({ policyId: policy.id, title: policy.shortTitle, awards: [entry] });
  }
  return groups;
}

/** Who and where come from the record, what was received has its own place. */
const NOT_ASKED: ReadonlySet<FactName> = new Set<FactName>(['applicant', 'unit', 'received']);

/** The questions an award asks, dates first. */
export function questionsOf(entry: AwardInLaw): FactName[] {
  return factsOf(entry).filter((name) => !NOT_ASKED.has(name));
}

export interface ApplicationState {
  entry: AwardInLaw;
  answers: Answers;
  result: AwardResult;
  /** facts still missing, the date the award hangs on among them */
  missing: FactName[];
  /** why another award of the same matter goes before it (就高不重复), Chinese */
  displacedBy: string | null;
}

/** What an application comes to so far; null without a known award. */
export function assessApplication(
  applicant: Pick<Beneficiary, 'kind' | 'treasuryUnit'>,
  awardId: string,
  texts: CalculatorSearch,
  today: string,
): ApplicationState | null {
  const entry = awardById(awardId);
  if (entry === null) return null;
  const answers = answersOf({ ...texts, applicant: applicant.kind, unit: applicant.treasuryUnit }, today);
  const all = evaluate(answers.facts, today);
  const isThis = ({ awardId: id }: { awardId: string }) => id === entry.award.id;
  const alone = all.find(isThis);
  if (alone === undefined) return null;
  const resolved = resolve(all, { received: answers.facts.received ?? [] });
  const result = resolved.chosen.find(isThis) ?? alone;
  const dateFact = dateFactOf(entry.award);
  const needsDate = dateFact !== null && answers.facts[dateFact] === undefined;
  const missing = [...new Set([...(needsDate ? [dateFact] : []), ...result.missingFacts])];
  const displacedBy = resolved.superseded.find(isThis)?.reason ?? null;
  return { entry, answers, result, missing, displacedBy };
}
