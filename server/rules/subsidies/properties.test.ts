import { describe, expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import type { Filed } from './cases/case.ts';
import { CHAISANG_CASES } from './cases/chaisang.ts';
import { CHANGJIANG_CASES } from './cases/changjiang.ts';
import { JIUJIANG_CASES } from './cases/jiujiang.ts';
import { NANCHANG_CASES } from './cases/nanchang.ts';
import { AWARDS, awardById, policyById } from './catalogue.ts';
import { evaluate } from './evaluate.ts';
import { parseFacts } from './facts.ts';
import { MATTERS, type MatterId } from './matters.ts';
import type { Amount, AwardResult, PolicyId } from './model.ts';
import { resolve } from './resolve.ts';
import { FACT_NAMES, type FactName, type Facts, factDefinition, type Receipt } from './vocabulary.ts';

const ALL: readonly PolicyId[] = ['jiujiang', 'chaisang', 'nanchang', 'changjiang'];
const TABLES = [JIUJIANG_CASES, CHAISANG_CASES, NANCHANG_CASES, CHANGJIANG_CASES].flatMap(
  ({ awards }) => awards,
);
const RUNS = 400;

/** Seeded pseudo-random numbers in [0, 1) (mulberry32): every run sees the same facts. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const within = (random: () => number, end: number) => Math.floor(random() * end);

function pick<T>(random: () => number, values: readonly T[]): T {
  const value = values[within(random, values.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

function randomValue(name: FactName, random: () => number): unknown {
  const { type, values = {} } = factDefinition(name);
  switch (type) {
    case 'boolean':
      return random() < 0.8;
    case 'choice':
      return pick(random, Object.keys(values));
    case 'integer':
      return within(random, 30);
    case 'date':
      return pick(random, [
        '2025-06-29',
        '2025-06-30',
        '2026-01-30',
        '2026-08-01',
        '2027-12-31',
        '2028-01-30',
      ]);
    case 'decimal':
      return (random() * 10 ** within(random, 11)).toFixed(2);
    case 'receipts':
      return null;
  }
}

/** Facts of three awards at once, with some of them changed at random. */
function randomFacts(random: () => number): Facts {
  const filed: Record<string, unknown> = {};
  for (let n = 0; n < 3; n += 1) Object.assign(filed, pick(random, TABLES).base satisfies Filed);
  for (const name of FACT_NAMES) {
    if (name === 'improvementPct' || random() > 0.15) continue;
    filed[name] = randomValue(name, random);
  }
  return parseFacts(filed).facts;
}

function randomReceipts(random: () => number, results: readonly AwardResult[]): Receipt[] {
  return results
    .filter(({ outcome }) => outcome === 'eligible' && random() < 0.3)
    .map(({ matter }) => ({
      from: pick(random, ['province', 'city', 'district'] as const),
      matter,
      amountYuan: String(within(random, 400_000)),
      ...(random() < 0.5 ? { level: pick(random, ['national', 'provincial'] as const) } : {}),
    }));
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}

/** The most an award can ever come to, 分; null where the document sets no limit. */
function limitOf(amount: Amount): number | null {
  switch (amount.type) {
    case 'fixed':
    case 'ceiling':
      return amount.fen;
    case 'range':
      return amount.ceilingFen;
    case 'byChoice':
      return Math.max(...Object.values(amount.table));
    case 'tiers':
      return Math.max(...amount.tiers.map(({ grants }) => ('fen' in grants ? grants.fen : 0)));
    case 'percentage':
    case 'perUnit':
      return amount.cap?.fen ?? null;
    case 'instalments':
      return amount.totalFen;
    case 'rateTiers':
      return null;
    case 'discretionary':
      return 0;
  }
}

const SAMPLES = Array.from({ length: RUNS }, (_, seed) => {
  const random = randomOf(seed + 1);
  const facts = randomFacts(random);
  const asIf = random() < 0.5 ? ALL : [];
  return { seed, random, facts, results: evaluate(facts, '2026-03-01', { asIf }) };
});

describe('any facts', () => {
  test('an amount stands exactly where the award is eligible: whole 分, above 0, never above a cap or a ceiling', () => {
    for (const { results } of SAMPLES) {
      for (const { awardId, outcome, amountFen, floorFen } of results) {
        expect(`${awardId} ${amountFen !== null}`).toBe(`${awardId} ${outcome === 'eligible'}`);
        if (amountFen === null) continue;
        const amount = awardById(awardId)?.award.amount;
        const limit = amount === undefined ? 0 : limitOf(amount);
        expect(Number.isSafeInteger(amountFen) && amountFen >= 0).toBe(true);
        expect(limit === null || amountFen <= limit).toBe(true);
        expect(floorFen === null || floorFen <= amountFen).toBe(true);
      }
    }
  });

  test('every award is met somewhere, so that the properties are not empty', () => {
    const met = new Set(
      SAMPLES.flatMap(({ results }) =>
        results
          .filter(({ outcome }) => ['eligible', 'discretionary'].includes(outcome))
          .map(({ awardId }) => awardId),
      ),
    );
    expect(AWARDS.filter(({ award }) => !met.has(award.id)).map(({ award }) => award.id)).toEqual([]);
  });

  test('steps never rise, and the last one is the amount', () => {
    for (const { results } of SAMPLES) {
      for (const { steps, amountFen } of results) {
        if (amountFen === null) continue;
        expect(steps.at(-1)?.fen).toBe(amountFen);
        for (const [index, { fen }] of steps.entries())
          expect(fen).toBeLessThanOrEqual(steps[index - 1]?.fen ?? fen);
      }
    }
  });

  test('what is said to be missing is missing, and instalments add up', () => {
    for (const { facts, results } of SAMPLES) {
      for (const { missingFacts, outcome, instalments, amountFen } of results) {
        for (const name of missingFacts) expect(facts[name]).toBeUndefined();
        if (outcome === 'missingFacts') expect(missingFacts.length).toBeGreaterThan(0);
        if (instalments.length > 0) expect(sum(instalments.map(({ fen }) => fen))).toBe(amountFen);
      }
    }
  });

  test('taking a fact away never changes an amount into another', () => {
    for (const { random, facts, results } of SAMPLES) {
      const names = FACT_NAMES.filter((name) => facts[name] !== undefined && !name.endsWith('Date'));
      const gone = pick(random, names);
      if (gone.startsWith('unitEnergy')) continue;
      const { [gone]: _, ...fewer } = facts;
      const asIf = results.some(({ asIf: compared }) => compared) ? ALL : [];
      for (const [index, after] of evaluate(fewer, '2026-03-01', { asIf }).entries()) {
        if (after.outcome === 'eligible') expect(after.amountFen).toBe(results[index]?.amountFen);
      }
    }
  });

  test('a greater improvement never earns less', () => {
    const base = {
      applicant: 'enterprise',
      unit: '360404',
      retrofitAccepted: true,
      acceptanceReportFiled: true,
      energyLevelReached: 'benchmark',
    };
    let before = [0, 0];
    for (let hundredths = 0; hundredths <= 1200; hundredths += 1) {
      const { facts } = parseFacts({ ...base, improvementPct: (hundredths / 100).toFixed(2) });
      const results = evaluate(facts, '2026-03-01').filter(
        ({ matter, kind }) => matter === 'retrofit' && kind !== null,
      );
      const now = ['jiujiang-2-retrofit', 'chaisang-1'].map(
        (id) => results.find(({ awardId }) => awardId === id)?.amountFen ?? 0,
      );
      expect(now.every((fen, index) => fen >= (before[index] ?? 0))).toBe(true);
      before = now;
    }
    expect(before).toEqual([100_000_000, 50_000_000]);
  });
});

describe('highest-only of any results', () => {
  test('resolving does not depend on the order of the results', () => {
    for (const { random, results } of SAMPLES) {
      const received = randomReceipts(random, results);
      expect(resolve(shuffled(results, random), { received }).chosen).toEqual(
        resolve(results, { received }).chosen,
      );
      expect(resolve(shuffled(results, random), { received }).funding).toEqual(
        resolve(results, { received }).funding,
      );
    }
  });

  test('resolving what was chosen changes nothing', () => {
    for (const { results } of SAMPLES) {
      const once = resolve(results);
      const twice = resolve(once.chosen);
      expect(twice.chosen).toEqual(once.chosen);
      expect(twice.totalFen).toBe(once.totalFen);
      expect(twice.superseded).toEqual([]);
    }
  });

  test('the total is the sum over matters of the highest, and never counts a comparison', () => {
    for (const { results } of SAMPLES) {
      const real = results.filter(({ asIf }) => !asIf);
      const highest = (Object.keys(MATTERS) as MatterId[]).map((matter) =>
        Math.max(
          0,
          ...real.filter((result) => result.matter === matter).map(({ amountFen }) => amountFen ?? 0),
        ),
      );
      expect(resolve(results).totalFen).toBe(sum(highest));
    }
  });

  test('each way of funding pays exactly what remains, and nobody pays more than its own award', () => {
    for (const { random, results } of SAMPLES) {
      const received = randomReceipts(random, results);
      const { funding, totalFen, remainingFen } = resolve(results, { received });
      expect(remainingFen).toBeLessThanOrEqual(totalFen);
      for (const matter of funding) {
        expect(matter.remainingFen).toBeLessThanOrEqual(matter.highestFen);
        expect(matter.ways.length).toBeGreaterThan(0);
        for (const { shares } of matter.ways) {
          expect(sum(shares.map(({ fen }) => fen))).toBe(matter.remainingFen);
          for (const { payer, fen } of shares) {
            const own = results
              .filter((result) => result.matter === matter.matter && !result.asIf)
              .filter(({ policyId }) => policyById(policyId).level === payer)
              .map(({ amountFen }) => amountFen ?? 0);
            expect(fen >= 0 && fen <= Math.max(...own)).toBe(true);
          }
        }
      }
    }
  });
});

test('a budget is shared out exactly, nobody above the own amount or a whole 分 off the proportion', () => {
  const random = randomOf(7);
  for (let run = 0; run < RUNS; run += 1) {
    const amounts = Array.from({ length: within(random, 12) }, () =>
      within(random, 10 ** (1 + within(random, 9))),
    );
    const total = sum(amounts);
    const budget = within(random, total * 1.2 + 2);
    const shares = allocate(budget, amounts);
    expect(sum(shares)).toBe(Math.min(budget, total));
    for (const [index, share] of shares.entries()) {
      const amount = amounts[index] ?? 0;
      expect(share >= 0 && share <= amount).toBe(true);
      if (total > budget) {
        const off = BigInt(share) * BigInt(total) - BigInt(amount) * BigInt(budget);
        expect((off < 0n ? -off : off) < BigInt(total)).toBe(true);
      }
    }
  }
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
