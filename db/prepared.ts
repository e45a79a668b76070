import type { ReadDb } from './open.ts';

/**
 * A query written and compiled once per open file instead of at every use: for what each request, or each save, asks.
 * What varies is a `sql.placeholder('name')`, given at use: `accountByName(db).get({ name })`. One that writes takes a
 * `WriteTx`, and so can be had only inside a write.
 */
export function prepared<Query, Db extends ReadDb = ReadDb>(build: (db: Db) => Query): (db: Db) => Query {
  const known = new WeakMap<Db, Query>();
  return (db) => {
    const old = known.get(db);
    if (old !== undefined) return old;
    const query = build(db);
    known.set(db, query);
    return query;
  };
}
