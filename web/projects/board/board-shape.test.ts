import { expect, test } from 'vitest';
import type { ProjectRow, ProjectSums } from '../../../server/projects/schema.ts';
import { columnSums, projectsFinding, projectsHeadline, projectTable, stallsFinding } from './board-shape.ts';
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

test('the sums of a column name only what is known', () => {
  expect(columnSums({ investmentFen: 1_280_000_000, savingTce: '3150.4' })).toEqual([
    '投资1,280万元',
    '年节能3,150吨标准煤',
  ]);
  expect(columnSums({ investmentFen: null, savingTce: null })).toEqual([]);
});

const SUMS: ProjectSums = {
  projects: 6,
  live: 5,
  retrofitting: 1,
  accepted: 2,
  acceptedSavingTce: '2000.25',
  stalled: 1,
  overdue: 0,
};
const NONE: ProjectSums = {
  ...{ projects: 0, live: 0, retrofitting: 0, accepted: 0, acceptedSavingTce: null, stalled: 0, overdue: 0 },
};

test('the finding says what is under way, what is saved and what is late', () => {
  expect(projectsFinding(SUMS)).toBe(
    '改造项目5个，1个改造中，2个已验收，年节能2,000吨标准煤；1个超过提醒时限',
  );
  expect(projectsFinding(NONE)).toBe('没有改造项目');
  expect(projectsFinding({ ...NONE, projects: 1 })).toBe('改造项目1个，均已终止');
  expect(projectsFinding({ ...NONE, projects: 1, live: 1 })).toBe('改造项目1个，尚无验收');
});

test('headline and list share the finding: all projects above, what is late below', () => {
  expect(projectsHeadline(SUMS)).toBe('改造项目5个，1个改造中，2个已验收，年节能2,000吨标准煤');
  expect(projectsHeadline(NONE)).toBe('还没有改造项目');
  expect(stallsFinding(SUMS)).toBe('1个项目超过提醒时限');
  expect(stallsFinding({ ...SUMS, stalled: 2, overdue: 1 })).toBe('2个项目超过提醒时限，其中1个逾期未完工');
  expect(stallsFinding(NONE)).toBe('没有项目超过提醒时限');
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
