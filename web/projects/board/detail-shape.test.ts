import { expect, test } from 'vitest';
import type { ProjectAward } from '../../../server/projects/schema.ts';
import {
  awardAmount,
  awardsFinding,
  factsOf,
  fileStages,
  railNote,
  railOf,
  splitAwards,
  unclaimedAward,
} from './detail-shape.ts';
import { award, detail } from './testing.ts';

const STAGES = [
  { stage: 'willing' as const, on: '2026-01-05', days: 40, person: '张三', files: 0 },
  { stage: 'diagnosed' as const, on: null, days: null, person: null, files: 0 },
  { stage: 'scheme' as const, on: '2026-02-14', days: 12, person: null, files: 1 },
];

test('the rail shows what was passed, what was skipped, where it stands and what is ahead', () => {
  const rail = railOf(detail({ stage: 'scheme', stages: STAGES }));
  expect(rail.map(({ state }) => state)).toEqual([
    'done',
    'skipped',
    'now',
    'ahead',
    'ahead',
    'ahead',
    'ahead',
  ]);
  expect(rail.slice(0, 4).map(railNote)).toEqual(['历时40天', '未经过', '已12天', '']);
});

test('a project given up stands still where it was', () => {
  const rail = railOf(detail({ stage: 'scheme', stages: STAGES, stoppedOn: '2026-03-01' }));
  expect(rail[2]?.state).toBe('stopped');
});

const factOf = (part: Parameters<typeof detail>[0], label: string) =>
  factsOf(detail(part)).find((fact) => fact.label.startsWith(label));

test('the saving is that of the acceptance where there is one, else the expected one, and says which', () => {
  expect(factOf({ expectedSavingTce: '900' }, '年节能量')).toMatchObject({
    value: '900吨标准煤',
    note: '预计，以验收为准',
  });
  expect(factOf({ expectedSavingTce: '900', acceptedSavingTce: '1250.5' }, '年节能量')).toMatchObject({
    value: '1,250.5吨标准煤',
    note: '验收；方案预计900吨标准煤',
  });
});

test('what is not known is a dash, never nought', () => {
  expect(factsOf(detail({})).map(({ value }) => value)).not.toContain('0');
  expect(factOf({}, '总投资')?.value).toBe('—');
  expect(factOf({}, '单位产品综合能耗')?.value).toBe('—');
});

test('unit energy names its product, both values and the improvement', () => {
  const part = {
    product: '水泥',
    energyUnit: '千克标准煤/吨',
    unitEnergyBefore: '104.5',
    unitEnergyAfter: '92.1',
    improvementPct: '11.86',
  };
  expect(factOf(part, '单位产品综合能耗')).toEqual({
    label: '单位产品综合能耗（水泥）',
    value: '104.5 → 92.1 千克标准煤/吨',
    note: '较改造前下降11.86%',
  });
});

test.each<[string, Partial<ProjectAward>, string | null]>([
  ['a ceiling', { kind: 'ceiling' }, '最高100万元'],
  ['a fixed amount', { kind: 'fixed', amountFen: 100_000 }, '0.1万元'],
  ['nothing while facts are missing', { outcome: 'missingFacts' }, null],
  ['nothing where it does not apply', { outcome: 'notEligible' }, null],
  ['nothing where the amount is open', { outcome: 'discretionary', amountFen: null }, null],
])('an award says %s', (_what, part, words) => {
  expect(awardAmount(award(part))).toBe(words);
});

test('awards that may come of it stand first, the surest and highest at the top', () => {
  const awards = [
    award({ awardId: 'a', outcome: 'notEligible' }),
    award({ awardId: 'b', outcome: 'missingFacts' }),
    award({ awardId: 'c', amountFen: 1 }),
    award({ awardId: 'd', amountFen: 2 }),
    award({ awardId: 'e', outcome: 'notInForce' }),
    // once there is a case, the case alone tells of the award
    award({ awardId: 'f', outcome: 'notEligible' }),
    award({ awardId: 'g' }),
    award({ awardId: 'h', amountFen: 3 }),
  ];
  const one = { id: 1, awardTitle: '', clause: '', beneficiaryName: '甲公司', mayRead: true };
  const told = { ...one, expectedFen: null, approvedFen: null, paidFen: 0 };
  const { open, closed } = splitAwards({
    awards,
    cases: [
      { ...told, awardId: 'f', stage: 'draft' },
      { ...told, awardId: 'g', stage: 'paid' },
      { ...told, awardId: 'h', stage: 'cancelled' },
    ],
  });
  expect(open.map(({ awardId }) => awardId)).toEqual(['h', 'd', 'c', 'b']);
  expect(closed.map(({ awardId }) => awardId)).toEqual(['a', 'e']);
});

test('an accepted project claims its highest sure award first, and only the firm’s own one without a case', () => {
  const next = (awards: ProjectAward[], part: Parameters<typeof detail>[0] = {}) =>
    unclaimedAward(detail({ stage: 'accepted', awards, ...part }))?.awardId ?? null;
  const low = award({ awardId: 'low', amountFen: 1 });
  expect(next([low, award({ awardId: 'high' })])).toBe('high');
  expect(next([low], { stage: 'retrofitting' })).toBeNull();
  expect(next([low], { stage: 'awarded' })).toBeNull();
  expect(next([low], { stoppedOn: '2026-11-01' })).toBeNull();
  const others: Partial<ProjectAward>[] = [
    { claimed: true },
    { beneficiaryId: 9 },
    { highest: false },
    { outcome: 'discretionary' },
    { outcome: 'missingFacts' },
  ];
  expect(others.map((part) => next([award(part)]))).toEqual(others.map(() => null));
});

test('the finding adds up what counts for the firm after 就高不重复 and never promises', () => {
  const provider = award({ beneficiaryId: 9, amountFen: 1_000_000 });
  expect(awardsFinding([award({}), award({ highest: false, amountFen: 900_000_000 })], 1)).toBe(
    '奖补：企业可申请1项，预计可得（待审定）最高100万元',
  );
  expect(awardsFinding([award({ kind: 'fixed', amountFen: 50_000_000 }), provider], 1)).toBe(
    '奖补：企业可申请1项，预计可得（待审定）50万元；服务商1项',
  );
  expect(awardsFinding([award({ outcome: 'missingFacts' }), provider], 1)).toBe(
    '奖补：企业的条件尚未齐备；服务商1项',
  );
  expect(awardsFinding([award({ claimed: true }), provider], 1)).toBe('奖补：企业已开立1项；服务商1项');
  expect(awardsFinding([], 1)).toBe('奖补：企业目前没有可申请的事项');
});

const file = (stage: 'diagnosed' | 'accepted') => ({
  id: 1,
  stage,
  name: '报告.pdf',
  mediaType: 'application/pdf',
  sizeBytes: 1,
  uploadedBy: '张三',
  uploadedAt: '2026-11-01T00:00:00Z',
});

test('files stand with their stage; works under way already take the acceptance report', () => {
  const shown = (stage: 'scheme' | 'retrofitting', mayEdit: boolean) =>
    fileStages({ stage, mayEdit, files: [file('diagnosed')] }, []);
  expect(shown('scheme', true)).toEqual({ shown: ['diagnosed', 'scheme'], others: ['willing'] });
  expect(shown('retrofitting', true).shown).toEqual(['diagnosed', 'retrofitting', 'accepted']);
  expect(shown('retrofitting', false).shown).toEqual(['diagnosed']);
  expect(fileStages({ stage: 'scheme', mayEdit: true, files: [] }, ['willing']).shown).toEqual([
    'willing',
    'scheme',
  ]);
});

test.each([
  ['2026-08-01', '2027-06-30', '2026年8月1日至2027年6月30日'],
  [null, '2027-06-30', '2027年6月30日前完工'],
  ['2026-08-01', null, '2026年8月1日开工'],
  [null, null, '—'],
])('works planned from %s to %s are written “%s”', (plannedFrom, plannedTo, words) => {
  expect(factOf({ plannedFrom, plannedTo }, '计划工期')?.value).toBe(words);
});
