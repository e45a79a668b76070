import { creditCode } from '../../support/cases.ts';
import { ofAll, ofCounty, PDF, type Row } from '../row.ts';

const BENEFICIARY = {
  kind: 'enterprise',
  name: '矩阵试验企业',
  creditCode: creditCode(88_010),
  industry: '化工',
  annualTce: null,
  tceYear: null,
  tceSource: null,
};
const units = (unit: string) => ({ registeredUnit: unit, statisticsUnit: unit, treasuryUnit: unit });

/** Beneficiaries, cases and funds: a county what its treasury pays, leaders what is decided. */
export const MONEY_ROWS: Readonly<Record<string, Row>> = {
  'GET /beneficiaries': ofAll(() => ['/beneficiaries'], { county: 200, bureau: 200 }),
  'POST /beneficiaries': ofCounty(
    ({ unit }) => ['/beneficiaries', { version: 0, ...BENEFICIARY, ...units(unit) }],
    { county: [200, 403, 403], bureau: [200, 200, 422] },
  ),
  'PUT /beneficiaries/{id}': ofCounty(
    ({ firm, unit }, { version }) => [
      `/beneficiaries/${firm}`,
      { version: version('beneficiary', firm), ...BENEFICIARY, ...units(unit) },
    ],
    { county: [200, 404, 404], bureau: [200, 200, 404] },
  ),
  'GET /cases': ofCounty(({ unit }) => [`/cases?unit=${unit}`], {
    county: [200, 200, 200],
    bureau: [200, 200, 200],
    leader: [200, 200, 200],
  }),
  'POST /cases': ofCounty(
    ({ firm }) => [
      '/cases',
      {
        beneficiaryId: firm,
        awardId: 'jiujiang-2-retrofit',
        facts: {
          completionDate: '2026-09-30',
          retrofitAccepted: true,
          acceptanceReportFiled: true,
          energyLevelReached: 'advanced',
          unitEnergyBefore: '0.4',
          unitEnergyAfter: '0.38',
        },
      },
    ],
    { county: [200, 422, 422], bureau: [403, 403, 422] },
  ),
  'GET /cases/{id}': ofCounty((place) => [`/cases/${place.case}`], {
    county: [200, 404, 404],
    bureau: [200, 200, 404],
    leader: [404, 404, 404],
  }),
  'POST /cases/{id}/steps': ofCounty(
    (place, { version }) => [
      `/cases/${place.case}/steps`,
      { version: version('subsidy_case', place.case), step: 'cancel', note: '企业撤回。' },
    ],
    { county: [200, 404, 404], bureau: [200, 200, 404] },
  ),
  'PUT /cases/{id}/files': ofCounty(
    (place) => ({ path: `/cases/${place.case}/files?name=a.pdf`, file: PDF }),
    {
      county: [200, 404, 404],
      bureau: [200, 200, 404],
    },
  ),
  'GET /cases/{id}/files/{fileId}': ofCounty(({ caseFile: [id, file] }) => [`/cases/${id}/files/${file}`], {
    county: [200, 404, 404],
    bureau: [200, 200, 404],
    leader: [404, 404, 404],
  }),
  'GET /funds/spending': ofAll(() => ['/funds/spending?year=2026'], {
    county: 200,
    bureau: 200,
    leader: 200,
  }),
  'GET /funds/spending.csv': ofAll(() => ['/funds/spending.csv?year=2026'], {
    county: 200,
    bureau: 200,
    leader: 200,
  }),
  'GET /funds/forecast': ofAll(() => ['/funds/forecast'], { county: 200, bureau: 200, leader: 200 }),
  'PUT /funds/{policyId}/{year}': ofAll(() => ['/funds/jiujiang/2027', { version: 0, amountFen: 100 }], {
    bureau: 200,
  }),
};
