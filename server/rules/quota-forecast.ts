import { QUOTA_COLUMNS, type QuotaColumn } from './quota-columns.ts';
import { allocate } from './subsidies/allocate.ts';
import { policyById } from './subsidies/catalogue.ts';
import { evaluate } from './subsidies/evaluate.ts';
import { parseFacts } from './subsidies/facts.ts';
import { matterOf } from './subsidies/matters.ts';
import type { PolicyId } from './subsidies/model.ts';
import { titleAward } from './title-awards.ts';

/** What is still missing to one quota of one unit. */
export interface QuotaGap {
  unitCode: string;
  column: QuotaColumn;
  /** titles still to come, 1 or more */
  titles: number;
  /** of them, how many can be raised from a provincial title that the city paid for or will pay for */
  upgrades: number;
}

/** One clause's part of the cost. */
export interface ForecastRow {
  policyId: PolicyId;
  clause: string;
  title: string;
  titles: number;
  /** full award for one title, 分 */
  unitFen: number;
  /** upgrades by the difference */
  lowFen: number;
  /** upgrades in full */
  highFen: number;
  /** column it comes from: its lists decide the years */
  column: QuotaColumn;
}

/** The last day 九江若干措施 is in force; the title's day must not be later. */
const LAST_DAY = '2027-12-31';

interface Grant {
  policyId: PolicyId;
  clause: string;
  fen: number;
}

/** What each government pays for one title in one unit: the city its own award, the district what tops it up. */
function grantsFor(column: QuotaColumn, unitCode: string): Grant[] {
  const award = titleAward(column.key);
  const { facts } = parseFacts({
    applicant: award.holders[0],
    unit: unitCode,
    recognitionDate: LAST_DAY,
    // 柴桑第2条 asks for it; a factory or the chain leader of one is
    isIndustrial: true,
    [award.fact]: award.level,
    ...(award.firstTimeFact === null ? {} : { [award.firstTimeFact]: true }),
  });
  const eligible = evaluate(facts, LAST_DAY)
    .filter(({ outcome, matter }) => outcome === 'eligible' && matter === matterOf(award.awardId))
    .map(({ policyId, clause, amountFen }) => ({ policyId, clause, fen: amountFen ?? 0 }));
  const city = eligible.filter(({ policyId }) => policyById(policyId).level === 'city');
  const cityFen = Math.max(0, ...city.map(({ fen }) => fen));
  const topUps = eligible
    .filter(({ policyId }) => policyById(policyId).level === 'district')
    .map((grant) => ({ ...grant, fen: Math.max(0, grant.fen - cityFen) }));
  return [...city, ...topUps];
}

const provincialOf = (column: QuotaColumn) =>
  QUOTA_COLUMNS.find(({ kind, level }) => kind === column.kind && level === 'provincial') ?? null;

/** Rows of one gap: an upgraded title costs at least the difference to the provincial one, at most all of it. */
function rowsOf({ unitCode, column, titles, upgrades }: QuotaGap): ForecastRow[] {
  const provincial = column.level === 'national' ? provincialOf(column) : null;
  const lower = provincial === null ? [] : grantsFor(provincial, unitCode);
  return grantsFor(column, unitCode).map(({ policyId, clause, fen }) => {
    const lowerFen = lower.find((grant) => grant.policyId === policyId)?.fen ?? 0;
    const highFen = fen * titles;
    const isTopUp = policyById(policyId).level === 'district';
    return {
      policyId,
      clause,
      title: isTopUp ? `${column.label}（补足差额）` : column.label,
      titles,
      unitFen: fen,
      lowFen: highFen - Math.min(lowerFen, fen) * upgrades,
      highFen,
      column,
    };
  });
}

/** Rows of all gaps, one per clause and title. */
export function forecastRows(gaps: readonly QuotaGap[]): ForecastRow[] {
  const rows = new Map<string, ForecastRow>();
  for (const row of gaps.flatMap(rowsOf)) {
    const key = `${row.policyId} ${row.column.key}`;
    const known = rows.get(key);
    rows.set(key, known ? added(known, row) : row);
  }
  return [...rows.values()].filter(({ highFen }) => highFen > 0);
}

const added = (a: ForecastRow, b: ForecastRow): ForecastRow => ({
  ...a,
  titles: a.titles + b.titles,
  lowFen: a.lowFen + b.lowFen,
  highFen: a.highFen + b.highFen,
});

/** A row's cost over the years whose list is still awaited, titles split evenly; the parts add up exactly. */
export function overYears(row: ForecastRow, years: readonly number[]) {
  const titles = allocate(
    row.titles,
    years.map(() => row.titles),
  );
  const split = (fen: number) =>
    allocate(
      fen,
      titles.map((count) => count * fen),
    );
  const low = split(row.lowFen);
  const high = split(row.highFen);
  return years.map((year, index) => ({ year, lowFen: low[index] ?? 0, highFen: high[index] ?? 0 }));
}
