import { expect, it } from 'vitest';
import { REPORTING_UNITS } from '../../seed/units.ts';
import { LABEL_PLACES } from '../map/label-places.ts';
import { showsInternal } from './internal.ts';
import { rankingRange, rankUnits } from './ranking-shape.ts';
import { ownReporting, shapeReporting } from './reporting-shape.ts';
import { cityRow, missingRow, reportRow, unitRow } from './test-data.ts';
import { countLamps, LEGEND_PLACE, TILE_PLACES } from './tiles-shape.ts';
import { shapeYearBar } from './year-bar.ts';

const reply = {
  period: '2026-10',
  label: '2026年1–10月',
  ruleSet: 'ndrc-2020-901',
  asOf: null,
  referenceOnly: false,
  dueOn: '2026-11-20',
  headline: { text: '', parts: [] },
};

it('every reporting unit has its own tile and its label on the map', () => {
  const codes = REPORTING_UNITS.map((unit) => unit.code).sort();
  expect(Object.keys(TILE_PLACES).sort()).toEqual(codes);
  expect(Object.keys(LABEL_PLACES).sort()).toEqual(codes);
  const places = [...Object.values(TILE_PLACES), LEGEND_PLACE].map((place) => `${place.column}/${place.row}`);
  // with the legend they fill five columns and three rows
  expect(new Set(places).size).toBe(codes.length + 1);
  expect(places.length).toBe(5 * 3);
});

it('the legend counts the lamps, the missing too, and leaves out what nobody has', () => {
  const units = [unitRow(), unitRow({ annualLamp: 'red' }), unitRow(), missingRow('甲', 'notReported')];
  expect(countLamps(units)).toEqual([
    { lamp: 'green', count: 2 },
    { lamp: 'red', count: 1 },
    { lamp: 'none', count: 1 },
  ]);
});

it('the page is internal as soon as one shown figure is unreleased, and not for figures that are hidden', () => {
  const released = { releasedAt: '2026-11-25T00:00:00Z' };
  const city = cityRow(released);
  expect(showsInternal({ ...reply, city, units: [unitRow(released)] })).toBe(false);
  expect(showsInternal({ ...reply, city, units: [missingRow('永修县', 'unreleased')] })).toBe(false);
  expect(showsInternal({ ...reply, city, units: [unitRow()] })).toBe(true);
});

it('the ranking goes from furthest ahead to furthest behind, units without a figure last in their order', () => {
  const units = [
    missingRow('甲', 'notReported'),
    unitRow({ name: '乙', gapPct: 0.9 }),
    missingRow('丙', 'submitted'),
    unitRow({ name: '丁', gapPct: -1.2 }),
  ];
  expect(rankUnits(units).map((unit) => unit.name)).toEqual(['丁', '乙', '甲', '丙']);
});

it('the axis of the ranking always holds zero and both ends', () => {
  expect(rankingRange([unitRow({ actualPct: -6.2 }), unitRow({ actualPct: 1.3 })])).toEqual({
    min: -8,
    max: 2,
  });
  expect(rankingRange([])).toEqual({ min: -2, max: 2 });
});

it.each([
  ['fall and target', -3.6, -4, { endPct: -5, fill: 0.72, tick: 0.8 }],
  ['a rise fills nothing', 0.5, -4, { endPct: -5, fill: 0, tick: 0.8 }],
  ['no figure fills nothing', null, -4, { endPct: -5, fill: 0, tick: 0.8 }],
  ['no target has no tick', -3.6, null, { endPct: -5, fill: 0.72, tick: null }],
])('the bar of this year: %s', (_name, actual, target, expected) => {
  expect(shapeYearBar(actual, target)).toEqual(expected);
});

const list = { ...reply, expected: true, periodState: 'open' as const, released: false, releasable: 1 };
const late = reportRow({
  unitCode: '360425',
  unitName: '永修县',
  status: null,
  latestRevision: 0,
  approvedRevision: null,
  submittedAt: null,
  overdueDays: 1,
});
const returned = reportRow({
  unitCode: '360423',
  unitName: '武宁县',
  status: 'returned',
  returnReason: '请说明10月能耗上升原因',
});
const waiting = reportRow({ unitCode: '360428', unitName: '都昌县', status: 'submitted' });
const corrected = reportRow({ unitCode: '360482', unitName: '共青城市', status: 'draft' });
const signing = { ...corrected, status: 'signing', signing: true } as const;
const city = reportRow({ unitCode: '360400', unitName: '全市', isCity: true });

it('the reporting card lists who must act, the latest first, and counts the 14 without the city', () => {
  const shape = shapeReporting({ ...list, reports: [city, reportRow(), waiting, returned, late] });
  expect(shape.title).toBe('报送：已报3/4，永修县逾期1天');
  expect(shape.lines.map((line) => [line.name, line.words])).toEqual([
    ['永修县', '未报送，逾期1天'],
    ['武宁县', '已退回：请说明10月能耗上升原因'],
    ['都昌县', '待审核（提交于11月13日）'],
  ]);
  expect(shape.approved).toEqual([{ name: '濂溪区', submittedOn: '11月13日' }]);
});

it.each([
  ['reopened', corrected, '更正中，第1稿继续有效', 1, 1],
  ['its correction waits for the second person', signing, '更正稿待签核，第1稿继续有效', 1, 1],
  [
    'handed in for the first time and taken back',
    { ...late, status: 'draft', latestRevision: 1 } as const,
    '未报送，逾期1天',
    0,
    0,
  ],
])('a report that was %s says what counts', (_name, report, words, reported, correcting) => {
  const shape = shapeReporting({ ...list, reports: [report] });
  expect(shape.lines.map((line) => line.words)).toEqual([words]);
  expect(shape).toMatchObject({ reported, correcting, approved: [] });
});

it.each([
  ['several late', [late, { ...late, unitName: '德安县' }], '报送：已报0/2，2个单位逾期'],
  ['nobody late, one waiting', [reportRow(), waiting], '报送：已报2/2，1个待审核'],
  ['one corrected', [reportRow(), corrected], '报送：已报2/2，1个更正中'],
  ['all done', [reportRow()], '报送：已报1/1，全部审核'],
  ['not due yet', [reportRow(), { ...late, overdueDays: 0 }], '报送：已报1/2'],
])('title of the reporting card: %s', (_name, reports, expected) => {
  expect(shapeReporting({ ...list, reports }).title).toBe(expected);
});

it('an officer sees the own report only', () => {
  const reports = [late, reportRow()];
  expect(ownReporting({ ...list, reports }, '360402').title).toBe('本县报送：已审核通过');
  expect(ownReporting({ ...list, reports }, '360425').title).toBe('本县报送：未报送，逾期1天');
});
