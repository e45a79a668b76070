import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { unit } from './plan.ts';

/* Who receives awards. Conventions: db/schema.ts. */

/** Who may receive an award (受益主体): a firm, a park, a service provider or a platform. */
export const beneficiary = sqliteTable(
  'beneficiary',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    kind: text({ enum: ['enterprise', 'park', 'serviceProvider', 'platform'] }).notNull(),
    name: text().notNull(),
    /** 统一社会信用代码 (GB 32100-2015), check character verified; NULL for a park without one */
    creditCode: text().unique(),
    industry: text(),
    /** unit of registration (登记), of statistics (统计) and the paying treasury (兑现财政) */
    registeredUnit: text()
      .notNull()
      .references(() => unit.code),
    statisticsUnit: text()
      .notNull()
      .references(() => unit.code),
    treasuryUnit: text()
      .notNull()
      .references(() => unit.code),
    /** day on which it closed down or was struck off (停产、注销); NULL while it works */
    closedOn: text(),
    createdAt: text().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    index('beneficiary_treasury').on(t.treasuryUnit),
    index('beneficiary_statistics').on(t.statisticsUnit),
  ],
);
