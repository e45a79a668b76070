import type { AwardId } from './matters.ts';
import type { Award, Clause, Policy, PolicyId } from './model.ts';
import { CHAISANG } from './policies/chaisang.ts';
import { CHANGJIANG } from './policies/changjiang.ts';
import { JIANGXI } from './policies/jiangxi.ts';
import { JIUJIANG } from './policies/jiujiang.ts';
import { NANCHANG } from './policies/nanchang.ts';
import { FACT_NAMES, type FactName, type FactType, factDefinition } from './vocabulary.ts';

/** The five documents, complete: every clause, those without an amount too. */
export const POLICIES: readonly Policy[] = [JIUJIANG, CHAISANG, NANCHANG, CHANGJIANG, JIANGXI];

export function policyById(id: PolicyId): Policy {
  const policy = POLICIES.find((candidate) => candidate.id === id);
  if (policy === undefined) throw new RangeError(`No such policy: ${id}`);
  return policy;
}

export function isPolicyId(text: string): text is PolicyId {
  return POLICIES.some(({ id }) => id === text);
}

/** An award with the law it stands in. */
export interface AwardInLaw {
  policy: Policy;
  clause: Clause;
  award: Award;
}

/** Every award of every document, in the order of the documents. */
export const AWARDS: readonly AwardInLaw[] = POLICIES.flatMap((policy) =>
  policy.clauses.flatMap((clause) => clause.awards.map((award) => ({ policy, clause, award }))),
);

const AWARD_BY_ID = new Map<string, AwardInLaw>(AWARDS.map((entry) => [entry.award.id, entry]));

/** @returns null where no award has this id */
export function awardById(id: string): AwardInLaw | null {
  return AWARD_BY_ID.get(id) ?? null;
}

export function isAwardId(text: string): text is AwardId {
  return AWARD_BY_ID.has(text);
}

/** Facts of the amount alone. */
export function amountFacts({ amount }: Award): readonly FactName[] {
  switch (amount.type) {
    case 'fixed':
    case 'ceiling':
      return amount.paid === null ? [] : [amount.paid];
    case 'byChoice':
      return [amount.fact];
    case 'tiers':
      return amount.measure.facts;
    case 'rateTiers':
      return [...new Set([...amount.measure.facts, ...amount.base.facts])];
    case 'percentage':
      return [amount.base, ...paidFact(amount.cap)];
    case 'perUnit':
      return [amount.count, ...paidFact(amount.cap)];
    case 'range':
    case 'instalments':
    case 'discretionary':
      return [];
  }
}

function paidFact(cap: { paid: FactName | null } | null): readonly FactName[] {
  return cap === null || cap.paid === null ? [] : [cap.paid];
}

/** Facts of the award's own: those of its conditions and of its amount, without who, where and when. */
export function ownFacts(award: Award): readonly FactName[] {
  return [...new Set([...award.conditions.flatMap(({ facts }) => facts), ...amountFacts(award)])];
}

const DATE_FACT = { recognition: 'recognitionDate', completion: 'completionDate', assessment: null } as const;

/** The date fact that must lie in force; null where the day of assessment counts. */
export function dateFactOf({ dateBasis }: Award): 'recognitionDate' | 'completionDate' | null {
  return DATE_FACT[dateBasis];
}

/** Every fact an award may ask for. */
export function factsOf(entry: AwardInLaw): readonly FactName[] {
  const dateFact = dateFactOf(entry.award);
  const general = entry.policy.generalConditions.flatMap(({ facts }) => facts);
  const dates: FactName[] = dateFact === null ? [] : [dateFact];
  return [...new Set<FactName>(['applicant', 'unit', ...dates, ...ownFacts(entry.award), ...general])];
}

/** One fact as `GET /api/v1/rules/facts` lists it. */
export interface FactEntry {
  name: FactName;
  label: string;
  type: FactType;
  unit: string | null;
  values?: readonly { value: string; label: string }[];
  /** Awards that ask for it; `received` is used by every award (highest-only). */
  usedBy: readonly AwardId[];
}

/** The whole vocabulary with who uses what. */
export function factEntries(): readonly FactEntry[] {
  const needs = AWARDS.map((entry) => ({ id: entry.award.id, facts: new Set(factsOf(entry)) }));
  return FACT_NAMES.map((name) => {
    const { label, type, unit, values } = factDefinition(name);
    const usedBy = needs.filter(({ facts }) => name === 'received' || facts.has(name)).map(({ id }) => id);
    const entry = { name, label, type, unit, usedBy };
    if (values === undefined) return entry;
    return { ...entry, values: Object.entries(values).map(([value, words]) => ({ value, label: words })) };
  });
}
