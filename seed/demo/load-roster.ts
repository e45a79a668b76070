import { and, eq } from 'drizzle-orm';
import type { WriteTx } from '../../db/open.ts';
import { certificate, certificateBase, certificateBatch } from '../../db/schema.ts';
import type { PendingAudit } from './pending-audit.ts';
import { type DemoCertificate, demoBases, demoBatches, demoCertificates } from './roster.ts';

/** Roster entries are logged at 17:00 Shanghai time on the day of the list. */
const LIST_TIME = 'T09:00:00.000Z';

function insertBases(tx: WriteTx, setUpAt: string): PendingAudit[] {
  return demoBases().map(({ unitCode, column, count }) => {
    tx.update(certificateBase)
      .set({ count, version: 2 })
      .where(and(eq(certificateBase.unitCode, unitCode), eq(certificateBase.column, column)))
      .run();
    return {
      at: setUpAt,
      actor: 'bureau',
      action: 'certificate.set_base',
      entity: 'certificate_base',
      entityId: `${unitCode}/${column}`,
      before: { count: null },
      after: { count },
    };
  });
}

function publishBatches(tx: WriteTx): PendingAudit[] {
  return demoBatches().flatMap(({ column, year, publishedOn }) => {
    if (publishedOn === null) return [];
    tx.update(certificateBatch)
      .set({ publishedOn })
      .where(and(eq(certificateBatch.column, column), eq(certificateBatch.year, year)))
      .run();
    return [
      {
        at: `${publishedOn}${LIST_TIME}`,
        actor: 'bureau',
        action: 'certificate.set_batch',
        entity: 'certificate_batch',
        entityId: `${column}/${year}`,
        before: { publishedOn: null },
        after: { publishedOn },
      },
    ];
  });
}

function insertCertificate(tx: WriteTx, demo: DemoCertificate, setUpAt: string): PendingAudit[] {
  const { publishedOn, removedOn, removalReason } = demo;
  const version = removedOn === null ? 1 : 2;
  const row = tx
    .insert(certificate)
    .values({ ...demo, version })
    .returning({ id: certificate.id })
    .get();
  const listed = `${publishedOn}${LIST_TIME}`;
  const entry = { actor: 'bureau', entity: 'certificate', entityId: String(row.id) };
  const created: PendingAudit = {
    ...entry,
    at: listed < setUpAt ? setUpAt : listed,
    action: 'certificate.add',
    after: { ...demo, removedOn: null, removalReason: null },
  };
  if (removedOn === null) return [created];
  const after = { removedOn, removalReason };
  return [created, { ...entry, at: `${removedOn}${LIST_TIME}`, action: 'certificate.remove', after }];
}

/**
 * Writes bases, list dates and named titles of the demo.
 * @param setUpAt when what existed before the plan was entered, UTC ISO 8601
 * @returns the audit rows that belong to them
 */
export function insertRoster(tx: WriteTx, setUpAt: string): PendingAudit[] {
  return [
    ...insertBases(tx, setUpAt),
    ...publishBatches(tx),
    ...demoCertificates().flatMap((demo) => insertCertificate(tx, demo, setUpAt)),
  ];
}
