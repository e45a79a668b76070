import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/* Uploaded files. Conventions: db/schema.ts. */

/** Contents of uploaded files, once each, by SHA-256; kept in the database so that one backup holds all. */
export const fileContent = sqliteTable('file_content', {
  sha256: text().primaryKey(),
  sizeBytes: integer().notNull(),
  content: blob({ mode: 'buffer' }).notNull(),
});
