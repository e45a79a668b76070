import { eq, sql } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { prepared } from '../../db/prepared.ts';
import { unit } from '../../db/schema.ts';
import { isReportable, parsePeriod, periodLabel, reportableFrom } from '../rules/periods.ts';
import { AppError, notFound } from './errors.ts';

/** A period of the plan, or 400 `invalid_period` (01月 has a message of its own). */
export function requirePeriod(text: string): string {
  if (parsePeriod(text)) return text;
  const message = /^\d{4}-01$/.test(text)
    ? '统计不单独发布1月数据，最早一期为1–2月。'
    : '期别应为 YYYY-MM（02–12月），且在2025–2027年内。';
  throw new AppError(400, 'invalid_period', message, {
    fields: { period: { code: 'invalid_period', message } },
  });
}

/** A period whose last month is over, or 422 `period_not_open`. */
export function requireReportable(text: string, today: string): string {
  const period = requirePeriod(text);
  if (isReportable(period, today)) return period;
  const message = `${periodLabel(period)}尚未结束，${reportableFrom(period)}起可以填报。`;
  throw new AppError(422, 'period_not_open', message, {
    fields: { period: { code: 'period_not_open', message } },
  });
}

const unitByCode = prepared((db) =>
  db
    .select()
    .from(unit)
    .where(eq(unit.code, sql.placeholder('code')))
    .prepare(),
);

export function requireUnit(db: ReadDb, code: string): typeof unit.$inferSelect {
  const row = unitByCode(db).get({ code });
  if (!row) throw notFound('填报单位');
  return row;
}
