import { describe, expect, test } from 'vitest';
import type { Filed } from './cases/case.ts';
import { type EvaluateOptions, evaluate } from './evaluate.ts';
import { parseFacts } from './facts.ts';
import { MATTERS, OPEN_PAIRS } from './matters.ts';
import { wanText } from './money.ts';
import type { ReadingChoices } from './readings.ts';
import { type Resolved, resolve } from './resolve.ts';

function resolved(
  filed: Filed,
  date: string,
  options: EvaluateOptions & { includeAsIf?: boolean } = {},
): Resolved {
  const { facts, errors } = parseFacts(filed);
  expect(errors).toEqual([]);
  const results = evaluate(facts, date, options);
  return resolve(results, { received: facts.received ?? [], ...options });
}

/** Chosen awards as '第2条 30万元'. */
const chosenText = ({ chosen }: Resolved) =>
  chosen.map(({ clause, amountFen }) => `${clause} ${wanText(amountFen ?? 0)}`).join('、');

const waysText = ({ funding }: Resolved) => funding.flatMap(({ ways }) => ways.map(({ words }) => words));

const FIRM = { applicant: 'enterprise', unit: '360404', isIndustrial: true };
const FACTORY = { ...FIRM, greenFactoryLevel: 'national' };
const RETROFIT = {
  ...FIRM,
  retrofitAccepted: true,
  acceptanceReportFiled: true,
  energyLevelReached: 'benchmark',
};

describe('city and district: the highest, never the sum', () => {
  const cases: [description: string, filed: Filed, date: string, chosen: string, total: string][] = [
    [
      'national green factory in 柴桑, the day before the district measures',
      FACTORY,
      '2026-01-29',
      '措施三 20万元',
      '20万元',
    ],
    ['national green factory in 柴桑, from their first day', FACTORY, '2026-01-30', '第2条 30万元', '30万元'],
    [
      'recognised the day before, assessed later',
      { ...FACTORY, recognitionDate: '2026-01-29' },
      '2026-06-01',
      '措施三 20万元',
      '20万元',
    ],
    [
      'provincial green factory in 柴桑',
      { ...FACTORY, greenFactoryLevel: 'provincial' },
      '2026-03-01',
      '第2条 15万元',
      '15万元',
    ],
    [
      'national green factory elsewhere in 九江',
      { ...FACTORY, unit: '360429' },
      '2026-03-01',
      '措施三 20万元',
      '20万元',
    ],
    ['after the city measures only the district pays', FACTORY, '2028-01-01', '第2条 30万元', '30万元'],
    ['after both nobody pays', FACTORY, '2028-01-30', '', '0万元'],
    [
      'retrofit of 5 % in 柴桑 takes the city’s 50',
      { ...RETROFIT, improvementPct: '5' },
      '2026-03-01',
      '措施二 50万元',
      '50万元',
    ],
    [
      'retrofit of 8 % takes the city’s 70',
      { ...RETROFIT, improvementPct: '8' },
      '2026-03-01',
      '措施二 70万元',
      '70万元',
    ],
    [
      'retrofit above 8 % takes the city’s 100',
      { ...RETROFIT, improvementPct: '9' },
      '2026-03-01',
      '措施二 100万元',
      '100万元',
    ],
    [
      'retrofit with a green loan: the loan’s 100 inside the city document',
      { ...RETROFIT, improvementPct: '5', greenLoanRetrofit: true },
      '2026-03-01',
      '措施二 100万元',
      '100万元',
    ],
    [
      'two different titles are two matters',
      { ...FACTORY, greenSupplyChainLevel: 'national' },
      '2026-03-01',
      '第2条 30万元、第2条 30万元',
      '60万元',
    ],
    [
      '升规 10 and 战略性新兴 5 are paid on top of each other',
      { ...FIRM, futureIndustry: true, enteredStatistics: true, strategicEmerging: true },
      '2026-03-01',
      '第9条 10万元、第9条 5万元',
      '15万元',
    ],
  ];
  test.each(cases)('%s', (_description, filed, date, chosen, total) => {
    const outcome = resolved(filed, date);
    expect(chosenText(outcome)).toBe(chosen);
    expect(wanText(outcome.totalFen)).toBe(total);
    expect(outcome.remainingFen).toBe(outcome.totalFen);
  });

  test('what is displaced says by what and by which rule', () => {
    const { superseded, chosen } = resolved(FACTORY, '2026-03-01');
    expect(superseded.map(({ awardId, byAwardId }) => [awardId, byAwardId])).toEqual([
      ['jiujiang-3-green-factory', 'chaisang-2-green-factory'],
    ]);
    expect(superseded[0]?.reason).toContain('柴桑若干意见 结尾段');
    expect(chosen[0]?.steps.at(-1)).toMatchObject({ stage: 'highestOnly', fen: 30_000_000 });
  });

  test('inside the city document the rule is its own', () => {
    const filed = { ...RETROFIT, unit: '360429', improvementPct: '5', greenLoanRetrofit: true };
    const { superseded } = resolved(filed, '2026-03-01');
    expect(superseded[0]?.awardId).toBe('jiujiang-2-retrofit');
    expect(superseded[0]?.reason).toContain('九江若干措施 结尾第一段');
  });
});

describe('who pays', () => {
  test('the district tops up, or pays in full in its place', () => {
    const outcome = resolved(FACTORY, '2026-03-01');
    expect(waysText(outcome)).toEqual([
      '市级奖补照发20万元，区级补足差额10万元',
      '区级全额兑现30万元，不再申领市级奖补',
    ]);
    expect(outcome.funding[0]?.needsHuman).toBe(true);
  });

  test('where the city’s is higher the district pays nothing, and there is one way only', () => {
    const outcome = resolved({ ...RETROFIT, improvementPct: '5' }, '2026-03-01');
    expect(waysText(outcome)).toEqual(['市级奖补照发50万元，区级不再兑现']);
    expect(outcome.funding[0]?.needsHuman).toBe(false);
  });

  test('only one government has an award', () => {
    expect(waysText(resolved({ ...FACTORY, unit: 'JKQ' }, '2026-03-01'))).toEqual(['由市级财政兑现20万元']);
    expect(waysText(resolved({ ...FIRM, waterSavingLevel: 'municipal' }, '2026-03-01'))).toEqual([
      '由县（市、区）级财政兑现3万元',
    ]);
  });
});

describe('what was already received', () => {
  const received = (from: string, amountYuan: string, level?: string) => ({
    received: [{ from, matter: 'greenFactory', amountYuan, ...(level === undefined ? {} : { level }) }],
  });
  const cases: [description: string, filed: Filed, remaining: string, ways: string[]][] = [
    [
      'the city has paid its 20',
      { ...FACTORY, ...received('city', '200000', 'national') },
      '10万元',
      ['市级奖补照发0万元，区级补足差额10万元'],
    ],
    [
      'the district has paid its 30',
      { ...FACTORY, ...received('district', '300000', 'national') },
      '0万元',
      ['市级奖补照发0万元，区级不再兑现'],
    ],
    [
      'the province has paid 12',
      { ...FACTORY, ...received('province', '120000') },
      '18万元',
      ['市级奖补照发18万元，区级不再兑现', '区级全额兑现18万元，不再申领市级奖补'],
    ],
    [
      'the province has paid more than both',
      { ...FACTORY, ...received('province', '500000') },
      '0万元',
      ['市级奖补照发0万元，区级不再兑现'],
    ],
    [
      'outside 柴桑 the province’s money is shown, not taken off',
      { ...FACTORY, unit: '360429', ...received('province', '120000') },
      '20万元',
      ['由市级财政兑现20万元'],
    ],
    [
      'money for another matter does not count',
      { ...FACTORY, received: [{ from: 'city', matter: 'greenPark', amountYuan: '200000' }] },
      '30万元',
      ['市级奖补照发20万元，区级补足差额10万元', '区级全额兑现30万元，不再申领市级奖补'],
    ],
  ];
  test.each(cases)('%s', (_description, filed, remaining, ways) => {
    const outcome = resolved(filed, '2026-03-01');
    expect(wanText(outcome.remainingFen)).toBe(remaining);
    expect(waysText(outcome)).toEqual(ways);
  });

  test('a district that has paid its share cannot pay the rest in the city’s place', () => {
    const filed = {
      ...RETROFIT,
      improvementPct: '6',
      received: [{ from: 'district', matter: 'retrofit', amountYuan: '300000' }],
    };
    expect(waysText(resolved(filed, '2026-03-01'))).toEqual(['市级奖补照发40万元，区级不再兑现']);
  });

  test('money of the province that is not taken off is put before a human', () => {
    const outcome = resolved({ ...FACTORY, unit: '360429', ...received('province', '120000') }, '2026-03-01');
    expect(outcome.funding[0]).toMatchObject({ needsHuman: true });
    expect(outcome.funding[0]?.notes.join()).toContain('未扣减，请人工核对');
  });

  test('earlier payments under a cap are taken off once, not twice', () => {
    const filed = {
      applicant: 'enterprise',
      unit: '360429',
      energySystemBuilt: true,
      energySystemConnected: true,
      energySystemContractYuan: '2000000',
      energySystemPaidYuan: '100000',
      received: [{ from: 'city', matter: 'energySystem', amountYuan: '100000' }],
    };
    const { remainingFen, funding } = resolved(filed, '2026-03-01');
    expect(wanText(remainingFen)).toBe('20万元');
    expect(funding[0]).toMatchObject({ needsHuman: false, received: [{ treatment: 'underCap' }] });
  });
});

describe('a title raised from provincial to national', () => {
  const RAISED = {
    ...FACTORY,
    unit: '360429',
    received: [{ from: 'city', matter: 'greenFactory', amountYuan: '100000', level: 'provincial' }],
  };
  const cases: [ReadingChoices['upgrade'], string][] = [
    ['difference', '10万元'],
    ['full', '20万元'],
    ['none', '0万元'],
  ];
  test.each(cases)('the reading “%s” suggests %s, and a human decides', (upgrade, suggested) => {
    const { funding, remainingFen, totalFen } = resolved(RAISED, '2026-03-01', { readings: { upgrade } });
    expect(funding[0]?.upgrade).toMatchObject({
      paidFen: 10_000_000,
      fullFen: 20_000_000,
      differenceFen: 10_000_000,
    });
    expect(wanText(funding[0]?.upgrade?.suggestedFen ?? -1)).toBe(suggested);
    expect(wanText(remainingFen)).toBe(suggested);
    expect(wanText(totalFen)).toBe('20万元');
    expect(funding[0]?.needsHuman).toBe(true);
    expect(funding[0]?.notes.join()).not.toContain('不再兑现');
    expect(funding[0]?.ways[0]?.shares).toEqual([{ payer: 'city', fen: remainingFen }]);
  });

  test('in 柴桑 the difference up to the district’s 30 is shared', () => {
    const outcome = resolved({ ...RAISED, unit: '360404' }, '2026-03-01');
    expect(wanText(outcome.remainingFen)).toBe('20万元');
    expect(waysText(outcome)).toEqual(['市级奖补照发10万元，区级补足差额10万元']);
  });

  test('the same level paid before is a repetition, no upgrade', () => {
    const filed = {
      ...RAISED,
      received: [{ from: 'city', matter: 'greenFactory', amountYuan: '200000', level: 'national' }],
    };
    const { funding, remainingFen } = resolved(filed, '2026-03-01');
    expect(funding[0]?.upgrade).toBeNull();
    expect(remainingFen).toBe(0);
    expect(funding[0]?.notes).toContain('已得金额不低于本次可得，按就高不重复不再兑现。');
  });
});

describe('comparisons', () => {
  test('never enter a total', () => {
    const outcome = resolved({ ...FACTORY, unit: '360429' }, '2026-03-01', {
      asIf: ['nanchang', 'chaisang'],
    });
    expect(chosenText(outcome)).toBe('措施三 20万元');
  });

  test('the same achievement across documents: 九江 20, 柴桑 30, 南昌 50', () => {
    const { facts } = parseFacts(FACTORY);
    const results = evaluate(facts, '2026-03-01', { asIf: ['nanchang'] });
    const amounts = results.filter(({ matter }) => matter === 'greenFactory');
    expect(amounts.map(({ policyId, amountFen, asIf }) => [policyId, wanText(amountFen ?? 0), asIf])).toEqual(
      [
        ['jiujiang', '20万元', false],
        ['chaisang', '30万元', false],
        ['nanchang', '50万元', true],
      ],
    );
  });

  test('a document that applies here anyway is no comparison', () => {
    const outcome = resolved(FACTORY, '2026-03-01', { asIf: ['jiujiang', 'chaisang'] });
    expect(chosenText(outcome)).toBe('第2条 30万元');
    expect(outcome.superseded).toHaveLength(1);
  });

  test('a benchmark can be totalled by itself', () => {
    const { facts } = parseFacts(FACTORY);
    const nanchang = evaluate(facts, '2026-03-01', { asIf: ['nanchang'] }).filter(
      ({ policyId }) => policyId === 'nanchang',
    );
    expect(wanText(resolve(nanchang, { includeAsIf: true }).totalFen)).toBe('50万元');
    expect(resolve(nanchang).totalFen).toBe(0);
  });

  test('a comparison is marked, and says why it is one', () => {
    const { facts } = parseFacts(FACTORY);
    const [result] = evaluate(facts, '2026-03-01', { asIf: ['nanchang'] }).filter(
      ({ awardId }) => awardId === 'nanchang-3-green-factory',
    );
    expect(result?.notes.find(({ kind }) => kind === 'asIf')?.words).toBe(
      '仅作对照，不计入合计：2026-03-01已过有效期（至2025-12-31止），适用范围为南昌市。',
    );
  });
});

describe('what the documents leave open', () => {
  const cases: [filed: Filed, words: string, less: string][] = [
    [
      { ...FIRM, greenDesignLevel: 'national', greenDesignProductLevel: 'national' },
      '绿色设计产品',
      '20万元',
    ],
    [
      { ...FIRM, waterLeaderLevel: 'national', waterLeaderFirstTime: true, waterSavingLevel: 'provincial' },
      '节水型企业',
      '5万元',
    ],
    [
      {
        ...FIRM,
        energySystemBuilt: true,
        energySystemConnected: true,
        energySystemContractYuan: '500000',
        energySystemPaidYuan: '0',
        platformUseInvestYuan: '500000',
        platformUsePaidYuan: '0',
      },
      '工业互联网平台',
      '5万元',
    ],
  ];
  test.each(cases)('%j is put before a human, both counted until then', (filed, words, less) => {
    const { open, chosen } = resolved(filed, '2026-03-01');
    expect(open).toHaveLength(1);
    expect(open[0]?.words).toContain(words);
    expect(wanText(open[0]?.lessFen ?? 0)).toBe(less);
    expect(chosen).toHaveLength(2);
  });

  test('awards without a printed amount never enter the total', () => {
    const { discretionary, totalFen } = resolved({ ...FIRM, caseByCaseMatter: true }, '2026-03-01');
    expect(discretionary.map(({ awardId }) => awardId)).toEqual(['jiujiang-8']);
    expect(totalFen).toBe(0);
    expect(discretionary[0]?.notes[0]?.words).toBe('一事一议，由市级研究确定，文件未写金额。');
  });

  test('an award with a printed amount carries no such note', () => {
    const { chosen } = resolved(FACTORY, '2026-03-01');
    expect(chosen[0]?.notes.filter(({ kind }) => kind === 'reference')).toEqual([]);
  });
});

test('where city and district come to the same sum, the city’s award is the one chosen', () => {
  const { facts } = parseFacts(FACTORY);
  const level = evaluate(facts, '2026-03-01').map((result) =>
    result.outcome === 'eligible' ? { ...result, amountFen: 25_000_000 } : result,
  );
  for (const results of [level, level.toReversed()]) {
    const { chosen, funding } = resolve(results);
    expect(chosen.map(({ awardId }) => awardId)).toEqual(['jiujiang-3-green-factory']);
    expect(funding[0]?.ways.map(({ words }) => words)).toEqual([
      '市级奖补照发25万元，区级不再兑现',
      '区级全额兑现25万元，不再申领市级奖补',
    ]);
  }
});

test('each award stands in one matter, and each open pair names two different ones', () => {
  const awards = Object.values(MATTERS).flatMap(({ awards: row }) => [...row]);
  expect(new Set(awards).size).toBe(awards.length);
  for (const { matters } of OPEN_PAIRS) expect(matters[0]).not.toBe(matters[1]);
});
