import { EMPTY_FIGURES } from '../../../server/rules/figures.ts';
import { GOOD } from '../../support/reports.ts';
import { ofAll, ofCounty, RECORDED, type Row, readers } from '../row.ts';
import type { Place, World } from '../world.ts';

const DRAFT = '2026-10';
const APPROVED = '2026-09';
const SUBMITTED = '2026-08';
const SIGNING = '2026-07';

function version({ app }: World, unit: string, period: string): number {
  const row = app.db.sqlite.prepare('SELECT version FROM report WHERE unit_code = ? AND period = ?');
  return Number(row.pluck().get(unit, period) ?? 0);
}

const at =
  (period: string, step: string, more: object = {}) =>
  (place: Place, world: World) =>
    [
      `/reports/${place.unit}/${period}/${step}`,
      { version: version(world, place.unit, period), ...more },
    ] as [string, unknown];

const ROWS_OF_FEEDBACK = (unitCode: string) => [
  {
    unitCode,
    ...Object.fromEntries(
      Object.keys(EMPTY_FIGURES)
        .filter((field) => /(WanTce|Pct|YiYuan)$/.test(field))
        .map((field) => [field, field === 'energyWanTce' ? '9.99' : null]),
    ),
  },
];

/** Reports and periods: a county its own, the bureau all, leaders what is approved. */
export const REPORTING_ROWS: Readonly<Record<string, Row>> = {
  'GET /reports': ofAll(() => ['/reports?period=2026-10'], { county: 200, bureau: 200, leader: 200 }),
  'GET /reports/{unit}/{period}': ofCounty(({ unit }) => [`/reports/${unit}/${DRAFT}`], {
    county: [200, 403, 403],
    bureau: [200, 200, 200],
    leader: [200, 200, 200],
  }),
  'GET /reports/{unit}/{period}/history': ofCounty(({ unit }) => [`/reports/${unit}/${APPROVED}/history`], {
    county: [200, 403, 403],
    bureau: [200, 200, 200],
    leader: [200, 200, 200],
  }),
  'GET /reports/{unit}/{period}/changes': ofCounty(({ unit }) => [`/reports/${unit}/${APPROVED}/changes`], {
    county: [200, 403, 403],
    bureau: [200, 200, 200],
    leader: [200, 200, 200],
  }),
  'GET /reports/{unit}/{period}/impact': ofCounty(({ unit }) => [`/reports/${unit}/${SUBMITTED}/impact`], {
    bureau: [200, 200, 200],
  }),
  'GET /reports/{unit}/{period}/messages': ofCounty(({ unit }) => [`/reports/${unit}/${APPROVED}/messages`], {
    county: [200, 403, 403],
    bureau: [200, 200, 200],
  }),
  'POST /reports/{unit}/{period}/messages': ofCounty(
    ({ unit }) => [`/reports/${unit}/${APPROVED}/messages`, { text: '请核对。' }],
    { county: [200, 403, 403], bureau: [200, 200, 200] },
  ),
  'PUT /reports/{unit}/{period}/draft': ofCounty(at(DRAFT, 'draft', { figures: GOOD }), {
    county: [200, 403, 403],
    bureau: [403, 403, 409],
  }),
  'POST /reports/{unit}/{period}/submit': ofCounty(at(DRAFT, 'submit', { figures: GOOD }), {
    county: [200, 403, 403],
    bureau: [403, 403, 409],
  }),
  'POST /reports/{unit}/{period}/confirm': ofCounty(
    at(DRAFT, 'confirm', { feedbackId: 2, note: '核对无误。' }),
    {
      county: [200, 403, 403],
      bureau: [403, 403, 409],
    },
  ),
  'POST /reports/{unit}/{period}/sign-off': ofCounty(at(SIGNING, 'sign-off'), {
    county: [200, 403, 403],
    bureau: [403, 403, 409],
  }),
  'POST /reports/{unit}/{period}/sign-off/decline': ofCounty(
    at(SIGNING, 'sign-off/decline', { reason: '请核对。' }),
    { county: [200, 403, 403], bureau: [403, 403, 409] },
  ),
  'POST /reports/{unit}/{period}/withdraw': ofCounty(at(SUBMITTED, 'withdraw'), {
    county: [200, 403, 403],
    bureau: [403, 403, 409],
  }),
  'POST /reports/{unit}/{period}/reopen': ofCounty(at(APPROVED, 'reopen', { reason: '数据更正。' }), {
    county: [200, 403, 403],
    bureau: [200, 200, 200],
  }),
  'POST /reports/{unit}/{period}/approve': ofCounty(at(SUBMITTED, 'approve'), { bureau: [200, 200, 409] }),
  'POST /reports/{unit}/{period}/return': ofCounty(
    at(SUBMITTED, 'return', { reason: '请核对。', reasonIds: [] }),
    { bureau: [200, 200, 409] },
  ),
  'POST /periods/{period}/decisions': ofCounty(
    ({ unit }, world) => [
      `/periods/${SUBMITTED}/decisions`,
      {
        outcome: 'approved',
        reason: null,
        items: [{ unitCode: unit, version: version(world, unit, SUBMITTED) }],
      },
    ],
    { bureau: [200, 200, 409] },
  ),
  'GET /reports/template': ofCounty(
    ({ unit }) => [`/reports/template?period=2026-10&unit=${unit}`],
    {
      county: [200, 403, 403],
      bureau: [200, 200, 200],
    },
    RECORDED,
  ),
  'POST /reports/import': ofCounty(
    ({ unit }, world) => [
      '/reports/import',
      {
        period: DRAFT,
        check: false,
        rows: [{ unitCode: unit, version: version(world, unit, DRAFT), figures: { energyWanTce: '24.62' } }],
      },
    ],
    { county: [200, 403, 403], bureau: [403, 403, 409] },
  ),
  'GET /periods': ofAll(() => ['/periods'], readers(200)),
  'PUT /periods/{period}': ofAll(
    () => ['/periods/2026-11', { version: 0, opensOn: null, dueOn: '2026-12-14' }],
    { bureau: 200 },
  ),
  'POST /periods/{period}/close': ofAll(() => ['/periods/2026-09/close', { version: 0 }], { bureau: 200 }),
  'POST /periods/{period}/reopen': ofAll(() => ['/periods/2026-09/reopen', { version: 0, reason: '更正' }], {
    bureau: 409,
  }),
  'POST /periods/{period}/release': ofAll(() => ['/periods/2026-10/release', {}], { bureau: 200 }),
  'GET /periods/{period}/extensions': ofAll(() => ['/periods/2026-10/extensions'], {
    county: 200,
    bureau: 200,
    leader: 200,
  }),
  'POST /periods/{period}/extensions': ofCounty(
    ({ unit }) => [
      '/periods/2026-10/extensions',
      { units: [unit], until: '2026-12-01', reason: '同意延期。' },
    ],
    { bureau: [200, 200, 200] },
  ),
  'GET /reporting': ofAll(() => ['/reporting?year=2026'], { county: 200, bureau: 200, leader: 200 }),
  'GET /collection': ofAll(() => ['/collection'], { county: 200, bureau: 200, leader: 200 }),
  'PUT /collection': ofCounty(
    ({ unit }) => ['/collection', { units: [{ unitCode: unit, signOffRequired: false, version: 1 }] }],
    { bureau: [200, 200, 422] },
  ),
  'GET /feedback': ofAll(() => ['/feedback?period=2026-10'], { bureau: 200 }),
  'POST /feedback': ofCounty(
    ({ unit }) => [
      '/feedback',
      {
        period: DRAFT,
        document: '市统计局更正函（测试）',
        documentDate: '2026-11-20',
        edition: 'flash',
        energyScope: 'unstated',
        feedstockDeducted: 'unstated',
        renewablesDeducted: 'unstated',
        rows: ROWS_OF_FEEDBACK(unit),
        check: false,
      },
    ],
    { bureau: [200, 200, 200] },
  ),
};
