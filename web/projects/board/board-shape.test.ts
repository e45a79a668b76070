import { expect, test } from 'vitest';
import type { ProjectRow } from '../../../server/projects/schema.ts';
import {
  columnSums,
  filterProjects,
  kindsOf,
  projectsFinding,
  projectsHeadline,
  projectTable,
  type SortKey,
  sortProjects,
  stageColumns,
  stallsFinding,
  sumDecimals,
  unitTiles,
} from './board-shape.ts';
import { row } from './testing.ts';

const STALLED = { days: 9, limit: 90, words: '超过90天的提醒时限9天' };

const PROJECTS: ProjectRow[] = [
  row({ id: 1, firmId: 7, stage: 'willing', days: 20, expectedSavingTce: '100.5', kinds: ['waterSaving'] }),
  row({ id: 2, stage: 'willing', days: 99, stalled: STALLED, investmentFen: 120_000_000 }),
  row({ id: 3, stage: 'retrofitting', unitCode: '360424', unitName: '修水县', providerName: '绿能服务' }),
  row({
    id: 4,
    stage: 'accepted',
    acceptedSavingTce: '1200.25',
    expectedSavingTce: '9000',
    firmName: '乙Ａ公司',
  }),
  row({ id: 5, stage: 'awarded', acceptedSavingTce: '800', name: '窑炉改造' }),
  row({ id: 6, stage: 'scheme', stoppedOn: '2026-09-01', investmentFen: 50_000_000 }),
];
const ids = (projects: readonly ProjectRow[]) => projects.map(({ id }) => id);

test.each([
  ['nothing', {}, [1, 2, 3, 4, 5, 6]],
  ['a unit', { unit: '360424' }, [3]],
  ['a firm', { firm: '7' }, [1]],
  ['a kind, among several', { kind: 'waterSaving' }, [1]],
  ['a stage, without those given up in it', { stage: 'scheme' }, []],
  ['those given up', { stage: 'stopped' }, [6]],
  ['part of a project’s name', { q: '窑炉' }, [5]],
  ['part of a firm’s name, in any width and case', { q: ' 乙a ' }, [4]],
  ['part of a provider’s name', { q: '绿能' }, [3]],
  ['two at once', { stage: 'willing', kind: 'energySaving' }, [2]],
])('filtered by %s', (_what, search, expected) => {
  expect(ids(filterProjects(PROJECTS, search))).toEqual(
    expected.length === 0 ? [] : expect.arrayContaining(expected),
  );
  expect(filterProjects(PROJECTS, search)).toHaveLength(expected.length);
});

test.each([
  [[], null],
  [[null, null], null],
  [['0'], '0'],
  [['0.1', '0.2'], '0.3'],
  [['1200.25', null, '800'], '2000.25'],
  [['0.50', '0.5'], '1'],
  [['99999999999999.9', '0.1'], '100000000000000'],
])('the sum of %j is %s, exact, and nothing where nothing is given', (texts, sum) => {
  expect(sumDecimals(texts)).toBe(sum);
});

test('the board has seven columns, those longest in a stage first, and what is given up apart', () => {
  const columns = stageColumns(PROJECTS);
  expect(columns.map(({ label }) => label)).toEqual([
    '意愿',
    '诊断',
    '方案',
    '改造中',
    '完工验收',
    '奖补',
    '后评价',
  ]);
  const [willing, diagnosed, scheme, , accepted] = columns;
  expect(ids(willing?.projects ?? [])).toEqual([2, 1]);
  expect(willing).toMatchObject({ investmentFen: 120_000_000, savingTce: '100.5', stalled: 1 });
  expect(diagnosed).toMatchObject({ projects: [], investmentFen: null, savingTce: null });
  expect(scheme).toMatchObject({ projects: [], investmentFen: null, stopped: [{ id: 6 }] });
  // what was accepted counts, not what had been expected
  expect(accepted?.savingTce).toBe('1200.25');
});

test('the sums of a column name only what is known', () => {
  expect(columnSums({ investmentFen: 1_280_000_000, savingTce: '3150.4' })).toEqual([
    '投资1,280万元',
    '年节能3,150吨标准煤',
  ]);
  expect(columnSums({ investmentFen: null, savingTce: null })).toEqual([]);
});

test('a tile counts what is not given up; savings are those accepted, and missing without any', () => {
  const units = [
    { code: '360425', name: '永修县' },
    { code: '360424', name: '修水县' },
    { code: '360402', name: '濂溪区' },
  ];
  const [yongxiu, xiushui, lianxi] = unitTiles(PROJECTS, units);
  expect(yongxiu).toMatchObject({ total: 4, before: 2, retrofitting: 0, accepted: 2, savingTce: '2000.25' });
  expect(yongxiu?.stalled).toBe(1);
  expect(xiushui).toMatchObject({ total: 1, before: 0, retrofitting: 1, accepted: 0, savingTce: null });
  expect(lianxi).toMatchObject({ total: 0, savingTce: null });
});

test.each<[SortKey, boolean, number[]]>([
  ['days', true, [2, 5, 1]],
  ['days', false, [1, 5, 2]],
  ['investment', true, [2, 1, 5]],
  ['investment', false, [2, 1, 5]],
  ['saving', true, [5, 1, 2]],
  ['stage', false, [1, 2, 5]],
])('sorted by %s (descending: %s) a missing value stands last', (key, descending, expected) => {
  const some = PROJECTS.filter(({ id }) => [1, 2, 5].includes(id));
  expect(ids(sortProjects(some, { key, descending }, []))).toEqual(expected);
});

test('sorted by unit the order of Attachment 2 counts, not the code', () => {
  const some = [row({ id: 1, unitCode: '360402' }), row({ id: 2, unitCode: 'JKQ' })];
  expect(ids(sortProjects(some, { key: 'unit', descending: false }, ['JKQ', '360402']))).toEqual([2, 1]);
});

test('the finding says what is under way, what is saved and what is late', () => {
  expect(projectsFinding(PROJECTS)).toBe(
    '改造项目5个，1个改造中，2个已验收，年节能2,000吨标准煤；1个超过提醒时限',
  );
  expect(projectsFinding([])).toBe('没有改造项目');
  expect(projectsFinding([row({ stoppedOn: '2026-01-01' })])).toBe('改造项目1个，均已终止');
  expect(projectsFinding([row({})])).toBe('改造项目1个，尚无验收');
});

test('headline and list share the finding: all projects above, what is late below', () => {
  expect(projectsHeadline(PROJECTS)).toBe('改造项目5个，1个改造中，2个已验收，年节能2,000吨标准煤');
  expect(projectsHeadline([])).toBe('还没有改造项目');
  expect(stallsFinding(PROJECTS)).toBe('1个项目超过提醒时限');
  expect(stallsFinding([...PROJECTS, row({ id: 9, stalled: STALLED, overdue: true })])).toBe(
    '2个项目超过提醒时限，其中1个逾期未完工',
  );
  expect(stallsFinding([])).toBe('没有项目超过提醒时限');
});

test('a file of the list has a value under every heading and money in 万元', () => {
  const table = projectTable(PROJECTS);
  expect(table.rows.every((cells) => cells.length === table.columns.length)).toBe(true);
  const at = (label: string) => table.columns.findIndex((column) => column.label === label);
  expect(table.rows[1]?.[at('总投资（万元）')]).toBe(120);
  expect(table.rows[1]?.[at('提醒')]).toBe('超过90天的提醒时限9天');
  expect(table.rows[5]?.[at('阶段')]).toBe('方案，已终止');
  expect(table.rows[0]?.[at('验收年节能（吨标准煤）')]).toBe(null);
});

test('the kinds to filter by are those some project has', () => {
  expect(kindsOf(PROJECTS)).toEqual(['energySaving', 'waterSaving']);
});
