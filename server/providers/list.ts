import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { beneficiary, providerCharge, serviceProvider, unit } from '../../db/schema.ts';
import { scopeHas } from '../rules/permissions.ts';
import {
  PROVIDERS_LEAST,
  PROVIDERS_MOST,
  platformAward,
  platformBar,
  selectionBar,
  selectionSentence,
} from '../rules/provider-bars.ts';
import { isCityCode } from '../rules/units.ts';
import { diagnosisWork, landedByYear } from './awards.ts';
import type { Provider, ProviderListReply } from './schema.ts';
import { firmsIn, type ListScope, providersIn } from './scope.ts';

type Db = Pick<ReadDb, 'select'>;
type Charge = Provider['charges'][number];

/** The plan's first year: schemes are counted from then on. */
const FIRST_YEAR = 2025;

/** Who asks for providers, on which day, with schemes of which year. */
export interface ProviderView {
  scope: ListScope;
  today: string;
  year: number;
}

/** Whether a provider stands on the list (在册) on a day. */
export function stateOf(
  { selectedOn, endedOn }: Pick<Provider, 'selectedOn' | 'endedOn'>,
  today: string,
): Provider['state'] {
  if (selectedOn === null || selectedOn > today) return 'candidate';
  return endedOn !== null && endedOn <= today ? 'ended' : 'listed';
}

function chargesByProvider(db: Db): Map<number, Charge[]> {
  const byProvider = new Map<number, Charge[]>();
  const rows = db
    .select({ charge: providerCharge, unitName: unit.name })
    .from(providerCharge)
    .leftJoin(unit, eq(unit.code, providerCharge.unitCode))
    .orderBy(asc(sql`coalesce(${unit.sortOrder}, 999)`), asc(providerCharge.id))
    .all();
  for (const { charge, unitName } of rows) {
    const charges = byProvider.get(charge.providerId) ?? [];
    charges.push({ unitCode: charge.unitCode, unitName, industry: charge.industry });
    byProvider.set(charge.providerId, charges);
  }
  return byProvider;
}

const RANK = { listed: 0, candidate: 1, ended: 2 } as const;

/** Providers this viewer may see, those on the list first. */
export function providersOf(db: Db, { scope, today, year }: ProviderView): Provider[] {
  const charges = chargesByProvider(db);
  const work = diagnosisWork(db, scope, today);
  const landed = landedByYear(db);
  const rows = db
    .select({ row: serviceProvider, who: beneficiary, unitName: unit.name })
    .from(serviceProvider)
    .innerJoin(beneficiary, eq(beneficiary.id, serviceProvider.beneficiaryId))
    .innerJoin(unit, eq(unit.code, beneficiary.registeredUnit))
    .where(providersIn(scope))
    .orderBy(asc(unit.sortOrder), asc(beneficiary.id))
    .all();
  const providers = rows.map(({ row, who, unitName }): Provider => {
    const { beneficiaryId: id, ...kept } = row;
    const done = work.get(id) ?? { diagnosed: 0, lines: [] };
    const plans = landed.get(id)?.[String(year)] ?? 0;
    const facts = { ...kept, kind: who.kind, unitCode: who.treasuryUnit, plans };
    const state = stateOf(row, today);
    return {
      id,
      name: who.name,
      creditCode: who.creditCode,
      unitCode: who.registeredUnit,
      unitName,
      ...kept,
      state,
      // who left the list is in charge of nothing; what it was in charge of stays on record
      charges: state === 'listed' ? (charges.get(id) ?? []) : [],
      diagnosed: done.diagnosed,
      landed: landed.get(id) ?? {},
      qualified: selectionBar(row.seniorEngineers),
      platformBar: platformBar(facts, today),
      measure1: {
        lines: done.lines,
        totalFen: done.lines.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0),
      },
      measure5: { ...platformAward(facts, today), year, plans },
    };
  });
  return providers.sort((a, b) => RANK[a.state] - RANK[b.state]);
}

const nameOf = ({ id, name }: Provider) => ({ id, name });

/** Working firms this viewer may see, by unit and by industry. */
function firmNumbers(db: Db, scope: ListScope) {
  const units = new Map<string, number>();
  const industries = new Map<string, number>();
  const rows = db
    .select({ unitCode: beneficiary.statisticsUnit, industry: beneficiary.industry })
    .from(beneficiary)
    .where(firmsIn(scope, eq(beneficiary.kind, 'enterprise'), isNull(beneficiary.closedOn)))
    .all();
  for (const { unitCode, industry } of rows) {
    units.set(unitCode, (units.get(unitCode) ?? 0) + 1);
    if (industry !== null) industries.set(industry, (industries.get(industry) ?? 0) + 1);
  }
  return { units, industries };
}

/** Who is in charge (包挂) of each unit and industry in scope; providers no longer listed are in charge of nothing. */
function coverageOf(db: Db, scope: ListScope, providers: readonly Provider[]): ProviderListReply['coverage'] {
  const listed = providers.filter(({ state }) => state === 'listed');
  const firms = firmNumbers(db, scope);
  const inCharge = (matches: (charge: Charge) => boolean) =>
    listed.filter(({ charges }) => charges.some(matches)).map(nameOf);
  const units = db
    .select()
    .from(unit)
    .orderBy(asc(unit.sortOrder))
    .all()
    .filter(({ code }) => !isCityCode(code) && scopeHas(scope.units, code))
    .map(({ code, name }) => ({
      code,
      label: name,
      firms: firms.units.get(code) ?? 0,
      providers: inCharge(({ unitCode }) => unitCode === code),
    }));
  const names = new Set(firms.industries.keys());
  for (const { charges } of listed) for (const { industry } of charges) if (industry) names.add(industry);
  const industries = [...names]
    .map((label) => ({
      label,
      firms: firms.industries.get(label) ?? 0,
      providers: inCharge(({ industry }) => industry === label),
    }))
    .sort((a, b) => b.firms - a.firms || a.label.localeCompare(b.label, 'zh-CN'));
  return { units, industries, sentence: coverageSentence(units, industries) };
}

type Charged = ProviderListReply['coverage']['industries'][number];

function coverageSentence(units: readonly Charged[], industries: readonly Charged[]): string {
  const empty = (all: readonly Charged[]) => all.filter(({ providers }) => providers.length === 0);
  const [openUnits, openIndustries] = [empty(units), empty(industries)];
  const own = units.length === 1 ? units[0]?.label : undefined;
  if (openUnits.length === 0) return `${own ?? '各县（市、区）都'}有服务商包挂`;
  const names = openUnits.map(({ label }) => label).join('、');
  const more = openIndustries.length === 0 ? '' : `；${openIndustries.length}个行业无人按行业包挂`;
  return `${openUnits.length}个县（市、区）无服务商包挂：${names}${more}`;
}

/** Years schemes can be counted in, newest first. */
export function schemeYears(today: string): number[] {
  const now = Number(today.slice(0, 4));
  const count = Math.max(1, now - FIRST_YEAR + 1);
  return Array.from({ length: count }, (_, index) => now - index);
}

/** 服务商 with their qualification, what they are in charge of, and what 措施一 and 五 come to. */
export function providerList(db: Db, view: ProviderView): ProviderListReply {
  const providers = providersOf(db, view);
  const selected = providers.filter(({ state }) => state === 'listed').length;
  const ended = providers.filter(({ state }) => state === 'ended').length;
  return {
    today: view.today,
    year: view.year,
    years: schemeYears(view.today),
    providers,
    count: {
      selected,
      ended,
      least: PROVIDERS_LEAST,
      most: PROVIDERS_MOST,
      sentence: selectionSentence(selected),
    },
    coverage: coverageOf(db, view.scope, providers),
  };
}

/** The version a change must name, or null where there is no such provider. */
export const providerRow = (db: Db, id: number) =>
  db
    .select({ row: serviceProvider, who: beneficiary })
    .from(serviceProvider)
    .innerJoin(beneficiary, eq(beneficiary.id, serviceProvider.beneficiaryId))
    .where(and(eq(serviceProvider.beneficiaryId, id)))
    .get() ?? null;
