import type { ReadDb } from '../../db/open.ts';
import type { Scope } from '../reports/scope.ts';
import { expectsReport } from '../rules/collection.ts';
import { periodsOfYear, shortPeriodLabel } from '../rules/periods.ts';
import type { ReportingReply } from './schema.ts';
import { cellOf, readStandings, sharesOf } from './standing.ts';

/**
 * Completeness and timeliness of a year as a matrix of units and periods: five queries. The bureau and leaders see all
 * units, a county its own; 全市 stands in no total, its report is the bureau's own.
 */
export function reportingMatrix(db: ReadDb, scope: Scope, today: string, year: number): ReportingReply {
  const periods = periodsOfYear(year);
  const standings = readStandings(db, scope, today, periods);
  const { book, plan } = standings;
  const units = standings.units.map(({ code, name, isCity }) => {
    const cells = periods.map((period) => cellOf(standings, code, period));
    return { unitCode: code, unitName: name, isCity, ...sharesOf(cells), cells };
  });
  const counted = units.filter(({ isCity }) => !isCity);
  return {
    year,
    periods: periods.map((period, index) => {
      const { state, dueOn, basis } = book.general(period);
      return {
        period,
        label: shortPeriodLabel(period),
        state,
        dueOn,
        dueBasis: basis,
        expectsReport: expectsReport(plan, period),
        ...sharesOf(counted.flatMap(({ cells }) => cells[index] ?? [])),
      };
    }),
    units,
    total: sharesOf(counted.flatMap(({ cells }) => cells)),
  };
}
