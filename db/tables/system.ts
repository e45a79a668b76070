import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/* The audit log and facts about the database itself. Conventions: db/schema.ts. */

/** Append-only, hash-chained audit log: one row per change, written in the same transaction. */
export const auditLog = sqliteTable(
  'audit_log',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    at: text().notNull(),
    actorId: integer(),
    actorName: text().notNull(),
    action: text().notNull(),
    entity: text().notNull(),
    entityId: text().notNull(),
    /** JSON, NULL where there was nothing before */
    before: text(),
    after: text(),
    requestId: text(),
    prevHash: text().notNull(),
    /** SHA-256 over prevHash and all other columns */
    hash: text().notNull(),
  },
  (t) => [index('audit_log_entity').on(t.entity, t.entityId)],
);

/** Small facts about this database itself, e.g. `demo` = `1`. */
export const setting = sqliteTable('setting', {
  key: text().primaryKey(),
  value: text().notNull(),
  updatedAt: text().notNull().default(sql`(strftime('%Y-%m-%dT%H:%M:%fZ','now'))`),
});
