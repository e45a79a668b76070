import { describe, expect, test } from 'vitest';
import { instalmentsOf } from './amount.ts';
import { AWARDS, awardById, isPolicyId, POLICIES } from './catalogue.ts';
import { parseFacts } from './facts.ts';
import { isMatterId } from './vocabulary.ts';

describe('the five documents are complete', () => {
  const clauses: [policy: string, cites: string][] = [
    ['jiujiang', '序言 措施一 措施二 措施三 措施四 措施五 措施六 措施七 措施八 结尾第一段 结尾第二段'],
    [
      'chaisang',
      '序言 一、总体要求 二（一）首段 第1条 第2条 第3条 第4条 二（二）首段 第5条 第6条 第7条 二（三）首段 第8条 第9条 第10条 第11条 第12条 三（一） 三（二） 三（三） 结尾段',
    ],
    [
      'nanchang',
      '序言 第1条 第2条 第3条 第4条 第5条 第6条 第7条 第8条 第9条 第10条 第11条 结尾第一段 结尾第二段',
    ],
    ['changjiang', '序言 第1条 第2条 第3条 第4条 第5条 第6条 第7条 第8条 第9条 第10条 结尾段'],
    [
      'jiangxi',
      '序言 一 二（一） 二（二） 二（三） 二（四） 二（五） 二（六） 二（七） 二（八） 二（九） 二（十） 二（十一） 二（十二） 二（十三） 二（十四） 二（十五） 三',
    ],
  ];
  test.each(clauses)('%s lists every clause in the printed order', (id, cites) => {
    const policy = POLICIES.find((candidate) => candidate.id === id);
    expect(policy?.clauses.map(({ cite }) => cite).join(' ')).toBe(cites);
  });

  test('every clause says what it does and belongs to its document; ids are unique', () => {
    const ids = POLICIES.flatMap((policy) => policy.clauses.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const policy of POLICIES) {
      for (const clause of policy.clauses) {
        expect(clause.policyId).toBe(policy.id);
        expect(clause.paraphrase.length).toBeGreaterThan(10);
      }
    }
  });

  const kinds: [policy: string, kind: string, cites: string][] = [
    ['jiujiang', 'organisational', '序言 措施七 结尾第一段 结尾第二段'],
    ['chaisang', 'inKind', '第8条'],
    ['chaisang', 'target', '二（一）首段'],
    ['nanchang', 'organisational', '序言 第10条 结尾第一段 结尾第二段'],
    ['changjiang', 'inKind', '第9条 第10条'],
    ['jiangxi', 'target', '一 二（二） 二（三） 二（五） 二（六） 二（八） 二（十五）'],
    ['jiangxi', 'monetary', ''],
  ];
  test.each(kinds)('%s: %s clauses are “%3$s”', (id, kind, cites) => {
    const policy = POLICIES.find((candidate) => candidate.id === id);
    const found = policy?.clauses.filter((clause) => clause.kind === kind).map(({ cite }) => cite);
    expect(found?.join(' ')).toBe(cites);
  });

  test('dates, budget and stacking rules are those printed', () => {
    const rows = POLICIES.map(({ id, validFrom, validTo, stage, budget, stacking, issuedOn }) =>
      [id, stage, issuedOn, validFrom, validTo, budget?.rule, stacking.rule]
        .map((part) => part ?? '-')
        .join(' '),
    );
    expect(rows).toEqual([
      'jiujiang issued - 2025-06-30 2027-12-31 selective highestOnly',
      'chaisang issued 2025-12-31 2026-01-30 2028-01-29 capped highestAcrossLevels',
      'nanchang issued 2023-12-26 2023-12-26 2025-12-31 prorated highestByChoice',
      'changjiang draft - - - - notStated',
      'jiangxi issued 2025-08-28 2025-08-28 - - notStated',
    ]);
  });

  test('九江 prints no departments; every numbered clause of the others does', () => {
    for (const policy of POLICIES) {
      for (const { number, section, departments, id } of policy.clauses) {
        const printed = departments.lead.length + departments.responsible.length > 0;
        if (policy.id === 'jiujiang') expect(printed).toBe(false);
        else if (/^\d+$/.test(number) || (policy.id === 'jiangxi' && section !== '')) {
          expect(`${id} ${printed}`).toBe(`${id} true`);
        }
      }
    }
  });

  test('targets carry value, unit and due year as printed', () => {
    const clauses = POLICIES.flatMap((policy) => policy.clauses);
    const targets = clauses.flatMap((clause) =>
      clause.targets.map(({ indicator, value, valueTo, unit, dueYear }) =>
        [clause.cite, indicator, value, valueTo, unit, dueYear].filter((part) => part !== null).join(' '),
      ),
    );
    expect(targets).toEqual([
      '二（一）首段 争创省级零碳园区',
      '第10条 政银企产融对接活动 1 次',
      '一 全省集群营业收入年均增长 10 % 2028',
      '一 全省集群营业收入规模 5 万亿元 2028',
      '一 省级先进集群 20 个 2028',
      '一 国家级集群建设新突破 2028',
      '二（二） 跟踪推进集群重点项目 100 个',
      '二（二） 企业规模化技改试点集群（累计） 40 个',
      '二（三） 高新技术企业 9000 家 2028',
      '二（三） 专精特新中小企业 7000 家 2028',
      '二（五） 营业收入过千亿元集群 10 个 2028',
      '二（五） 营业收入500亿元集群 30 个 2028',
      '二（五） 每个设区市过千亿元集群 1 2 个',
      '二（六） 每个设区市创建省级先进制造业集群 1 2 个',
      '二（八） 集群规上企业数字化改造全覆盖',
      '二（十五） “六个一”机制覆盖省级以上集群 100 % 2026',
    ]);
  });
});

test('柴桑 pays above-scale entry in 3:3:4 of 10万元', () => {
  const amount = awardById('chaisang-9')?.award.amount;
  expect(amount).toEqual({ type: 'instalments', totalFen: 10_000_000, parts: [3, 3, 4], per: 'enterprise' });
});

test('what a division into instalments leaves over goes to the last year', () => {
  expect(instalmentsOf(100, [1, 1, 1], 2026)).toEqual([
    { year: 2026, fen: 33 },
    { year: 2027, fen: 33 },
    { year: 2028, fen: 34 },
  ]);
});

test('one-off and first-time are as printed', () => {
  const idsWhere = (flag: 'oneOff' | 'firstTime') =>
    AWARDS.filter(({ award, policy }) => award[flag] && ['jiujiang', 'chaisang'].includes(policy.id)).map(
      ({ award }) => award.id,
    );
  expect(idsWhere('firstTime')).toEqual(['jiujiang-3-energy-leader', 'jiujiang-3-water-leader']);
  expect(idsWhere('oneOff')).toEqual([
    'jiujiang-6-rating',
    'jiujiang-6-catalogue',
    'jiujiang-6-other-catalogue',
    'chaisang-2-green-factory',
    'chaisang-2-green-supply-chain',
    'chaisang-2-green-design-product',
    'chaisang-2-water-saving',
    'chaisang-3-platform',
    'chaisang-7',
    'chaisang-7-other',
    'chaisang-11-concept',
    'chaisang-11-pilot-base',
    'chaisang-12',
  ]);
});

test('柴桑 clause 5 carries the fair-competition risk', () => {
  const risks = awardById('chaisang-5')?.award.remarks.filter(({ kind }) => kind === 'risk');
  expect(risks?.[0]?.words).toContain('公平竞争审查');
});

test('each document applies where it says, and nowhere else', () => {
  const reach = POLICIES.map(({ id, units }) => [id, [...units].sort().join(' ')]);
  expect(reach).toEqual([
    [
      'jiujiang',
      '360402 360403 360404 360423 360424 360425 360426 360428 360429 360430 360481 360482 360483 JKQ',
    ],
    ['chaisang', '360404'],
    ['nanchang', '360100'],
    ['changjiang', '360202'],
    ['jiangxi', ''],
  ]);
});

test('what is not in the catalogue is not found', () => {
  expect(awardById('jiujiang-9')).toBeNull();
  expect(isPolicyId('beijing')).toBe(false);
  expect(isMatterId('toString')).toBe(false);
  expect(parseFacts({ unit: '360400' }).errors).toHaveLength(1);
});
