import { policyById } from './catalogue.ts';
import { evaluate } from './evaluate.ts';
import { parseFacts } from './facts.ts';
import type { MatterFunding } from './funding.ts';
import type { AwardResult, Step } from './model.ts';
import { wanText } from './money.ts';
import { resolve } from './resolve.ts';
import { type FactName, type Facts, factLabel, PAYER_LABELS } from './vocabulary.ts';

/**
 * The result to keep with a case: where other awards of the same matter stand beside it, with the step that says
 * which one is the highest (就高不重复).
 * @param all what the same facts come to under every award
 */
export function resultToKeep(result: AwardResult, all: readonly AwardResult[], facts: Facts): AwardResult {
  const { chosen, superseded } = resolve(all, { received: facts.received ?? [] });
  const highest = chosen.find(({ awardId }) => awardId === result.awardId);
  if (highest) return highest;
  const displaced = superseded.find(({ awardId }) => awardId === result.awardId);
  if (!displaced || result.amountFen === null) return result;
  const step: Step = {
    stage: 'highestOnly',
    words: displaced.reason,
    fen: result.amountFen,
    clause: displaced.citation.clause,
  };
  return { ...result, steps: [...result.steps, step] };
}

/** What of a case decides how it is funded; `facts` as kept, not yet read. */
export interface FundedCase {
  awardId: string;
  facts: unknown;
  eventDate: string;
}

/** What a green title does not say of its holder and the district asks (柴桑第2条). */
const PRESUMED = 'isIndustrial' satisfies FactName;
const PRESUMPTION = `资金来源按“${factLabel(PRESUMED)}”列出，事项未填报，请核实。`;

/**
 * How a case may be funded: city and district together, as far as both have an award for its matter. A case whose own
 * award is the highest carries the whole matter, in every way open; another one only the part of its own government,
 * with a note on the rest. That a holder is industrial (属于工业企业) is presumed where nobody stated it, and noted, so that
 * the district's award stands beside the city's.
 * @returns null where the case's award has no amount
 */
export function caseFunding({ awardId, facts: kept, eventDate }: FundedCase): MatterFunding | null {
  const { facts, errors } = parseFacts(kept);
  if (errors.length > 0) return null;
  const stated = evaluate(facts, eventDate);
  const own = stated.find((result) => result.awardId === awardId);
  if (own === undefined || own.amountFen === null) return null;
  const isPresumed = stated.some(({ matter, outcome, missingFacts }) => {
    return (
      matter === own.matter && outcome === 'missingFacts' && missingFacts.every((name) => name === PRESUMED)
    );
  });
  const results = isPresumed ? evaluate({ ...facts, [PRESUMED]: true }, eventDate) : stated;
  const { funding } = resolve(results, { received: facts.received ?? [] });
  const matter = funding.find((candidate) => candidate.matter === own.matter);
  if (matter === undefined) return null;
  const whole = isPresumed ? withNote(matter, PRESUMPTION) : matter;
  return whole.highestFen === own.amountFen ? whole : partOf(whole, own, own.amountFen);
}

function withNote(funding: MatterFunding, note: string): MatterFunding {
  return { ...funding, notes: [...funding.notes, note] };
}

/** The part of a matter that a case carries whose award another one displaces: its own government's, never above its own amount. */
function partOf(matter: MatterFunding, own: AwardResult, amountFen: number): MatterFunding {
  const { level } = policyById(own.policyId);
  const share = matter.ways[0]?.shares.find(({ payer }) => payer === level)?.fen ?? 0;
  const fen = Math.min(amountFen, share);
  const payer = PAYER_LABELS[level];
  const ways = matter.ways.map(({ words }) => words).join('；或');
  const note = `同一事项就高${wanText(matter.highestFen)}：${ways}。本事项只办理${payer}部分。`;
  const way = { id: 'single', words: `由${payer}财政兑现${wanText(fen)}` } as const;
  const shares = [{ payer: level, fen }];
  return {
    ...withNote(matter, note),
    highestFen: amountFen,
    remainingFen: fen,
    ways: fen === 0 ? [] : [{ ...way, shares }],
    needsHuman: true,
  };
}
