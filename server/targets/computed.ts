import { and, count, gt, isNotNull, isNull, lte, or } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { certificate, certificateBase, serviceProvider } from '../../db/schema.ts';
import type { QuotaKey } from '../analytics/quota-keys.ts';
import { newestDeclaredYear, summedFirms } from '../projects/summary/firms.ts';
import { EVERY_SUM } from '../projects/summary/scope.ts';
import { quotaCounts } from '../quotas/pace.ts';
import { coverageOf } from '../rules/coverage.ts';
import type { ComputedActual } from './schema.ts';

/** Indicators that are a stock (总量) of the roster, and those that are what the lists since 2024 added (新增). */
const STOCKS: Readonly<Record<string, QuotaKey>> = {
  greenParkNationalTotal: 'greenParkNational',
  efficiencyLeaders: 'efficiencyLeader',
};
const GAINS: Readonly<Record<string, QuotaKey>> = {
  greenParkNationalGain: 'greenParkNational',
  greenParkProvincialGain: 'greenParkProvincial',
  greenFactoryNationalGain: 'greenFactoryNational',
  greenFactoryProvincialGain: 'greenFactoryProvincial',
};

function retrofitCoverage(db: ReadDb, asOf: string): ComputedActual | null {
  const { listed, covered, pct } = coverageOf(summedFirms(db, EVERY_SUM));
  const year = newestDeclaredYear(db);
  if (pct === null || year === null) return null;
  const source = `项目库与企业申报（最新${year}年）：已申报年耗千吨标准煤以上企业${listed}家，已完工验收${covered}家`;
  return { value: pct, asOf, source };
}

/** Providers selected by the date and not gone from the list; null while none was ever selected. */
function serviceProviders(db: ReadDb, asOf: string): ComputedActual | null {
  const selected = lte(serviceProvider.selectedOn, asOf);
  const stays = or(isNull(serviceProvider.endedOn), gt(serviceProvider.endedOn, asOf));
  const found = db.select({ all: count() }).from(serviceProvider).where(and(selected, stays)).get();
  const ever = db.select({ all: count() }).from(serviceProvider).where(selected).get();
  if ((ever?.all ?? 0) === 0) return null;
  return { value: String(found?.all ?? 0), asOf, source: '服务商清单：已公开遴选、未退出' };
}

/** Columns of which anything is entered by the date, a base or a title: of the others a gain is missing, not 0. */
function enteredColumns(db: ReadDb, asOf: string): ReadonlySet<string> {
  const titles = db
    .selectDistinct({ column: certificate.column })
    .from(certificate)
    .where(lte(certificate.publishedOn, asOf))
    .all();
  const bases = db
    .selectDistinct({ column: certificateBase.column })
    .from(certificateBase)
    .where(isNotNull(certificateBase.count))
    .all();
  return new Set([...titles, ...bases].map(({ column }) => column));
}

function fromRoster(db: ReadDb, asOf: string): [string, ComputedActual][] {
  const { totals } = quotaCounts(db, asOf, null);
  const stocks = Object.entries(STOCKS).flatMap(([id, column]): [string, ComputedActual][] => {
    const { stock } = totals[column];
    return stock === null
      ? []
      : [[id, { value: String(stock), asOf, source: '标杆名单：累计（基数＋净增）' }]];
  });
  const entered = enteredColumns(db, asOf);
  const gains = Object.entries(GAINS)
    .filter(([, column]) => entered.has(column))
    .map(([id, column]): [string, ComputedActual] => [
      id,
      { value: String(totals[column].added), asOf, source: '标杆名单：2024年以后名单新增，退出的不扣减' },
    ]);
  return [...stocks, ...gains];
}

/**
 * Indicators that the platform counts itself (平台测算), by id: retrofit coverage from the ledger, providers from their
 * list, titles from the roster. One that cannot be counted (nothing declared or entered, base missing)
 * is not in the map.
 * @param asOf business date, 'YYYY-MM-DD'
 */
export function computedActuals(db: ReadDb, asOf: string): ReadonlyMap<string, ComputedActual> {
  const single: [string, ComputedActual | null][] = [
    ['retrofitCoverage', retrofitCoverage(db, asOf)],
    ['serviceProviders', serviceProviders(db, asOf)],
  ];
  const known = single.flatMap(([id, actual]): [string, ComputedActual][] => (actual ? [[id, actual]] : []));
  return new Map([...known, ...fromRoster(db, asOf)]);
}
