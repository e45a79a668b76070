import type { WriteTx } from '../../db/open.ts';
import { beneficiary, energyDeclaration } from '../../db/schema.ts';
import { HANDLER } from './accounts.ts';
import { type DemoDeclaration, type DemoFirm, demoFirms } from './firms.ts';
import type { PendingAudit } from './pending-audit.ts';

/** The key energy users were entered when the ledger was set up, with what they had declared for 2024. */
const ENTERED_AT = '2025-04-15T02:30:00.000Z';
/** Each spring the firms declare the year before. */
const DECLARED_AT = '2026-04-10T02:30:00.000Z';
const CLOSED_AT = '2026-07-06T02:30:00.000Z';

function entry(id: number, at: string, action: string, after: object): PendingAudit {
  return { at, actor: HANDLER, action, entity: 'beneficiary', entityId: String(id), after };
}

function insertFirm(
  tx: WriteTx,
  { declarations, unitCode, ...firm }: DemoFirm,
): { id: number; log: PendingAudit[] } {
  const units = { registeredUnit: unitCode, statisticsUnit: unitCode, treasuryUnit: unitCode };
  const row = { kind: 'enterprise' as const, ...firm, ...units };
  const { id } = tx
    .insert(beneficiary)
    .values({ ...row, createdAt: ENTERED_AT })
    .returning({ id: beneficiary.id })
    .get();
  insertDeclarations(tx, id, declarations);
  const log = [entry(id, ENTERED_AT, 'firm.create', { ...row, closedOn: null })];
  for (const { year, tce, source } of declarations) {
    log.push(entry(id, year < 2025 ? ENTERED_AT : DECLARED_AT, 'firm.declare', { year, tce, source }));
  }
  if (firm.closedOn !== null) log.push(entry(id, CLOSED_AT, 'firm.change', { closedOn: firm.closedOn }));
  return { id, log };
}

/** Writes what a firm declared, one row a year. */
export function insertDeclarations(tx: WriteTx, id: number, declarations: readonly DemoDeclaration[]): void {
  for (const one of declarations) {
    tx.insert(energyDeclaration)
      .values({ beneficiaryId: id, ...one })
      .run();
  }
}

/** Writes the key energy users without a title; returns their ids by name and the audit rows. */
export function insertFirms(tx: WriteTx): { ids: ReadonlyMap<string, number>; log: PendingAudit[] } {
  const ids = new Map<string, number>();
  const log: PendingAudit[] = [];
  for (const firm of demoFirms()) {
    const inserted = insertFirm(tx, firm);
    ids.set(firm.name, inserted.id);
    log.push(...inserted.log);
  }
  return { ids, log };
}
