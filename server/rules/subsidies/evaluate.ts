import { type AmountOutcome, amountOf, instalmentsOf, kindOf } from './amount.ts';
import { AWARDS, type AwardInLaw, dateFactOf, ownFacts } from './catalogue.ts';
import { isChosen } from './conditions.ts';
import { isDate } from './facts.ts';
import { matterOf } from './matters.ts';
import type { AwardResult, Condition, EvaluationContext, Outcome, Policy, PolicyId } from './model.ts';
import { notesOf } from './notes.ts';
import { type ReadingChoices, readingChoices } from './readings.ts';
import { policyStatus, statusWords } from './validity.ts';
import { type FactName, type Facts, factDefinition } from './vocabulary.ts';

export interface EvaluateOptions {
  /** Documents to evaluate as if they applied here and now: for comparison, marked, never in a total. */
  asIf?: readonly PolicyId[];
  /** Open readings to take otherwise than by default. */
  readings?: Partial<ReadingChoices>;
  /** the one award asked for; absent = all */
  only?: AwardResult['awardId'];
}

/**
 * What each award of the five documents comes to for these facts. Every amount is expected, 预计可得（待审定）: no clause
 * gives a right. A missing recognition or completion date does not stop the assessment (a firm asks before it has the
 * title): the day of assessment stands in for it, and a note on the result says so; an application must state it.
 * @param facts facts that passed `parseFacts`; absent is missing, never false or 0
 * @param date day of assessment, 'YYYY-MM-DD'; also the event date where the facts give none
 * @throws RangeError where the date is not a real day between 2000 and 2099
 */
export function evaluate(facts: Facts, date: string, options: EvaluateOptions = {}): AwardResult[] {
  if (!isDate(date)) throw new RangeError(`判定日期应为日期，形如 2026-03-01，现为“${date}”。`);
  const readings = readingChoices(options.readings);
  const waived = options.asIf ?? [];
  const asked = options.only;
  return AWARDS.filter(({ award }) => asked === undefined || award.id === asked).map((entry) => {
    const under = (choices: ReadingChoices) => evaluateAward(entry, facts, date, choices, waived);
    const result = under(readings);
    return { ...result, notes: notesOf(entry, result, facts, readings, under) };
  });
}

/** The result without its notes. */
function evaluateAward(
  entry: AwardInLaw,
  facts: Facts,
  date: string,
  readings: ReadingChoices,
  asIf: readonly PolicyId[],
): AwardResult {
  const { policy, clause, award } = entry;
  const eventDate = eventDateOf(entry, facts, date, readings);
  const context: EvaluationContext = { facts, date, eventDate, readings };
  const waived = asIf.includes(policy.id);
  const inForce = policyStatus(policy, eventDate, readings) === 'inForce';
  const isHere = facts.unit !== undefined && policy.units.includes(facts.unit);
  const benchmark = waived && !(inForce && isHere);
  const base = {
    ...frame(entry, eventDate, benchmark),
    automatic: award.automatic && isAutomatic(entry, readings),
    addressed: isAddressed(entry, facts),
  };
  if (!inForce && !waived) {
    const words = statusWords(policy, eventDate, readings);
    return { ...base, outcome: 'notInForce', failedConditions: [{ id: 'inForce', words }] };
  }

  const conditions = conditionsOf(entry, context, waived).map((condition) => check(condition, context));
  const amount = amountOf(award.amount, facts, readings, `${policy.shortTitle} ${clause.cite}`);
  const failed = conditions.flatMap(({ failed: failure }) => failure);
  const missing = conditions.flatMap(({ missing: names }) => names);
  if (amount.status === 'failed') failed.push({ id: amount.id, words: amount.words });
  if (amount.status === 'missing') missing.push(...amount.facts);
  const missingFacts = [...new Set(missing)];
  const outcome = outcomeOf(failed.length > 0, missingFacts.length > 0, amount);
  const steps = amount.status === 'failed' ? amount.steps : [];
  const checked = { ...base, outcome, failedConditions: failed, missingFacts, steps };
  if (outcome !== 'eligible' || amount.status !== 'found') return checked;
  return {
    ...checked,
    amountFen: amount.fen,
    floorFen: amount.floorFen,
    variant: amount.variant,
    steps: amount.steps,
    instalments: instalments(entry, context),
  };
}

/** A failed condition decides whatever else is missing; a missing fact whatever the amount would be. */
function outcomeOf(hasFailed: boolean, isIncomplete: boolean, amount: AmountOutcome): Outcome {
  if (hasFailed) return 'notEligible';
  if (isIncomplete) return 'missingFacts';
  return amount.status === 'discretionary' ? 'discretionary' : 'eligible';
}

/** The result before anything is known of it. */
function frame({ policy, clause, award }: AwardInLaw, eventDate: string, asIf: boolean) {
  return {
    policyId: policy.id,
    clause: clause.cite,
    awardId: award.id,
    title: award.title,
    matter: matterOf(award.id),
    kind: kindOf(award.amount),
    amountFen: null,
    floorFen: null,
    variant: null,
    instalments: [],
    steps: [],
    missingFacts: [],
    failedConditions: [],
    notes: [],
    citation: { policyId: policy.id, document: policy.title, clause: clause.cite },
    eventDate,
    oneOff: award.oneOff,
    asIf,
  };
}

/** The date that must lie in force (reading `eventDate`): recognition or completion where known, else the day asked. */
function eventDateOf({ award }: AwardInLaw, facts: Facts, date: string, readings: ReadingChoices): string {
  if (readings.eventDate === 'claim') return date;
  const dateFact = dateFactOf(award);
  return dateFact === null ? date : (facts[dateFact] ?? date);
}

/** Who and where, the award's own conditions, and the document's general ones. */
function conditionsOf(entry: AwardInLaw, context: EvaluationContext, waived: boolean): readonly Condition[] {
  const { policy, award } = entry;
  const where = waived ? [] : [locationCondition(policy)];
  const general = bindsGenerally(entry, context) ? policy.generalConditions : [];
  const all = [applicantCondition(entry), ...where, ...award.conditions, ...general];
  return all.filter(({ under }) => under === undefined || isChosen(under, context.readings));
}

/** General conditions are written for enterprises; whether for parks too is an open reading. */
function bindsGenerally({ award }: AwardInLaw, { facts, readings }: EvaluationContext): boolean {
  if (readings.changjiangGeneral === 'everyApplicant') return true;
  return facts.applicant === undefined
    ? award.beneficiaries.includes('enterprise')
    : facts.applicant === 'enterprise';
}

function applicantCondition({ award: { beneficiaries } }: AwardInLaw): Condition {
  const labels = factDefinition('applicant').values ?? {};
  return {
    id: 'applicant',
    words: `申报主体为${beneficiaries.map((value) => labels[value] ?? value).join('或')}`,
    facts: ['applicant'],
    test: ({ facts }) => facts.applicant !== undefined && beneficiaries.includes(facts.applicant),
  };
}

function locationCondition({ jurisdiction, units }: Policy): Condition {
  return {
    id: 'unit',
    words: `兑现财政在${jurisdiction}`,
    facts: ['unit'],
    test: ({ facts }) => facts.unit !== undefined && units.includes(facts.unit),
  };
}

function check(condition: Condition, context: EvaluationContext) {
  const missing: FactName[] = condition.facts.filter((name) => context.facts[name] === undefined);
  if (missing.length > 0) return { missing, failed: [] };
  const failed = condition.test(context) ? [] : [{ id: condition.id, words: condition.words }];
  return { missing, failed };
}

/** 免申即享 (九江措施三): of the whole clause, or of parks only, as the reading says. */
function isAutomatic({ award }: AwardInLaw, readings: ReadingChoices): boolean {
  if (readings.automaticGrant === 'wholeClause') return true;
  return award.beneficiaries.every((value) => value === 'park');
}

function instalments({ award: { amount } }: AwardInLaw, { eventDate }: EvaluationContext) {
  if (amount.type !== 'instalments') return [];
  return instalmentsOf(amount.totalFen, amount.parts, Number(eventDate.slice(0, 4)));
}

/** Facts that only qualify an applicant: alone they speak for no award. */
const QUALIFYING: ReadonlySet<FactName> = new Set<FactName>([
  'isIndustrial',
  'existingFirm',
  'inMetalCluster',
  'resourceRecycling',
  'futureIndustry',
  'diagnosedFirmIndustrial',
]);

/** Whether a fact of the award's own speaks for it: given, and neither false, nor 'none', nor 0. */
function isAddressed({ award }: AwardInLaw, facts: Facts): boolean {
  return ownFacts(award).some((name) => {
    const value = facts[name];
    if (value === undefined || value === false || value === 'none' || QUALIFYING.has(name)) return false;
    return typeof value === 'boolean' || !/^0(?:\.0+)?$/.test(String(value));
  });
}
