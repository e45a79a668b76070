import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { unit } from './plan.ts';

/* Accounts, the units they hold, sessions. Conventions: db/schema.ts. */

/** An account. Names are stored lower-case, so sign-in is case-insensitive. */
export const user = sqliteTable('user', {
  id: integer().primaryKey({ autoIncrement: true }),
  username: text().notNull().unique(),
  displayName: text().notNull(),
  role: text({ enum: ['county', 'bureau', 'leader', 'department', 'admin', 'auditor'] }).notNull(),
  /** the department (市直部门) of a department account, as printed in the plan; NULL for everybody else */
  department: text(),
  passwordHash: text().notNull(),
  mustChangePassword: integer({ mode: 'boolean' }).notNull(),
  passwordChangedAt: text().notNull(),
  disabled: integer({ mode: 'boolean' }).notNull().default(false),
  createdAt: text().notNull(),
  version: integer().notNull().default(1),
});

/** The units a county officer holds (所管单位), one or several; nobody else holds any. */
export const userUnit = sqliteTable(
  'user_unit',
  {
    userId: integer()
      .notNull()
      .references(() => user.id),
    unitCode: text()
      .notNull()
      .references(() => unit.code),
    /** may sign off (签核) what a colleague has filled in */
    maySignOff: integer({ mode: 'boolean' }).notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.userId, t.unitCode] }), index('user_unit_unit').on(t.unitCode)],
);

/** A signed-in browser; the token itself is never stored, only its SHA-256. */
export const session = sqliteTable(
  'session',
  {
    tokenHash: text().primaryKey(),
    userId: integer()
      .notNull()
      .references(() => user.id),
    createdAt: text().notNull(),
    lastSeenAt: text().notNull(),
    /** where from: source address and browser, as shown in the list of sessions */
    source: text(),
    browser: text(),
  },
  (t) => [index('session_user').on(t.userId)],
);

/** Failed sign-ins per account name and source address; five lock the pair for 15 minutes. */
export const signInFailure = sqliteTable(
  'sign_in_failure',
  {
    username: text().notNull(),
    source: text().notNull(),
    failures: integer().notNull(),
    lastFailureAt: text().notNull(),
    lockedUntil: text(),
  },
  (t) => [primaryKey({ columns: [t.username, t.source] })],
);
