import { and, eq } from 'drizzle-orm';
import type { WriteTx } from '../../db/open.ts';
import { certificate, certificateBase, certificateBatch } from '../../db/schema.ts';
import { demoBeneficiaries } from './beneficiaries.ts';
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

function insertBatches(tx: WriteTx, setUpAt: string): PendingAudit[] {
  return demoBatches().map(({ column, year, publishedOn, expectedOn }) => {
    tx.update(certificateBatch)
      .set({ publishedOn, expectedOn })
      .where(and(eq(certificateBatch.column, column), eq(certificateBatch.year, year)))
      .run();
    return {
      at: publishedOn === null ? setUpAt : `${publishedOn}${LIST_TIME}`,
      actor: 'bureau',
      action: 'certificate.set_batch',
      entity: 'certificate_batch',
      entityId: `${column}/${year}`,
      before: { publishedOn: null, expectedOn: null },
      after: { publishedOn, expectedOn },
    };
  });
}

/** Ids of the demo's named titles by `titleKey`. */
export type CertificateIds = ReadonlyMap<string, number>;

/** Tells the demo's titles apart: nobody holds two of one column. */
export function titleKey({ holder, column }: Pick<DemoTitle, 'holder' | 'column'>): string {
  return `${holder} ${column}`;
}

/** A demo title with the credit code its holder has among the beneficiaries; a park has none. */
type CodedTitle = DemoTitle & { creditCode: string | null };

function codedTitles(): CodedTitle[] {
  const codes = new Map(demoBeneficiaries().map(({ name, creditCode }) => [name, creditCode]));
  return [...demoCertificates(), ...demoOtherTitles()].map((title) => ({
    ...title,
    creditCode: codes.get(title.holder) ?? null,
  }));
}

const loggedAt = ({ publishedOn }: DemoTitle, setUpAt: string) => {
  const listed = `${publishedOn}${LIST_TIME}`;
  return listed < setUpAt ? setUpAt : listed;
};

function insertCertificate(tx: WriteTx, demo: CodedTitle, beneficiaryId: number, createdAt: string): number {
  const version = demo.removedOn === null ? 1 : 2;
  const row = { ...demo, beneficiaryId, createdAt, version };
  return tx.insert(certificate).values(row).returning({ id: certificate.id }).get().id;
}

function certificateLog(demo: CodedTitle, id: number, setUpAt: string): PendingAudit[] {
  const { removedOn, removalReason } = demo;
  const entry = { actor: 'bureau', entity: 'certificate', entityId: String(id) };
  const created: PendingAudit = {
    ...entry,
    at: loggedAt(demo, setUpAt),
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
  const log = [...insertBases(tx, setUpAt), ...insertBatches(tx, setUpAt)];
  for (const title of codedTitles()) {
    const holder = idOf(beneficiaries, title.holder);
    const id = insertCertificate(tx, title, holder, loggedAt(title, setUpAt));
    certificates.set(titleKey(title), id);
    log.push(...certificateLog(title, id, setUpAt));
  }
  return { certificates, log };
}
