import { expect, it } from 'vitest';
import type { ProgressRevision, RevisionSide } from '../../server/progress/schema.ts';
import {
  changeWords,
  revisionsFinding,
  revisionsTable,
  type SortKey,
  shapeRevisions,
  sortRevisions,
  whatWords,
} from './revision-shape.ts';

const side = (change: Partial<RevisionSide> = {}): RevisionSide => ({
  revision: 1,
  edition: 'flash',
  provisional: false,
  released: true,
  actualPct: -5.9,
  actualDecimals: 1,
  basis: 'published',
  annualLamp: 'yellow',
  planLamp: 'yellow',
  ...change,
});

const revision = (change: Partial<ProgressRevision> = {}): ProgressRevision => ({
  unitCode: '360429',
  unitName: '湖口县',
  isCity: false,
  period: '2025-12',
  label: '2025年1–12月',
  kinds: ['final'],
  before: side(),
  after: side({ revision: 2, edition: 'final', released: false, actualPct: -6.1, annualLamp: 'green' }),
  fields: [],
  at: '2026-06-17T07:26:30.000Z',
  by: '审核员',
  ...change,
});

const list = (...revisions: ProgressRevision[]) => ({
  from: '2026-06-15',
  to: '2026-11-21',
  ruleSet: 'ndrc-2020-901',
  revisions,
});
const FIRST = revision({
  unitCode: '360426',
  unitName: '德安县',
  period: '2026-10',
  label: '2026年1–10月',
  kinds: ['first'],
  fields: [{ field: 'energyWanTce', before: null, after: '27.47' }],
  before: null,
  after: side({ provisional: true, released: false, actualPct: -2.1, planLamp: 'none' }),
  at: '2026-11-18T01:00:00.000Z',
});
const FALLEN = revision({
  unitCode: '360426',
  unitName: '德安县',
  period: '2026-09',
  label: '2026年1–9月',
  kinds: ['returned'],
  after: null,
  at: null,
});

it.each<[ProgressRevision['fields'][number], string]>([
  [{ field: 'energyWanTce', before: '599.80', after: '598.62' }, '综合能源消费量 599.80→598.62万吨标准煤'],
  [{ field: 'publishedIntensityPct', before: '-5.9', after: '-6.1' }, '单位工业增加值能耗增速 −5.9→−6.1%'],
  [{ field: 'publishedIntensityPct', before: '-5.9', after: null }, '单位工业增加值能耗增速 −5.9→—%'],
  [{ field: 'energyGrowthPct', before: null, after: '1.2' }, '综合能源消费量增速 —→1.2%'],
  [{ field: 'edition', before: 'flash', after: 'final' }, '报表类别 快报→年报'],
  [{ field: 'source', before: 'own', after: 'statistics' }, '数据来源 自行测算→统计反馈'],
])('a changed figure in words: %o', (field, expected) => {
  expect(changeWords(field)).toBe(expected);
});

it.each<[ProgressRevision, string]>([
  [revision(), '年报替换快报（第1稿→第2稿）'],
  [FIRST, '新增数据（待审核）'],
  [FALLEN, '退回'],
  [revision({ kinds: ['revised', 'released'] }), '修订（第1稿→第2稿）、公布'],
  [revision({ kinds: ['approved'], after: side() }), '审核通过'],
])('what happened in words', (one, expected) => {
  expect(whatWords(one)).toBe(expected);
});

it('a line has the figures of both days, and the plan lamp only where it moved', () => {
  const [moved, same] = shapeRevisions(
    list(revision({ after: side({ revision: 2, actualPct: -6.1, planLamp: 'green' }) }), revision()),
  );
  expect(moved?.pct).toEqual({ before: '−5.9', after: '−6.1' });
  expect(moved?.moved).toBeCloseTo(0.2, 10);
  expect(moved?.plan).toEqual({ before: 'yellow', after: 'green' });
  expect(same?.plan).toBeNull();
  expect(same?.annual).toEqual({ before: 'yellow', after: 'green' });
});

it('a figure that rises has its sign, and is saved as a number', () => {
  const lines = shapeRevisions(list(revision({ after: side({ actualPct: 1.3 }) })));
  expect(lines[0]?.pct.after).toBe('+1.3');
  expect(revisionsTable(lines, '2026-06-15', '').rows[0]?.[5]).toBe('1.3');
});

it('a first figure has nothing before it, and no plan lamp where the chain has a hole', () => {
  const [first] = shapeRevisions(list(FIRST));
  expect(first).toMatchObject({
    pct: { before: null, after: '−2.1' },
    plan: null,
    moved: null,
    details: [],
  });
});

it('a unit page lists its own revisions only', () => {
  expect(shapeRevisions(list(revision(), FIRST), '360426').map((line) => line.unitName)).toEqual(['德安县']);
});

it.each<[SortKey, boolean, string[]]>([
  ['period', true, ['2026-10', '2026-09', '2025-12']],
  ['period', false, ['2025-12', '2026-09', '2026-10']],
  ['at', true, ['2026-10', '2025-12', '2026-09']],
  ['at', false, ['2025-12', '2026-10', '2026-09']],
  ['moved', true, ['2025-12', '2026-10', '2026-09']],
  ['moved', false, ['2025-12', '2026-10', '2026-09']],
  ['unit', false, ['2026-10', '2026-09', '2025-12']],
  ['unit', true, ['2025-12', '2026-10', '2026-09']],
])('sorted by %s (descending: %s), lines without a value last', (key, descending, expected) => {
  const lines = shapeRevisions(list(FIRST, FALLEN, revision()));
  expect(sortRevisions(lines, { key, descending }).map((line) => line.period)).toEqual(expected);
});

it('the title counts the revisions and names the lamps that moved', () => {
  const title = (...revisions: ProgressRevision[]) =>
    revisionsFinding(shapeRevisions(list(...revisions)), '2026-06-15');
  expect(title()).toBe('2026年6月15日至今没有修订');
  expect(title(FIRST)).toBe('2026年6月15日至今：新增数据1条；已有等级没有变化');
  expect(title(revision(), FIRST)).toBe(
    '2026年6月15日至今：新增数据1条，年报替换快报1条；湖口县2025年1–12月由二级变为三级',
  );
  const others = ['甲', '乙'].map((unitName) => revision({ unitName }));
  expect(title(revision(), ...others)).toBe(
    '2026年6月15日至今：年报替换快报3条；湖口县2025年1–12月由二级变为三级，甲2025年1–12月由二级变为三级等3处',
  );
});

it('is saved as shown: numbers as numbers, grades in words, and says whether it holds unreleased figures', () => {
  const table = revisionsTable(shapeRevisions(list(revision(), FIRST)), '2026-06-15', '全市');
  expect(table.title).toBe('全市2026年6月15日至今修订清单');
  expect(table.rows).toEqual([
    [
      '湖口县',
      '2025年1–12月',
      '年报替换快报（第1稿→第2稿）',
      null,
      '-5.9',
      '-6.1',
      '二级',
      '三级',
      null,
      '审核员',
      '2026年6月17日 15:26',
    ],
    [
      '德安县',
      '2026年1–10月',
      '新增数据（待审核）',
      null,
      null,
      '-2.1',
      null,
      '二级',
      null,
      '审核员',
      '2026年11月18日 09:00',
    ],
  ]);
  expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
  expect(table.internal).toBe(true);
  const released = revision({ after: side({ revision: 2 }) });
  expect(revisionsTable(shapeRevisions(list(released)), '2026-06-15', '全市').internal).toBe(false);
});
