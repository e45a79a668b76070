import { type AuditEntry, appendAudit } from '../../db/audit.ts';
import type { WriteTx } from '../../db/open.ts';

/** An audit row waiting to be written in the order of time; `actor` is a user name. */
export type PendingAudit = Omit<AuditEntry, 'requestId' | 'actor'> & { actor: string };

/** User ids of the demo by user name. */
export type UserIds = ReadonlyMap<string, number>;

/** @throws RangeError where the demo has nothing of this name */
export function idOf(ids: ReadonlyMap<string, number>, name: string): number {
  const id = ids.get(name);
  if (id === undefined) throw new RangeError(`Nothing in the demo is called ${name}`);
  return id;
}

/** Writes the log in the order of time, as it would have grown. */
export function writeAudit(tx: WriteTx, ids: UserIds, log: readonly PendingAudit[]): void {
  const ordered = [...log].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (const { actor, ...entry } of ordered) {
    appendAudit(tx, { ...entry, actor: { id: idOf(ids, actor), name: actor } });
  }
}
