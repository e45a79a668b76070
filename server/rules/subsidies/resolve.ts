import { policyById } from './catalogue.ts';
import { fundingOf, type MatterFunding } from './funding.ts';
import { MATTERS, type MatterId, matterLabel, OPEN_PAIRS } from './matters.ts';
import type { AwardResult, Citation, Policy, Step } from './model.ts';
import { wanText } from './money.ts';
import { type ReadingChoices, readingChoices } from './readings.ts';
import type { Receipt } from './vocabulary.ts';

export interface ResolveOptions {
  /** What was already received (fact `received`). */
  received?: readonly Receipt[];
  readings?: Partial<ReadingChoices>;
  /** Count comparisons too: only to total up one benchmark document by itself. */
  includeAsIf?: boolean;
}

/** An award that another one of the same matter displaces. */
export interface Superseded {
  awardId: AwardResult['awardId'];
  title: string;
  amountFen: number;
  byAwardId: AwardResult['awardId'];
  /** Chinese, with the rule it rests on. */
  reason: string;
  citation: Citation;
}

/** A pair of chosen awards whose sameness the documents leave open. */
export interface OpenQuestion {
  matters: readonly [MatterId, MatterId];
  awardIds: readonly [AwardResult['awardId'], AwardResult['awardId']];
  words: string;
  /** What the total loses where a human finds them to be the same, 分. */
  lessFen: number;
}

/** The awards of one applicant after highest-only (就高不重复). */
export interface Resolved {
  /** Sum over matters of the highest award, 分: expected, before what was already received. */
  totalFen: number;
  /** Of it, what is still to be paid once received money and suggestions on upgrades are taken off, 分. */
  remainingFen: number;
  chosen: readonly AwardResult[];
  superseded: readonly Superseded[];
  funding: readonly MatterFunding[];
  open: readonly OpenQuestion[];
  /** Awards without an amount, for a human (一事一议). */
  discretionary: readonly AwardResult[];
}

/** A result with an amount that counts. */
type Expected = AwardResult & { amountFen: number };

/**
 * Applies highest-only inside each document and between city and district: for one matter the enterprise gets the
 * highest award, never the sum. The outcome does not depend on the order of the results, and resolving what was
 * chosen changes nothing.
 * Source: 九江若干措施结尾第一段; 柴桑若干意见结尾段; 南昌若干措施结尾第一段; the table in matters.ts.
 */
export function resolve(results: readonly AwardResult[], options: ResolveOptions = {}): Resolved {
  const readings = readingChoices(options.readings);
  const received = options.received ?? [];
  const counted = results.filter(({ asIf }) => !asIf || options.includeAsIf === true);
  const expected = counted.filter(isExpected);
  const chosen: AwardResult[] = [];
  const superseded: Superseded[] = [];
  const funding: MatterFunding[] = [];
  for (const matter of Object.keys(MATTERS) as MatterId[]) {
    const [highest, ...others] = expected.filter((result) => result.matter === matter).sort(highestFirst);
    if (highest === undefined) continue;
    superseded.push(...others.map((other) => displaced(other, highest)));
    chosen.push(withHighestOnlyStep(highest, others));
    funding.push(fundingOf(matter, [highest, ...others], received, readings));
  }
  return {
    totalFen: sum(chosen.map(({ amountFen }) => amountFen ?? 0)),
    remainingFen: sum(funding.map(({ remainingFen }) => remainingFen)),
    chosen,
    superseded,
    funding,
    open: openQuestions(chosen),
    discretionary: counted.filter(({ outcome }) => outcome === 'discretionary'),
  };
}

function isExpected(result: AwardResult): result is Expected {
  return result.outcome === 'eligible' && result.amountFen !== null;
}

const LEVEL_ORDER = { province: 0, city: 1, district: 2 } as const;

/** Highest first; equal sums: the higher government, then the id, so that the order of the input never matters. */
function highestFirst(a: Expected, b: Expected): number {
  if (a.amountFen !== b.amountFen) return b.amountFen - a.amountFen;
  const levels = LEVEL_ORDER[policyById(a.policyId).level] - LEVEL_ORDER[policyById(b.policyId).level];
  if (levels !== 0) return levels;
  return a.awardId < b.awardId ? -1 : 1;
}

/** The rule that lets one award displace another: the document's own, or the district's where two documents meet. */
function ruleBetween(a: Policy, b: Policy): string {
  const across = [a, b].find(({ stacking }) => stacking.rule === 'highestAcrossLevels');
  const policy = a.id === b.id ? a : (across ?? a);
  return `${policy.stacking.words}（${policy.shortTitle} ${policy.stacking.clause}）`;
}

function displaced(other: Expected, highest: Expected): Superseded {
  const [theirs, ours] = [policyById(other.policyId), policyById(highest.policyId)];
  const where = `${ours.shortTitle} ${highest.clause}“${highest.title}”${wanText(highest.amountFen)}`;
  return {
    awardId: other.awardId,
    title: other.title,
    amountFen: other.amountFen,
    byAwardId: highest.awardId,
    reason: `与${where}属同一事项（${matterLabel(other.matter)}），${ruleBetween(theirs, ours)}`,
    citation: other.citation,
  };
}

function withHighestOnlyStep(highest: Expected, others: readonly Expected[]): AwardResult {
  const [next] = others;
  if (next === undefined) return highest;
  const policy = policyById(highest.policyId);
  const than = others.map(
    (other) => `${policyById(other.policyId).shortTitle} ${other.clause} ${wanText(other.amountFen)}`,
  );
  const step: Step = {
    stage: 'highestOnly',
    words: `同一事项就高：高于或等于${than.join('、')}，不重复享受`,
    fen: highest.amountFen,
    clause: ruleBetween(policyById(next.policyId), policy),
  };
  return { ...highest, steps: [...highest.steps, step] };
}

function openQuestions(chosen: readonly AwardResult[]): OpenQuestion[] {
  return OPEN_PAIRS.flatMap(({ matters, words }) => {
    const [first, second] = matters.map((matter) => chosen.find((result) => result.matter === matter));
    if (first === undefined || second === undefined) return [];
    const lessFen = Math.min(first.amountFen ?? 0, second.amountFen ?? 0);
    return [{ matters, awardIds: [first.awardId, second.awardId] as const, words, lessFen }];
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
