import { and, asc, desc, eq, inArray, type SQL } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { certificate, certificateFile, unit, user } from '../../db/schema.ts';
import { notFound } from '../http/errors.ts';
import { type PageAsked, pageOf } from '../http/paging.ts';
import { scopeHas, type UnitScope } from '../rules/permissions.ts';
import type { CertificateKey } from '../rules/quota-columns.ts';
import { holderKey } from '../rules/similar-name.ts';
import type { Certificate, CertificateFile, CertificateListReply } from './certificate-schema.ts';
import type { KnownTitle } from './duplicates.ts';
import { type RegisterFilter, registerCounts, shapeRegister } from './register.ts';

type Db = Pick<ReadDb, 'select'>;
type Row = typeof certificate.$inferSelect;

/** Who looks at the roster, and when. */
export interface RosterView {
  /** units whose evidence (佐证材料) and internal candidates the viewer may see */
  units: UnitScope;
  today: string;
}

function rowsWhere(db: Db, where: SQL | undefined) {
  return db
    .select({ row: certificate, unitName: unit.name })
    .from(certificate)
    .innerJoin(unit, eq(unit.code, certificate.unitCode))
    .where(where)
    .orderBy(desc(certificate.listYear), asc(unit.sortOrder), asc(certificate.id))
    .all();
}

/** Every title, to compare a new one with. */
export function knownTitles(db: Db): KnownTitle[] {
  return rowsWhere(db, undefined).map(({ row, unitName }) => ({ ...row, unitName, key: holderKey(row) }));
}

/** Evidence by certificate, without the contents. */
function filesOf(db: Db, ids: readonly number[]): Map<number, CertificateFile[]> {
  const byCertificate = new Map<number, CertificateFile[]>();
  const rows = db
    .select({ file: certificateFile, uploadedBy: user.displayName })
    .from(certificateFile)
    .innerJoin(user, eq(user.id, certificateFile.uploadedBy))
    .where(ids.length === 1 ? inArray(certificateFile.certificateId, [...ids]) : undefined)
    .orderBy(asc(certificateFile.id))
    .all();
  for (const { file, uploadedBy } of rows) {
    const { id, name, mediaType, sizeBytes, uploadedAt, certificateId } = file;
    const files = byCertificate.get(certificateId) ?? [];
    files.push({ id, name, mediaType, sizeBytes, uploadedBy, uploadedAt });
    byCertificate.set(certificateId, files);
  }
  return byCertificate;
}

function statusOf({ publishedOn, removedOn }: Row, today: string): Certificate['status'] {
  if (removedOn !== null && removedOn <= today) return 'removed';
  return publishedOn > today ? 'future' : 'inForce';
}

function shown(db: Db, rows: ReturnType<typeof rowsWhere>, { units, today }: RosterView): Certificate[] {
  const files = filesOf(
    db,
    rows.map(({ row }) => row.id),
  );
  const names = new Map(
    db
      .select()
      .from(unit)
      .all()
      .map(({ code, name }) => [code, name]),
  );
  return rows.map(({ row, unitName }) => {
    const { createdAt: _, ...kept } = row;
    const place = row.registeredUnit === null ? null : (names.get(row.registeredUnit) ?? null);
    return {
      ...kept,
      unitName,
      registeredUnitName: place,
      status: statusOf(row, today),
      files: scopeHas(units, row.unitCode) ? (files.get(row.id) ?? []) : null,
    };
  });
}

/** What of the roster is asked for. */
interface RosterFilter extends RegisterFilter, PageAsked {
  column?: CertificateKey | undefined;
  unitCode?: string | undefined;
  listYear?: number | undefined;
}

/** A page of the named titles asked for, counts over all of them. The list is public; the evidence is for those who may see the unit. */
export function listCertificates(
  db: ReadDb,
  { column, unitCode, listYear, limit, offset, ...filter }: RosterFilter,
  view: RosterView,
): CertificateListReply {
  const where = and(
    column === undefined ? undefined : eq(certificate.column, column),
    unitCode === undefined ? undefined : eq(certificate.unitCode, unitCode),
    listYear === undefined ? undefined : eq(certificate.listYear, listYear),
  );
  const found = shapeRegister(shown(db, rowsWhere(db, where), view), filter);
  const years = db.selectDistinct({ year: certificate.listYear }).from(certificate).all();
  return {
    certificates: pageOf(found, { limit, offset }),
    ...registerCounts(found),
    years: years.map(({ year }) => year).sort((a, b) => b - a),
  };
}

/** One title as it stands, or 404. */
export function certificateRow(db: Db, id: number): Row {
  const row = db.select().from(certificate).where(eq(certificate.id, id)).get();
  if (!row) throw notFound('称号');
  return row;
}

/** One title as it is shown. */
export function certificateById(db: Db, id: number, view: RosterView): Certificate {
  const [found] = shown(db, rowsWhere(db, eq(certificate.id, id)), view);
  if (!found) throw notFound('称号');
  return found;
}
