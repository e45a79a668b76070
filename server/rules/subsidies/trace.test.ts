import { expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';
import { parseFacts } from './facts.ts';
import type { PolicyId } from './model.ts';
import { wanText } from './money.ts';
import { resolve } from './resolve.ts';
import { trace } from './trace.ts';

function traceOf(filed: Record<string, unknown>, asIf: readonly PolicyId[] = [], all = false): string {
  const { facts } = parseFacts(filed);
  const results = evaluate(facts, '2026-03-01', { asIf });
  const resolved = resolve(results, { received: facts.received ?? [] });
  return trace({ facts, date: '2026-03-01', results, resolved, all });
}

const RETROFIT = {
  applicant: 'enterprise',
  unit: '360404',
  retrofitAccepted: true,
  acceptanceReportFiled: true,
  energyLevelReached: 'benchmark',
  unitEnergyBefore: '0.4',
  unitEnergyAfter: '0.38',
};

test('the trace leads from the facts over tier and clause to the amount', () => {
  const text = traceOf(RETROFIT);
  for (const line of [
    '  改造前单位产品综合能耗：0.4 同一计量单位',
    '  [符合] 措施二 绿色低碳改造项目奖补：50万元（最高）',
    '      → 单位产品综合能耗较改造前提升幅度5%，属“3%—5%（含5%）”：最高50万元 = 50万元　〔九江若干措施 措施二〕',
    '      方式1：市级奖补照发50万元，区级不再兑现',
    '合计：预计可得（待审定）50万元；扣除已得后尚可兑现50万元。',
  ]) {
    expect(text.split('\n')).toContain(line);
  }
  expect(text).not.toContain('应享');
});

test('the trace leaves out what no fact speaks for, and says how much', () => {
  expect(traceOf(RETROFIT)).toContain('（另有69项奖补未涉及所填事实，从略）');
  expect(traceOf(RETROFIT, [], true)).not.toContain('从略');
});

test('an award is addressed by a fact of its own that says yes, not by “no”, “none”, 0 or what only qualifies', () => {
  const addressed = (filed: Record<string, unknown>) =>
    evaluate(parseFacts(filed).facts, '2026-03-01')
      .filter((result) => result.addressed)
      .map(({ awardId }) => awardId);
  expect(addressed({ applicant: 'enterprise', unit: 'JKQ', isIndustrial: true, existingFirm: true })).toEqual(
    [],
  );
  expect(addressed({ greenLoanRetrofit: false, waterSavingLevel: 'none', attractedFirms: 0 })).toEqual([]);
  expect(addressed({ platformUseInvestYuan: '0.00', energySystemPaidYuan: '0' })).toEqual([]);
  expect(addressed({ platformUseInvestYuan: '0.01' })).toEqual(['chaisang-3-use']);
  expect(addressed({ greenLoanRetrofit: true, waterSavingLevel: 'municipal', attractedFirms: 1 })).toEqual([
    'jiujiang-2-green-loan',
    'chaisang-2-water-saving',
    'chaisang-6',
  ]);
});

test('a comparison is marked in the trace', () => {
  const text = traceOf({ ...RETROFIT, greenFactoryLevel: 'national' }, ['nanchang']);
  expect(text).toContain('[符合] 第3条 绿色工厂【仅作对照】：50万元（定额）');
});

test('a reading that decides the result stands beside it', () => {
  expect(traceOf({ ...RETROFIT, unitEnergyAfter: '0.388' })).toContain('（换一种理解，本项结果不同）');
  expect(traceOf(RETROFIT)).not.toContain('（换一种理解，本项结果不同）');
});

test('what is missing, and what fails, is said in words', () => {
  const text = traceOf({ ...RETROFIT, acceptanceReportFiled: null, energyLevelReached: null });
  expect(text).toContain(
    '？ 尚缺：节能验收报告已在节能审查机关和相关主管部门备案；改造后单位产品综合能耗水平',
  );
  expect(traceOf({ ...RETROFIT, energyLevelReached: 'neither' })).toContain(
    '✗ 未满足：单位产品综合能耗水平达到行业标杆或行业先进值',
  );
});

test.each([
  ['alone has no total', { unit: '360404' }, '合计：未写金额，由人工议定。'],
  [
    'stands beside the total of what is printed',
    RETROFIT,
    '合计：预计可得（待审定）50万元；扣除已得后尚可兑现50万元；另有1项未写金额，由人工议定。',
  ],
])('an award without a printed amount %s', (_where, filed, total) => {
  const lines = traceOf({ ...filed, applicant: 'enterprise', caseByCaseMatter: true }).split('\n');
  expect(lines).toContain(total);
});

test('instalments and risks are part of the trace', () => {
  const text = traceOf({
    applicant: 'enterprise',
    unit: '360404',
    futureIndustry: true,
    enteredStatistics: true,
    inMetalCluster: true,
    resourceRecycling: true,
    outputYuan: '100000000',
  });
  for (const line of ['2026年兑现3万元', '2027年兑现3万元', '2028年兑现4万元', '公平竞争审查风险', '免申']) {
    if (line === '免申') expect(text).not.toContain(line);
    else expect(text).toContain(line);
  }
});

test('money shows as 万元, exactly', () => {
  expect([0, 1, 1_400_000, 30_000_000, -5_000_000].map(wanText)).toEqual([
    '0万元',
    '0.000001万元',
    '1.4万元',
    '30万元',
    '−5万元',
  ]);
});
