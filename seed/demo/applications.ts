import {
  attraction,
  type Claim,
  caseByCase,
  catalogue,
  diagnosis,
  districtGreenFactory,
  energyContract,
  energySystem,
  futureEvent,
  futureFirm,
  greenLoan,
  output,
  pilot,
  platformUse,
  rating,
  retrofit,
  servicePlatform,
  techCentre,
  waterSaving,
} from './application-facts.ts';
import { demoBeneficiaries, demoFirmsOf } from './beneficiaries.ts';
import { approved, type CaseGoal, cancelled, on, paying, returned, settled } from './case-goals.ts';
import { demoFirms } from './firms.ts';
import { demoDiagnosedFirm } from './project-plans.ts';
import { demoCertificates } from './roster.ts';

/** An application (申报) of the demo. */
export interface DemoApplication extends Claim {
  beneficiary: string;
  appliedOn: string;
  goal: CaseGoal;
}

/** Who applies: the unit of an invented firm (the next one on its roster), or somebody by name. */
type Row = readonly [who: string, claim: Claim, appliedOn: string, goal: CaseGoal];

const service = (words: string): string =>
  demoBeneficiaries().find(({ kind, name }) => kind !== 'park' && name.includes(words))?.name ?? words;

/** Declared energy of the diagnosed firm whose project the claim belongs to (project-plans.ts). */
function diagnosedTce(unitCode: string): string {
  const name = demoDiagnosedFirm(unitCode);
  return demoFirms().find((firm) => firm.name === name)?.declarations[0]?.tce ?? '';
}

const REDUCED = '按专项审计核定的投资额调减';
/** One provider, several diagnosed firms: each is a matter of its own. */
const DIAGNOSED = settled('1');
const LOAN = '按实际支付的“绿色贷”利息核定';

/** 九江, settled in 2025. */
const CITY_2025: readonly Row[] = [
  ['360481', retrofit('2025-08-20', '110', '102.3'), '2025-09-08', settled('70')],
  ['360429', retrofit('2025-07-15', '420', '402.4'), '2025-09-02', settled('50')],
  [service('节能诊断服务'), diagnosis('2025-08-12', '12600'), '2025-09-10', DIAGNOSED],
  [service('节能诊断服务'), diagnosis('2025-08-26', '5000'), '2025-09-10', DIAGNOSED],
];

/** 九江, events of 2026, paid. */
const CITY_PAID: readonly Row[] = [
  ['JKQ', retrofit('2026-01-16', '120', '109.68', 'benchmark'), '2026-02-26', settled('100')],
  ['360429', retrofit('2026-01-23', '585', '531.18', 'benchmark'), '2026-03-03', settled('100')],
  ['360430', retrofit('2026-02-06', '96', '88.032'), '2026-03-16', settled('100')],
  ['360481', retrofit('2026-01-30', '102', '95.37'), '2026-03-04', settled('70')],
  ['360481', retrofit('2026-03-13', '75', '69.6'), '2026-04-13', settled('70')],
  ['360425', retrofit('2026-03-20', '1000', '949.9'), '2026-04-20', settled('70')],
  [
    '360402',
    retrofit('2026-02-12', '250', '239'),
    '2026-03-10',
    settled('50', { returnedOnce: '节能验收报告未加盖备案章，请补正。' }),
  ],
  ['360426', retrofit('2026-04-10', '0.4', '0.38'), '2026-05-11', settled('50')],
  ['360482', retrofit('2026-04-24', '500', '482'), '2026-05-25', settled('50')],
  ['360404', retrofit('2026-05-15', '200', '184'), '2026-06-08', settled('70')],
  [
    '360429',
    retrofit('2026-05-22', '400', '358', 'benchmark'),
    '2026-06-15',
    settled('86', { amountReason: REDUCED }),
  ],
  ['JKQ', greenLoan('2026-04-17'), '2026-05-18', settled('80', { amountReason: LOAN })],
  ['360430', greenLoan('2026-06-12'), '2026-07-06', settled('60', { amountReason: LOAN })],
  ['360481', pilot('2026-05-08', 'national'), '2026-06-03', settled('50')],
  [service('公共服务平台'), servicePlatform('2026-06-26'), '2026-07-20', settled('50')],
  ['360482', energySystem('2026-06-18', '800000'), '2026-07-13', settled('24')],
  ['JKQ', energySystem('2026-07-10', '1500000'), '2026-08-03', settled('30')],
  ['JKQ', rating('2026-07-24', 'first'), '2026-08-17', settled('50')],
  ['360429', rating('2026-07-24', 'second'), '2026-08-18', settled('20')],
  ['360425', catalogue('2026-07-31', 2), '2026-08-24', settled('40')],
  [service('绿色低碳咨询'), diagnosis('2026-03-27', '8200'), '2026-04-27', DIAGNOSED],
  [service('绿色低碳咨询'), diagnosis('2026-04-15', '6400'), '2026-05-13', DIAGNOSED],
  [service('能源服务'), diagnosis('2026-05-20', diagnosedTce('360481')), '2026-06-17', DIAGNOSED],
  [service('能源服务'), diagnosis('2026-06-10', '5120.5'), '2026-07-08', DIAGNOSED],
  [service('节能技术服务'), diagnosis('2026-06-24', diagnosedTce('360429')), '2026-07-22', DIAGNOSED],
  [service('节能技术服务'), diagnosis('2026-07-15', '9900'), '2026-08-12', DIAGNOSED],
  ['360430', retrofit('2026-07-17', '300', '270', 'benchmark'), '2026-08-10', paying('100', '30')],
];

/** 九江, events of 2026, approved and not paid yet. */
const CITY_APPROVED: readonly Row[] = [
  ['JKQ', retrofit('2026-08-14', '880', '800', 'benchmark'), '2026-09-07', approved('100')],
  ['360425', retrofit('2026-08-21', '64', '58', 'benchmark'), '2026-09-09', approved('100')],
  ['360402', retrofit('2026-08-07', '150', '140'), '2026-09-03', approved('70')],
  ['360423', retrofit('2026-08-28', '90', '86.4'), '2026-09-14', approved('50')],
  ['360429', energySystem('2026-08-25', '1200000'), '2026-09-10', approved('30')],
  ['360424', pilot('2026-08-18', 'provincial'), '2026-09-08', approved('20')],
  ['360481', rating('2026-07-24', 'third'), '2026-09-02', approved('10')],
  ['360430', greenLoan('2026-08-19'), '2026-09-11', approved('50', LOAN)],
];

/** 九江, events of 2026, not approved yet; the last ones returned, cancelled or without an amount. */
const CITY_OPEN: readonly Row[] = [
  ['360429', retrofit('2026-09-11', '260', '236', 'benchmark'), '2026-10-09', on('publicNotice')],
  ['360426', retrofit('2026-09-16', '48', '45'), '2026-10-28', on('endorsed')],
  ['360430', retrofit('2026-09-25', '330', '308'), '2026-10-30', on('handled')],
  ['360424', retrofit('2026-10-14', '72', '69'), '2026-11-09', on('countyChecked')],
  ['360483', retrofit('2026-10-23', '15', '14.4'), '2026-11-17', on('applied')],
  ['360425', catalogue('2026-09-30', 1), '2026-11-03', on('creditChecked')],
  ['360481', rating('2026-07-24', 'second'), '2026-11-18', on('applied')],
  [
    '360482',
    energySystem('2026-09-22', '500000'),
    '2026-10-20',
    returned('countyChecked', '合同价中含硬件基建费用，请拆分后重新填报。'),
  ],
  ...['7300', '5600', '11800', '6050', '22400'].map(
    (tce, index): Row => [
      service('节能诊断服务'),
      diagnosis(`2026-09-${String(21 + index).padStart(2, '0')}`, tce),
      '2026-11-12',
      on('countyChecked'),
    ],
  ),
  ...['8800', '5010', '17600', '9400', '13250'].map(
    (tce, index): Row => [
      service('绿色低碳咨询'),
      diagnosis(`2026-10-${String(12 + index).padStart(2, '0')}`, tce),
      '2026-11-18',
      on('applied'),
    ],
  ),
  [service('产业研究院'), caseByCase(), '2026-11-16', on('applied')],
  [service('节能技术服务'), energyContract('2026-10-16'), '2026-11-02', on('creditChecked')],
  [
    '360402',
    retrofit('2026-06-05', '150', '140'),
    '2026-07-01',
    cancelled('creditChecked', '与企业另一申报项目为同一项目，重复申报。'),
  ],
  ['360428', retrofit('2026-07-08', '66', '63'), '2026-08-05', cancelled('applied', '企业主动撤回申报。')],
];

/** Holder of the nth provincial green factory title of 2026 in 柴桑. */
function districtFactory(nth: number): string {
  const titles = demoCertificates().filter(
    (entry) =>
      entry.unitCode === '360404' && entry.listYear === 2026 && entry.column === 'greenFactoryProvincial',
  );
  return titles[nth]?.holder ?? '';
}

/** 柴桑: one firm had the city's award before it applied, one has not; output support waits for a budget. */
function districtRows(): readonly Row[] {
  return [
    [districtFactory(0), districtGreenFactory('2026-09-18', '100000'), '2026-11-03', on('endorsed')],
    [districtFactory(1), districtGreenFactory('2026-09-18', null), '2026-10-29', on('handled')],
    ['360404', platformUse('2026-04-22', '40000'), '2026-05-19', settled('3.2')],
    ['360404', platformUse('2026-08-13', '100000'), '2026-09-15', approved('5')],
    ['360404', output('120000000'), '2026-05-12', paying('168', '84')],
    ['360404', output('100000000'), '2026-10-09', on('publicNotice')],
    ['360404', techCentre('2026-06-29'), '2026-07-27', settled('20')],
    ['360404', futureFirm('2026-05-29'), '2026-06-22', paying('10', '3')],
    ['360404', waterSaving('2026-07-20'), '2026-08-19', settled('3')],
    ['360404', attraction('2026-09-28', 3), '2026-11-10', on('countyChecked')],
    ['360404', futureEvent('2026-10-25'), '2026-11-17', on('applied')],
  ];
}

/** All applications of the demo; firms are taken from the roster of their unit, one after another. */
export function demoApplications(): readonly DemoApplication[] {
  const taken = new Map<string, number>();
  const applicantOf = (who: string): string => {
    const firms = demoFirmsOf(who);
    const turn = taken.get(who) ?? 0;
    taken.set(who, turn + 1);
    return firms.length === 0 ? who : (firms[turn % firms.length] ?? who);
  };
  const rows = [...CITY_2025, ...CITY_PAID, ...CITY_APPROVED, ...CITY_OPEN, ...districtRows()];
  return rows.map(([who, claim, appliedOn, goal]) => ({
    beneficiary: applicantOf(who),
    ...claim,
    appliedOn,
    goal,
  }));
}
