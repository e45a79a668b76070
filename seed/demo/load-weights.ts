import type { WriteTx } from '../../db/open.ts';
import { valueAddedTable, valueAddedWeight } from '../../db/schema.ts';
import { HANDLER } from './accounts.ts';
import { idOf, type PendingAudit, type UserIds } from './pending-audit.ts';
import { demoWeights } from './weights.ts';

/** Writes the weights of the roll-up (增加值占比); returns the audit rows. */
export function insertWeights(tx: WriteTx, ids: UserIds): PendingAudit[] {
  return demoWeights().map(({ period, source, enteredAt, values }) => {
    const table = { version: 1, basis: 'valueAdded', measure: 'yiYuan', source } as const;
    tx.insert(valueAddedTable)
      .values({ period, ...table, enteredAt, enteredBy: idOf(ids, HANDLER) })
      .run();
    for (const [unitCode, value] of values) {
      tx.insert(valueAddedWeight).values({ period, unitCode, value }).run();
    }
    return {
      at: enteredAt,
      actor: HANDLER,
      action: 'weights.set',
      entity: 'value_added_table',
      entityId: period,
      after: { ...table, weights: Object.fromEntries(values) },
    };
  });
}
