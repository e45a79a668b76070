import { and, eq } from 'drizzle-orm';
import type { WriteTx } from '../../db/open.ts';
import { certificate, certificateBase, certificateBatch } from '../../db/schema.ts';
import { idOf, type PendingAudit } from './pending-audit.ts';
import { demoBases, demoBatches, demoCertificates } from './roster.ts';
import { type DemoTitle, demoOtherTitles } from './titles.ts';

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

/** Ids of the demo's named titles by `titleKey`. */
export type CertificateIds = ReadonlyMap<string, number>;

/** Tells the demo's titles apart: nobody holds two of one column. */
export function titleKey({ holder, column }: Pick<DemoTitle, 'holder' | 'column'>): string {
  return `${holder} ${column}`;
}

function insertCertificate(tx: WriteTx, demo: DemoTitle, beneficiaryId: number): number {
  const version = demo.removedOn === null ? 1 : 2;
  const row = { ...demo, beneficiaryId, version };
  return tx.insert(certificate).values(row).returning({ id: certificate.id }).get().id;
}

function certificateLog(demo: DemoTitle, id: number, setUpAt: string): PendingAudit[] {
  const { publishedOn, removedOn, removalReason } = demo;
  const listed = `${publishedOn}${LIST_TIME}`;
  const entry = { actor: 'bureau', entity: 'certificate', entityId: String(id) };
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
 * @param beneficiaries ids by name; every holder is one
 * @param setUpAt when what existed before the plan was entered, UTC ISO 8601
 * @returns the titles' ids, and the audit rows that belong to all of it
 */
export function insertRoster(
  tx: WriteTx,
  beneficiaries: ReadonlyMap<string, number>,
  setUpAt: string,
): { certificates: CertificateIds; log: PendingAudit[] } {
  const certificates = new Map<string, number>();
  const log = [...insertBases(tx, setUpAt), ...publishBatches(tx)];
  for (const title of [...demoCertificates(), ...demoOtherTitles()]) {
    const id = insertCertificate(tx, title, idOf(beneficiaries, title.holder));
    certificates.set(titleKey(title), id);
    log.push(...certificateLog(title, id, setUpAt));
  }
  return { certificates, log };
}
