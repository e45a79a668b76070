import { DEMO_PASSWORD } from '../../seed/demo/accounts.ts';
import { QUOTA_KEYS } from '../../server/analytics/quota-keys.ts';
import { LIST_IDS } from '../../server/providers/schema.ts';
import { RETURN_REASONS } from '../../server/rules/return-reasons.ts';
import { AWARDS } from '../../server/rules/subsidies/catalogue.ts';
import { FACTS, type FactDefinition } from '../../server/rules/subsidies/vocabulary.ts';
import { creditCode, RETROFIT } from '../support/cases.ts';
import type { Known, Row } from './known.ts';
import type { Random } from './random.ts';

const UNITS = [
  '360402',
  '360403',
  'JKQ',
  '360404',
  '360423',
  '360425',
  '360428',
  '360429',
  '360481',
  '360483',
];
const PERIODS = ['2026-10', '2026-10', '2026-10', '2026-09', '2026-08', '2026-02', '2025-12', '2026-11'];
const DAYS = [
  '2026-11-21',
  '2026-11-20',
  '2026-11-02',
  '2026-09-30',
  '2026-03-31',
  '2025-12-31',
  '2026-01-05',
];
const LATER = ['2026-11-28', '2026-12-15', '2026-12-31', '2027-06-30'];
const TEXTS = [
  '核对无误。',
  '企业资金困难，正在协调。',
  '九工信字〔2026〕8号',
  '余热回收改造',
  '张工',
  '化工',
];
const NUMBERS = ['1.5', '-2.9', '4.2', '0.8', '26.10', '820.5', '0.4', '0.38', '5200', '-13.5', '12'];

/** What a value is made for: who asks, and the row the path is about. */
export interface Setting {
  random: Random;
  known: Known;
  /** units of the person asking; none for those who see all */
  ownUnits: readonly string[];
  row: Row;
}

type Maker = (setting: Setting) => unknown;

let made = 0;
const next = () => {
  made += 1;
  return made;
};
const unit: Maker = ({ random, ownUnits }) =>
  ownUnits.length > 0 && random.chance(0.7) ? random.pick(ownUnits) : random.pick(UNITS);
const one =
  (list: readonly unknown[]): Maker =>
  ({ random }) =>
    random.pick(list);
const from =
  (table: string, column: string): Maker =>
  ({ known, ownUnits }) =>
    known.value(table, column, ownUnits);

/** Some facts of a case, each at an edge or in the middle of what it may be. */
function factsOf(random: Random): Record<string, unknown> {
  const facts: Record<string, unknown> = { unit: random.pick(UNITS) };
  for (const [name, definition] of Object.entries<FactDefinition>(FACTS)) {
    if (!random.chance(0.3)) continue;
    const { type, min = '0', max = '1' } = definition;
    if (type === 'boolean') facts[name] = random.chance(0.8);
    else if (type === 'date') facts[name] = random.pick(DAYS);
    else if (type === 'choice') facts[name] = random.pick(Object.keys(definition.values ?? {}));
    else if (type === 'decimal') facts[name] = random.pick([min, max, '0.00000001', '5', '1000']);
    else if (type === 'integer') facts[name] = random.pick([Number(min), Number(max), 1, 12]);
  }
  return facts;
}

/** Values an official would give, by the name of the field; the first pattern that fits. */
const MAKERS: readonly [RegExp, Maker][] = [
  [/^version$/, ({ row }) => row.version ?? 0],
  [/^seen$/, ({ row }) => row.seen ?? row.passwordDays ?? row.silentMonths ?? row.departments ?? 0],
  [/^passwordDays$/, one([0, 90, 180])],
  [/^silentMonths$/, one([1, 2, 3, 6])],
  [/^(currentPassword|password)$/, () => DEMO_PASSWORD],
  [/^newPassword$/, () => `Neue-Kelle-${next()}xZ`],
  [/^username$/, ({ random }) => (random.chance(0.3) ? 'bureau' : `fuzz-${next()}`)],
  [/^(unitCode|unit|code|registeredUnit|statisticsUnit|treasuryUnit|unitCodes|units)$/, unit],
  [/^period$/, one(PERIODS)],
  [/^(from|to)$/, one([...DAYS, ...DAYS, '2026-10'])],
  [/^list$/, one(LIST_IDS)],
  [/^(answerDueOn|remedyDueOn|answerBy|dueOn|until|plannedTo|expectedOn|validTo)$/, one(LATER)],
  [/(On|From|To|asOf|[dD]ate|^on)$/, one(DAYS)],
  [/^creditCode$/, () => creditCode(20_000 + next())],
  [/^awardId$/, ({ random }) => (random.chance(0.4) ? 'jiujiang-2-retrofit' : random.pick(AWARDS).award.id)],
  [/^facts$/, ({ random, row }) => (random.chance(0.5) ? factsOf(random) : (row.facts ?? RETROFIT))],
  [/^(beneficiaryId|firmId)$/, from('beneficiary', 'id')],
  [/^projectId$/, from('project', 'id')],
  [/^certificateId$/, from('certificate', 'id')],
  [/^providerId$/, from('service_provider', 'beneficiaryId')],
  [/^offerId$/, ({ known, row }) => row.offerId ?? known.value('need_offer', 'id', [])],
  [/^feedbackId$/, from('feedback', 'id')],
  [/^userId$/, from('user', 'id')],
  [/^(department|departments)$/, from('task_department', 'department')],
  [/^(indicatorId|indicator)$/, from('indicator', 'id')],
  [/^policyId$|^policy$/, from('fund_budget', 'policyId')],
  [/^ruleSet$/, from('rule_set', 'id')],
  [/^column$/, one(QUOTA_KEYS)],
  [/^reasonIds$/, one(RETURN_REASONS.map(({ id }) => id))],
  [/^(year|listYear|tceYear)$/, one([2025, 2026, 2026, 2027])],
  [/Fen$|^fen$/, one([100, 10_000_000, 50_000_000, 500_000_000])],
  [/^(name|holder|title|displayName)$/, () => `模糊${next()}（演示）有限公司`],
  [/phone/, () => '0792-8585000'],
  [/(Share|Coverage)Pct$/, one(['0', '35.5', '100'])],
  [
    /^(energyWanTce|samePeriodEnergyWanTce|greenRevenueYiYuan|annualTce|tce|expectedSavingTce|acceptedSavingTce)$/,
    one(['24.62', '820.5', '5200']),
  ],
  [/(Pct|Tce|YiYuan|^tce|^value|^target|Limit|Before|After)$/, one(NUMBERS)],
  [/^(confirmSimilar)$/, () => true],
  [/^check$/, one([true, false])],
  [/^line$|^count$|Day$|workingDays/, one([1, 2, 10])],
];

/** @returns undefined where the name of the field says nothing */
export function plausible(name: string, setting: Setting): unknown {
  return MAKERS.find(([pattern]) => pattern.test(name))?.[1](setting);
}

export const plausibleText: Maker = one(TEXTS);
export const plausibleNumber: Maker = one([0, 1, 2, 5, 100]);
