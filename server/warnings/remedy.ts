import { and, asc, eq, inArray, isNotNull, lt } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { warning, warningEvent } from '../../db/schema.ts';
import { type Scope, seesInternal } from '../reports/scope.ts';
import type { AsOf } from '../reports/standing.ts';

/** 整改中 of one unit, as it stands beside the lamp. */
export interface Remedy {
  warningId: number;
  /** last day */
  until: string;
}

export interface RemedyAsked {
  /** notices on this period and on those before count */
  period: string;
  /** the business date; on a past day that day */
  today: string;
  asOf: AsOf | null;
}

/**
 * Units that are putting things right, as far as the viewer may see internal figures of them: a notice issued, not closed,
 * whose time still runs. Read from the steps, which are kept: so a past day shows what was so then. One query.
 */
export function remedies(db: ReadDb, scope: Scope, asked: RemedyAsked): ReadonlyMap<string, Remedy> {
  const steps = db
    .select({
      id: warning.id,
      unitCode: warning.unitCode,
      period: warning.period,
      step: warningEvent.step,
      data: warningEvent.data,
    })
    .from(warningEvent)
    .innerJoin(warning, eq(warning.id, warningEvent.warningId))
    .where(
      and(
        isNotNull(warning.issuedAt),
        inArray(warningEvent.step, ['issue', 'extend', 'close']),
        asked.asOf === null ? undefined : lt(warningEvent.at, asked.asOf.before),
      ),
    )
    .orderBy(asc(warningEvent.id))
    .all();
  const running = new Map<number, Remedy & { unitCode: string }>();
  for (const { id, unitCode, period, step, data } of steps) {
    if (period > asked.period || !seesInternal(scope, unitCode)) continue;
    if (step === 'close') running.delete(id);
    else {
      const { remedyDueOn } = JSON.parse(data ?? '{}') as { remedyDueOn: string };
      running.set(id, { warningId: id, unitCode, until: remedyDueOn });
    }
  }
  const byUnit = new Map<string, Remedy>();
  for (const { unitCode, warningId, until } of running.values()) {
    const known = byUnit.get(unitCode);
    if (until >= asked.today && (!known || until > known.until)) byUnit.set(unitCode, { warningId, until });
  }
  return byUnit;
}
