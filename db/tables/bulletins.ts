import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { user } from './accounts.ts';

/* Bulletins (通报). Conventions: db/schema.ts. */

/** 拟稿, 送审, 已签发, 作废. */
export const BULLETIN_STAGES = ['draft', 'review', 'signed', 'withdrawn'] as const;

/** A bulletin over a frozen period; the snapshot never changes, the texts not after signing (triggers). */
export const bulletin = sqliteTable(
  'bulletin',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    period: text().notNull(),
    stage: text({ enum: BULLETIN_STAGES }).notNull(),
    title: text().notNull(),
    /** JSON of the frozen figures (server/bulletins/snapshot.ts); released ones only */
    snapshot: text().notNull(),
    /** SHA-256 of `snapshot`, hex */
    snapshotHash: text().notNull(),
    takenAt: text().notNull(),
    /** JSON: paragraphs as edited, by their id */
    texts: text().notNull(),
    /** year and running number (期号) in it, given when signed */
    numberYear: integer(),
    numberSeq: integer(),
    draftedBy: integer()
      .notNull()
      .references(() => user.id),
    signedAt: text(),
    signedBy: integer().references(() => user.id),
    version: integer().notNull(),
  },
  (t) => [
    index('bulletin_period').on(t.period),
    uniqueIndex('bulletin_number').on(t.numberYear, t.numberSeq),
  ],
);

/** What happened to a bulletin; append-only. */
export const bulletinEvent = sqliteTable(
  'bulletin_event',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    bulletinId: integer()
      .notNull()
      .references(() => bulletin.id),
    /** drafted, edited, submitted, returned, signed, withdrawn, refreshed */
    step: text().notNull(),
    at: text().notNull(),
    by: integer()
      .notNull()
      .references(() => user.id),
    note: text(),
  },
  (t) => [index('bulletin_event_bulletin').on(t.bulletinId)],
);
