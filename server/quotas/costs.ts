import type { ReadDb } from '../../db/open.ts';
import { certificate } from '../../db/schema.ts';
import type { QuotaKey } from '../analytics/quota-keys.ts';
import { QUOTA_COLUMNS } from '../rules/quota-columns.ts';
import { forecastRows, type QuotaGap } from '../rules/quota-forecast.ts';
import { policyById } from '../rules/subsidies/catalogue.ts';
import { COST_ASSUMPTIONS, gapsOf, unknownWords } from './gaps.ts';
import { perColumn, quotaPace } from './pace.ts';
import type { QuotaCell, QuotaCostsReply } from './schema.ts';

type Cost = QuotaCostsReply['totals'][QuotaKey];
type Range = QuotaCostsReply['total'];

const NOTHING = { titles: 0, lowFen: 0, highFen: 0 };

function rangeOf(costs: readonly (Range | null)[]): Range {
  const sum = (key: keyof Range) => costs.reduce((total, cost) => total + (cost?.[key] ?? 0), 0);
  return { lowFen: sum('lowFen'), highFen: sum('highFen') };
}

/** Cost of one cell: null without a quota or a base, nothing where the quota is met. */
function costOf(cell: QuotaCell, gap: QuotaGap | undefined): Cost {
  if (cell.quota === null || cell.stock === null) return null;
  return gap ? { titles: gap.titles, ...rangeOf(forecastRows([gap])) } : NOTHING;
}

/** Sum of a column over the units; null where no unit's cost is known. */
function sumOf(costs: readonly Cost[]): Cost {
  const known = costs.filter((cost) => cost !== null);
  if (known.length === 0) return null;
  return { titles: known.reduce((total, { titles }) => total + titles, 0), ...rangeOf(known) };
}

/** 补足所需奖补: what the titles still missing to each quota cost by the rules, per unit and column, as a range. */
export function quotaCosts(db: ReadDb, today: string): QuotaCostsReply {
  const pace = quotaPace(db, today);
  const lastDay = policyById('jiujiang').validTo;
  const isOver = lastDay !== null && today > lastDay;
  const gaps = gapsOf(pace, db.select().from(certificate).all());
  const units = pace.units.map(({ code, name, cells }) => {
    const gapAt = (column: QuotaKey) =>
      gaps.find((gap) => gap.unitCode === code && gap.column.key === column);
    // after the measures have run out no title brings an award any more
    const costs = perColumn((column) => (isOver ? null : costOf(cells[column], gapAt(column))));
    return { code, name, cells: costs, total: rangeOf(QUOTA_COLUMNS.map(({ key }) => costs[key])) };
  });
  return {
    asOf: today,
    year: pace.year,
    units,
    totals: perColumn((column) => sumOf(units.map(({ cells }) => cells[column]))),
    total: rangeOf(units.map(({ total }) => total)),
    assumptions: isOver
      ? [`九江若干措施施行至${lastDay}，其后认定的称号无此奖补。`]
      : [...COST_ASSUMPTIONS, ...unknownWords(pace)],
  };
}
