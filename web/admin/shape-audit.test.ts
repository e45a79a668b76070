import { describe, expect, test } from 'vitest';
import {
  actionWord,
  changedFields,
  changeSummary,
  faultWords,
  objectNameIn,
  objectWords,
} from './shape-audit.ts';

test('an action is told in words, and an unknown one by its code rather than hidden', () => {
  expect(actionWord('report.approve')).toBe('审核通过');
  expect(actionWord('something.new')).toBe('something.new');
});

test.each([
  ['report', '360402/2026-10', '报表 濂溪区 2026年1–10月'],
  ['certificate_base', 'JKQ/greenParkNational', '基数 经开区 国家级绿色园区'],
  ['period', '2026-10', '统计期 2026年1–10月'],
  ['user', '12', '账号 12'],
  ['setting', 'password_days', '设置 密码有效期'],
  ['fund_budget', 'jiujiang/2026', '资金预算 九江资金 2026'],
  ['subsidy_case', '7', '奖补事项 7'],
  ['indicator', 'carbonIntensity', '指标 规上工业碳排放强度'],
  ['indicator', 'chaisang-zero-carbon-park', '指标 争创省级零碳园区'],
])('%s %s is called %s', (entity, entityId, words) => {
  expect(objectWords({ entity, entityId, objectName: null })).toBe(words);
});

test('an object with a name is called by it', () => {
  const row = { entity: 'user', entityId: '12', objectName: '王芳（wang.fang）' };
  expect(objectWords(row)).toBe('账号 王芳（wang.fang）');
});

test('the object that alone is shown is called by its name once a row of it is read', () => {
  const rows = [
    { entity: 'session', entityId: '12', objectName: null },
    { entity: 'user', entityId: '12', objectName: '王芳（wang.fang）' },
  ];
  expect(objectNameIn(rows, { entity: 'user', entityId: '12' })).toBe('王芳（wang.fang）');
  expect(objectNameIn(rows, { entity: 'user', entityId: '1' })).toBeNull();
});

describe('what a change touched', () => {
  test.each([
    ['username', 'admin', '用户名', 'admin'],
    ['role', 'admin', '角色', '系统管理员'],
    ['displayName', 'demo', '姓名', 'demo'],
    ['reason', 'final', '意见', 'final'],
    ['edition', 'final', '报表类别', '年报'],
  ])('%s %s: only codes are translated, not what people wrote', (field, value, label, after) => {
    expect(changedFields(null, { [field]: value })).toEqual([{ label, before: null, after }]);
  });
  test('only fields that differ, with true minus signs and words for codes', () => {
    const before = { publishedIntensityPct: '-3.6', source: 'own', note: '' };
    const after = { publishedIntensityPct: '-3.5', source: 'statistics', note: '' };
    expect(changedFields(before, after)).toEqual([
      { label: '反馈强度%', before: '−3.6', after: '−3.5' },
      { label: '来源', before: '自行测算', after: '统计反馈' },
    ]);
  });
  test('a new thing has no before, a cleared field no after', () => {
    expect(changedFields(null, { disabled: false })).toEqual([{ label: '停用', before: null, after: '否' }]);
    expect(changedFields({ note: '检修' }, { note: '' })).toEqual([
      { label: '说明', before: '检修', after: null },
    ]);
  });
  test('items of a list are told by their unit, else by their number', () => {
    expect(
      changedFields(
        [{ unitCode: 'JKQ', releasedRevision: null }],
        [{ unitCode: 'JKQ', releasedRevision: 2 }],
      ),
    ).toEqual([{ label: '经开区 · 已公布稿次', before: null, after: '2' }]);
  });
  test('the units of an account are told by name, with what may be done there', () => {
    const before = { units: [{ code: '360425', maySignOff: true }] };
    const after = {
      units: [
        { code: '360402', maySignOff: false },
        { code: '360425', maySignOff: false },
      ],
    };
    expect(changedFields(before, after)).toEqual([
      { label: '所管单位 · 濂溪区', before: null, after: '填报' },
      { label: '所管单位 · 永修县', before: '填报、签核', after: '填报' },
    ]);
    expect(changedFields(before, { units: [] })).toEqual([
      { label: '所管单位 · 永修县', before: '填报、签核', after: null },
    ]);
  });
  test('a point in time is told in Shanghai time', () => {
    expect(changedFields(null, { signedInAt: '2026-11-21T02:00:00.000Z' })).toEqual([
      { label: '登录时间', before: null, after: '2026年11月21日 10:00' },
    ]);
  });
  test('items without a unit are numbered', () => {
    expect(changedFields(null, [{ count: 3 }])).toEqual([
      { label: '第1项 · 数量', before: null, after: '3' },
    ]);
  });
  test('a case is told by its stages, its award and its money in 万元', () => {
    const before = { stage: 'handled', approvedFen: null };
    const after = {
      stage: 'approved',
      approvedFen: 30_000_000,
      awardId: 'jiujiang-4',
      funding: [{ payer: 'city', fen: 12_500_000 }],
      facts: {
        outputYuan: '120000000',
        received: [{ from: 'city', matter: 'greenFactory', amountYuan: '9' }],
      },
    };
    const [stage, approved, award, ...rest] = changedFields(before, after);
    expect([stage, approved]).toEqual([
      { label: '阶段', before: '已经办', after: '已审定' },
      { label: '审定金额', before: null, after: '30万元' },
    ]);
    expect(award?.after).toMatch(/^九江 \p{Script=Han}/u);
    expect(rest.map(({ label, after: now }) => [label, now])).toEqual([
      ['各级承担 · 第1项 · 级别', '市级'],
      ['各级承担 · 第1项 · 承担金额', '12.5万元'],
      ['申报情况 · 实际产值（年度）', '12,000 万元'],
      ['申报情况 · 此前就同一事项已得的奖补', '市级 绿色工厂 9 元'],
    ]);
  });
  test('nothing is nothing', () => {
    expect(changedFields(null, undefined)).toEqual([]);
  });
});

test('the summary names three fields and counts the rest', () => {
  const fields = changedFields(null, { a: '1', b: '2', c: '3', d: '4' });
  expect(changeSummary(fields)).toBe('a：1；b：2；c：3；等4项');
  expect(changeSummary([{ label: '说明', before: '检修', after: null }])).toBe('说明：检修 → （清空）');
});

test.each([
  ['content', 7, 6, '第7条的内容与其摘要不符，曾被改动。'],
  ['link', 7, 6, '第7条与前一条不相连。'],
  ['gap', 13, 11, '第13条之前缺少第12条。'],
  ['gap', 16, 11, '第16条之前缺少第12–15条。'],
  ['tail', 41, 40, '第41条起的记录已不在，末尾被截去。'],
] as const)('a chain broken by %s at %i is told in words', (fault, firstBadId, rows, words) => {
  const heads = { same: 0, disagreeing: [], givenUp: 0, restoredOn: null };
  expect(
    faultWords({ ok: false, state: 'broken', fault, firstBadId, rows, firstBad: null, headHash: '', heads }),
  ).toBe(words);
});

test('weights are told by the name of their unit', () => {
  const before = { basis: 'valueAdded', measure: 'yiYuan', weights: { '360402': '120.5', JKQ: '300' } };
  const after = { ...before, basis: 'revenue', weights: { '360402': '118.2', JKQ: '300' } };
  expect(changedFields(before, after)).toEqual([
    {
      label: '占比依据',
      before: '上年同期规上工业增加值',
      after: '上年同期规上工业营业收入（代替增加值，估算）',
    },
    { label: '上年同期数 · 濂溪区', before: '120.5', after: '118.2' },
  ]);
});
