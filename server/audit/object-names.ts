import { eq, inArray } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import {
  beneficiary,
  bulletin,
  certificate,
  cultivation,
  project,
  subsidyCase,
  unit,
  user,
  warning,
} from '../../db/schema.ts';

/** Names of numbered objects, by number. */
type Names = Map<number, string>;

const namesOf = (rows: readonly { id: number; name: string }[]): Names =>
  new Map(rows.map(({ id, name }) => [id, name]));

const beneficiaryNames = (db: ReadDb, ids: number[]): Names =>
  namesOf(
    db
      .select({ id: beneficiary.id, name: beneficiary.name })
      .from(beneficiary)
      .where(inArray(beneficiary.id, ids))
      .all(),
  );

/** How the objects of a kind are called. Kinds that name themselves by their key (reports, periods) are not here. */
const LOOKUPS: Readonly<Record<string, (db: ReadDb, ids: number[]) => Names>> = {
  user: (db, ids) => {
    const rows = db.select().from(user).where(inArray(user.id, ids)).all();
    return namesOf(rows.map((row) => ({ id: row.id, name: `${row.displayName}（${row.username}）` })));
  },
  certificate: (db, ids) =>
    namesOf(
      db
        .select({ id: certificate.id, name: certificate.holder })
        .from(certificate)
        .where(inArray(certificate.id, ids))
        .all(),
    ),
  bulletin: (db, ids) =>
    namesOf(
      db
        .select({ id: bulletin.id, name: bulletin.title })
        .from(bulletin)
        .where(inArray(bulletin.id, ids))
        .all(),
    ),
  beneficiary: beneficiaryNames,
  provider: beneficiaryNames,
  project: (db, ids) =>
    namesOf(
      db.select({ id: project.id, name: project.name }).from(project).where(inArray(project.id, ids)).all(),
    ),
  subsidy_case: (db, ids) =>
    namesOf(
      db
        .select({ id: subsidyCase.id, name: beneficiary.name })
        .from(subsidyCase)
        .innerJoin(beneficiary, eq(beneficiary.id, subsidyCase.beneficiaryId))
        .where(inArray(subsidyCase.id, ids))
        .all(),
    ),
  warning: (db, ids) =>
    namesOf(
      db
        .select({ id: warning.id, name: unit.name })
        .from(warning)
        .innerJoin(unit, eq(unit.code, warning.unitCode))
        .where(inArray(warning.id, ids))
        .all(),
    ),
  cultivation: (db, ids) =>
    namesOf(
      db
        .select({ id: cultivation.id, name: cultivation.name })
        .from(cultivation)
        .where(inArray(cultivation.id, ids))
        .all(),
    ),
};

interface Named {
  entity: string;
  entityId: string;
}

/** Tells what objects are called today; at most one query a kind, whatever the number of rows. */
export function objectNamesFor(db: ReadDb, rows: readonly Named[]): (row: Named) => string | null {
  const known = new Map<string, Names>();
  for (const [entity, lookup] of Object.entries(LOOKUPS)) {
    const ids = rows.filter((row) => row.entity === entity).map((row) => Number(row.entityId));
    const numbers = [...new Set(ids.filter(Number.isInteger))];
    if (numbers.length > 0) known.set(entity, lookup(db, numbers));
  }
  return ({ entity, entityId }) => known.get(entity)?.get(Number(entityId)) ?? null;
}
