import { POLICIES } from '../../server/rules/subsidies/catalogue.ts';
import { evaluate } from '../../server/rules/subsidies/evaluate.ts';
import { type MatterId, matterLabel } from '../../server/rules/subsidies/matters.ts';
import type { AwardResult, PolicyId, ResultNote } from '../../server/rules/subsidies/model.ts';
import { type Resolved, resolve } from '../../server/rules/subsidies/resolve.ts';
import type { FactName, Facts } from '../../server/rules/subsidies/vocabulary.ts';

/** Documents set side by side, in the order of the columns; 江西 prints no amounts. */
export const COMPARED = ['jiujiang', 'chaisang', 'nanchang', 'changjiang'] as const satisfies PolicyId[];
export type ComparedPolicy = (typeof COMPARED)[number];

/** One matter in one document. */
export interface ComparedCell {
  /** The document's best award of the matter; null where it has none. */
  best: AwardResult | null;
}

export interface ComparedRow {
  matter: MatterId;
  label: string;
  cells: Readonly<Record<ComparedPolicy, ComparedCell>>;
}

export interface Comparison {
  rows: readonly ComparedRow[];
  /** Sum by document after its own highest-only, 分. */
  totals: Readonly<Record<ComparedPolicy, number>>;
  /** Whether a part of that sum is a ceiling (最高). */
  ceilings: Readonly<Record<ComparedPolicy, boolean>>;
}

/** Everything the calculator shows for one set of answers. */
export interface Assessment {
  /** Awards some answer speaks for, in the order of the documents. */
  results: readonly AwardResult[];
  resolved: Resolved;
  missing: readonly AwardResult[];
  refused: readonly AwardResult[];
  /** Open readings that decide a result, and rules on the money, each once. */
  notes: readonly ResultNote[];
  comparison: Comparison;
  /** Facts that would settle an award found here, or in the comparison. */
  wanted: ReadonlySet<FactName>;
}

/** @param date day of assessment, 'YYYY-MM-DD' */
export function assess(facts: Facts, date: string): Assessment {
  const results = evaluate(facts, date).filter(({ addressed }) => addressed);
  const compared = comparedResults(facts, date);
  const resolved = resolve(results, { received: facts.received ?? [] });
  const missing = results.filter(({ outcome }) => outcome === 'missingFacts');
  const refused = results.filter(({ outcome }) => outcome === 'notEligible' || outcome === 'notInForce');
  const wanted = new Set([...results, ...compared].flatMap(({ missingFacts }) => missingFacts));
  return {
    results,
    resolved,
    missing,
    refused: refused.filter((result) => !isElsewhere(result, facts)),
    notes: notesOf(resolved),
    comparison: comparisonOf(compared),
    wanted,
  };
}

/** Refused for no other reason than the place: another district's document, said once in the comparison. */
function isElsewhere({ policyId }: AwardResult, { unit }: Facts): boolean {
  const policy = POLICIES.find(({ id }) => id === policyId);
  return unit !== undefined && policy !== undefined && !policy.units.includes(unit);
}

function notesOf({ chosen, discretionary }: Resolved): ResultNote[] {
  const notes = [...chosen, ...discretionary].flatMap((result) => result.notes);
  const shown = notes.filter(
    ({ kind, decisive }) => decisive || kind === 'budget' || kind === 'risk' || kind === 'duty',
  );
  return [...new Map(shown.map((note) => [note.words, note])).values()];
}

const RANK: Readonly<Record<AwardResult['outcome'], number>> = {
  eligible: 0,
  discretionary: 1,
  missingFacts: 2,
  notEligible: 3,
  notInForce: 4,
};

function better(a: AwardResult, b: AwardResult): number {
  return RANK[a.outcome] - RANK[b.outcome] || (b.amountFen ?? 0) - (a.amountFen ?? 0);
}

function comparedResults(facts: Facts, date: string): AwardResult[] {
  return evaluate(facts, date, { asIf: COMPARED }).filter(({ addressed }) => addressed);
}

/** The same facts under every document, each as if it applied. @param date 'YYYY-MM-DD' */
export function compare(facts: Facts, date: string): Comparison {
  return comparisonOf(comparedResults(facts, date));
}

function comparisonOf(results: readonly AwardResult[]): Comparison {
  const matters = [...new Set(results.map(({ matter }) => matter))];
  const rows = matters.map((matter) => {
    const cell = (policyId: ComparedPolicy): ComparedCell => {
      const [best = null] = results
        .filter((result) => result.matter === matter && result.policyId === policyId)
        .sort(better);
      return { best };
    };
    return { matter, label: matterLabel(matter), cells: eachCompared(cell) };
  });
  const resolved = eachCompared((policyId) =>
    resolve(
      results.filter((result) => result.policyId === policyId),
      { includeAsIf: true },
    ),
  );
  return {
    rows,
    totals: eachCompared((id) => resolved[id].totalFen),
    ceilings: eachCompared((id) => resolved[id].chosen.some(({ kind }) => kind === 'ceiling')),
  };
}

/** One value for each document of the comparison. */
export function eachCompared<T>(of: (policyId: ComparedPolicy) => T): Record<ComparedPolicy, T> {
  return {
    jiujiang: of('jiujiang'),
    chaisang: of('chaisang'),
    nanchang: of('nanchang'),
    changjiang: of('changjiang'),
  };
}
