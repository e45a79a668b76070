import { describe, expect, test } from 'vitest';
import { caseFunding, resultToKeep } from './case-result.ts';
import { evaluate } from './evaluate.ts';
import { parseFacts } from './facts.ts';
import type { AwardId } from './matters.ts';
import { wan } from './money.ts';

const FIRM = { applicant: 'enterprise', unit: '360404' };
const FACTORY = { ...FIRM, recognitionDate: '2026-03-02', greenFactoryLevel: 'provincial' };
const INDUSTRIAL = { ...FACTORY, isIndustrial: true };
const RETROFIT = {
  ...FIRM,
  completionDate: '2026-03-02',
  retrofitAccepted: true,
  acceptanceReportFiled: true,
  energyLevelReached: 'advanced',
  unitEnergyBefore: '0.4',
  unitEnergyAfter: '0.38',
};
const CITY_FACTORY = 'jiujiang-3-green-factory';
const DISTRICT_FACTORY = 'chaisang-2-green-factory';

const fundingOf = (awardId: AwardId, facts: unknown, eventDate = '2026-03-02') =>
  caseFunding({ awardId, facts, eventDate });
const waysOf = (...args: Parameters<typeof fundingOf>) => fundingOf(...args)?.ways.map(({ words }) => words);
const notesOf = (...args: Parameters<typeof fundingOf>) => fundingOf(...args)?.notes.join('');

describe('who pays a case', () => {
  test('the highest award is offered both ways: topped up by the district, or paid by it in full', () => {
    expect(fundingOf(DISTRICT_FACTORY, INDUSTRIAL)).toMatchObject({
      remainingFen: wan('15'),
      needsHuman: true,
      ways: [
        {
          id: 'cityStands',
          shares: [
            { payer: 'city', fen: wan('10') },
            { payer: 'district', fen: wan('5') },
          ],
        },
        { id: 'districtInstead', shares: [{ payer: 'district', fen: wan('15') }] },
      ],
      notes: [],
    });
  });

  test('the award it displaces carries its own part, and says what becomes of the rest', () => {
    expect(fundingOf(CITY_FACTORY, INDUSTRIAL)).toMatchObject({
      highestFen: wan('10'),
      remainingFen: wan('10'),
      ways: [{ id: 'single', shares: [{ payer: 'city', fen: wan('10') }] }],
    });
    expect(notesOf(CITY_FACTORY, INDUSTRIAL)).toContain(
      '同一事项就高15万元：市级奖补照发10万元，区级补足差额5万元；或区级全额兑现15万元，不再申领市级奖补。',
    );
  });

  test('a title says nothing of industry: the district’s award is presumed beside it, and noted', () => {
    expect(notesOf(CITY_FACTORY, FACTORY)).toContain('“属于工业企业”列出，事项未填报，请核实。');
    expect(notesOf(CITY_FACTORY, FACTORY)).toContain('区级全额兑现15万元');
    expect(notesOf(CITY_FACTORY, { ...FACTORY, isIndustrial: false })).toBe('');
  });

  test.each([
    ['outside 柴桑', { ...FACTORY, unit: '360425' }, '2026-03-02'],
    ['before the district’s first day', { ...FACTORY, recognitionDate: '2026-01-29' }, '2026-01-29'],
  ])('%s the city pays alone', (_where, facts, eventDate) => {
    expect(waysOf(CITY_FACTORY, facts, eventDate)).toEqual(['由市级财政兑现10万元']);
    expect(notesOf(CITY_FACTORY, facts, eventDate)).toBe('');
  });

  test('where the city’s award is the higher one, the district’s case has nothing left to pay', () => {
    expect(waysOf('jiujiang-2-retrofit', RETROFIT)).toEqual(['市级奖补照发50万元，区级不再兑现']);
    expect(fundingOf('chaisang-1', RETROFIT)).toMatchObject({ remainingFen: 0, ways: [], needsHuman: true });
    expect(notesOf('chaisang-1', RETROFIT)).toContain('同一事项就高50万元：市级奖补照发50万元，区级不再兑现');
  });

  test('what the city has paid already is not offered again', () => {
    const receipt = { from: 'city', matter: 'greenFactory', amountYuan: '100000', level: 'provincial' };
    const facts = { ...INDUSTRIAL, received: [receipt] };
    expect(waysOf(DISTRICT_FACTORY, facts)).toEqual(['市级奖补照发0万元，区级补足差额5万元']);
    expect(waysOf(CITY_FACTORY, facts)).toEqual([]);
  });

  test('an award without an amount, or facts nobody can read, have no funding', () => {
    expect(fundingOf('jiujiang-8', { ...FIRM, caseByCaseMatter: true })).toBeNull();
    expect(fundingOf(CITY_FACTORY, { ...FACTORY, colour: 'green' })).toBeNull();
    expect(fundingOf(CITY_FACTORY, { ...FACTORY, greenFactoryLevel: 'none' })).toBeNull();
  });
});

describe('the result kept with a case', () => {
  const keptOf = (awardId: AwardId, filed: Record<string, unknown>) => {
    const { facts } = parseFacts(filed);
    const results = evaluate(facts, '2026-06-01');
    const result = results.find((candidate) => candidate.awardId === awardId);
    if (result === undefined) throw new Error(`No award ${awardId}`);
    return resultToKeep(result, results, facts);
  };

  test.each([
    [DISTRICT_FACTORY, INDUSTRIAL, wan('15'), '同一事项就高：高于或等于'],
    [CITY_FACTORY, INDUSTRIAL, wan('10'), '属同一事项（绿色工厂）'],
  ] as const)('of %s says how it stands to the other of its matter', (awardId, filed, fen, words) => {
    const kept = keptOf(awardId, filed);
    expect(kept.amountFen).toBe(fen);
    expect(kept.steps.at(-1)).toMatchObject({ stage: 'highestOnly', fen });
    expect(kept.steps.at(-1)?.words).toContain(words);
  });

  test('alone in its matter is as evaluated', () => {
    expect(keptOf(CITY_FACTORY, FACTORY).steps.map(({ stage }) => stage)).toEqual(['raw']);
  });
});
