import { defineConfig } from 'drizzle-kit';

/** Only `npm run db:generate` reads this: it writes the next migration from db/schema.ts. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './db/schema.ts',
  out: './db/migrations',
  casing: 'snake_case',
});
