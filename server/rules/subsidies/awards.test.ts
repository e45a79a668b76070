import { describe, expect, test } from 'vitest';
import type { AwardCases, DocumentCases, Filed } from './cases/case.ts';
import { CHAISANG_CASES } from './cases/chaisang.ts';
import { CHANGJIANG_CASES } from './cases/changjiang.ts';
import { JIUJIANG_CASES } from './cases/jiujiang.ts';
import { NANCHANG_CASES } from './cases/nanchang.ts';
import { AWARDS, awardById, policyById } from './catalogue.ts';
import { evaluate } from './evaluate.ts';
import { parseFacts } from './facts.ts';
import type { AwardResult } from './model.ts';
import { readingChoices } from './readings.ts';
import { amountText } from './trace.ts';
import { factLabel } from './vocabulary.ts';

const DOCUMENTS: readonly DocumentCases[] = [
  JIUJIANG_CASES,
  CHAISANG_CASES,
  NANCHANG_CASES,
  CHANGJIANG_CASES,
];
const TABLES = DOCUMENTS.flatMap((document) => document.awards.map((table) => ({ document, table })));

/** Evaluates one award for facts as a clerk files them; null takes a fact away. */
function resultOf(
  document: DocumentCases,
  table: AwardCases,
  differs: Filed,
  date = document.date,
): AwardResult {
  const { facts, errors } = parseFacts({ ...table.base, ...differs });
  expect(errors).toEqual([]);
  const asIf = document.asIf ? [document.policy] : [];
  const result = evaluate(facts, date, { asIf }).find(({ awardId }) => awardId === table.award);
  if (result === undefined) throw new Error(`No such award: ${table.award}`);
  return result;
}

/** The result as the tables write it. */
function textOf(result: AwardResult): string {
  switch (result.outcome) {
    case 'eligible':
      return amountText(result);
    case 'discretionary':
      return '一事一议';
    case 'missingFacts':
      return `缺：${result.missingFacts.map(factLabel).join('、')}`;
    case 'notInForce':
      return `未施行：${result.failedConditions.map(({ words }) => words).join('；')}`;
    case 'notEligible':
      return `不符合：${result.failedConditions.map(({ words }) => words).join('；')}`;
  }
}

for (const { document, table } of TABLES) {
  describe(`${table.award} (${table.clause})`, () => {
    for (const [description, differs, expected, date] of table.cases) {
      test(description, () => {
        const result = resultOf(document, table, differs, date);
        expect(textOf(result)).toBe(expected);
        expect(result.clause).toBe(table.clause);
        expect(result.citation).toEqual({
          policyId: document.policy,
          document: policyById(document.policy).title,
          clause: table.clause,
        });
        for (const { clause } of result.steps) expect(clause).toContain(table.clause);
      });
    }

    test('stands outside its jurisdiction', () => {
      const result = resultOf(document, table, { unit: document.elsewhere });
      if (document.asIf) expect(result.outcome).not.toBe('notEligible');
      else expect(textOf(result)).toBe(`不符合：兑现财政在${policyById(document.policy).jurisdiction}`);
    });

    const filed = Object.keys(table.base).filter((name) => !(document.asIf && name === 'unit'));
    test.each(
      filed.filter((name) => name !== 'improvementPct'),
    )('asks for %s where it is missing', (name) => {
      const result = resultOf(document, table, { [name]: null });
      expect(result.outcome).toBe('missingFacts');
      expect(result.missingFacts).toEqual([name]);
      expect(result.amountFen).toBeNull();
    });
  });
}

/** First and last day of each document, and the days beside them. */
const DAYS: readonly [DocumentCases, before: string, first: string, last: string, after: string][] = [
  [JIUJIANG_CASES, '2025-06-29', '2025-06-30', '2027-12-31', '2028-01-01'],
  [CHAISANG_CASES, '2026-01-29', '2026-01-30', '2028-01-29', '2028-01-30'],
  [NANCHANG_CASES, '2023-12-25', '2023-12-26', '2025-12-31', '2026-01-01'],
];

describe.each(DAYS)('the days of $policy', (document, before, first, last, after) => {
  test.each(document.awards)('$award is in force from the first day to the last, both included', (table) => {
    expect(resultOf(document, table, {}, before).outcome).toBe('notInForce');
    expect(['eligible', 'discretionary']).toContain(resultOf(document, table, {}, first).outcome);
    expect(['eligible', 'discretionary']).toContain(resultOf(document, table, {}, last).outcome);
    expect(resultOf(document, table, {}, after).outcome).toBe('notInForce');
  });
});

test('the draft is never in force, on any day', () => {
  const notAsIf = { ...CHANGJIANG_CASES, asIf: false };
  for (const table of CHANGJIANG_CASES.awards) {
    for (const date of ['2000-01-01', '2025-01-01', '2026-03-01', '2099-12-31']) {
      expect(textOf(resultOf(notAsIf, table, {}, date))).toBe('未施行：征求意见稿，未施行');
    }
  }
});

describe('the tables leave nothing out', () => {
  test('every monetary award of every document has a table, and no table is of something else', () => {
    const tables = TABLES.map(({ table }) => table.award).sort();
    expect(tables).toEqual(AWARDS.map(({ award }) => award.id).sort());
  });

  test('every clause that pays money has an award, and no other clause has', () => {
    for (const { policy, clause } of AWARDS) {
      expect(`${policy.id} ${clause.cite} ${clause.kind}`).toBe(`${policy.id} ${clause.cite} monetary`);
    }
    for (const { document } of TABLES) {
      const monetary = policyById(document.policy).clauses.filter(({ kind }) => kind === 'monetary');
      for (const clause of monetary)
        expect(`${clause.id} ${clause.awards.length > 0}`).toBe(`${clause.id} true`);
    }
  });

  test('at least 120 cases', () => {
    expect(TABLES.reduce((sum, { table }) => sum + table.cases.length, 0)).toBeGreaterThan(120);
  });

  test.each(
    TABLES,
  )('$table.award: every condition fails in some case, every sum and rate is paid in some', (entry) => {
    const { document, table } = entry;
    const award = awardById(table.award)?.award;
    if (award === undefined) throw new Error(table.award);
    const results = table.cases.map(([, differs, , date]) => resultOf(document, table, differs, date));
    const failed = new Set(results.flatMap(({ failedConditions }) => failedConditions.map(({ id }) => id)));
    const conditions = award.conditions.filter(
      ({ under }) => under === undefined || readingChoices()[under.reading] === under.when,
    );
    const general = award.beneficiaries.includes('enterprise')
      ? policyById(document.policy).generalConditions
      : [];
    const expected = ['applicant', ...conditions.map(({ id }) => id), ...general.map(({ id }) => id)];
    expect(expected.filter((id) => !failed.has(id))).toEqual([]);

    const { amount } = award;
    const paid = new Set(results.map(({ variant }) => variant));
    if (amount.type === 'byChoice') {
      for (const value of Object.keys(amount.table)) expect(paid).toContain(value);
      expect(failed).toContain(amount.fact);
    }
    if (amount.type === 'tiers' || amount.type === 'rateTiers') {
      for (const { label } of amount.tiers) expect(paid).toContain(label);
      expect(failed).toContain('belowTiers');
    }
    const stages = new Set(results.flatMap(({ steps }) => steps.map(({ stage }) => stage)));
    if ('cap' in amount && amount.cap !== null) expect(stages).toContain('capped');
    const paidFact = 'paid' in amount ? amount.paid : 'cap' in amount ? (amount.cap?.paid ?? null) : null;
    if (paidFact !== null) expect(failed).toContain('limitUsedUp');
  });
});
