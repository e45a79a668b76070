import { and, eq } from 'drizzle-orm';
import type { WriteTx } from '../../db/open.ts';
import { feedback, feedbackRow, periodExtension, report, reportEvent, unitSetting } from '../../db/schema.ts';
import { FIGURE_FIELDS, type FigureField, type Figures } from '../../server/rules/figures.ts';
import { countyUsername, HANDLER, SIGN_OFF_UNIT } from './accounts.ts';
import { DEMO_EXTENSION, DEMO_FEEDBACK, DEMO_MESSAGES, type DemoFeedback } from './collection.ts';
import { idOf, type PendingAudit, type UserIds } from './pending-audit.ts';
import { demoSeries } from './series.ts';

function numbersOf(figures: Figures): Record<FigureField, string | null> {
  return Object.fromEntries(FIGURE_FIELDS.map((field) => [field, figures[field]])) as Record<
    FigureField,
    string | null
  >;
}

/** Writes the fed-back tables; call it before the reports, which may confirm them. */
export function insertFeedback(tx: WriteTx, ids: UserIds): PendingAudit[] {
  return DEMO_FEEDBACK.map((demo) => insertOne(tx, ids, demo));
}

function insertOne(tx: WriteTx, ids: UserIds, { period, document, documentDate, ...entry }: DemoFeedback) {
  const scope = {
    energyScope: 'unstated',
    feedstockDeducted: 'unstated',
    renewablesDeducted: 'unstated',
  } as const;
  const head = { period, document, documentDate, edition: 'flash', ...scope } as const;
  const { id: feedbackId } = tx
    .insert(feedback)
    .values({ ...head, ...entry, enteredBy: idOf(ids, HANDLER) })
    .returning({ id: feedback.id })
    .get();
  const rows = [...demoSeries()].flatMap(([unitCode, series]) => {
    const figures = series.get(period);
    return figures ? [{ unitCode, ...numbersOf(figures) }] : [];
  });
  for (const row of rows)
    tx.insert(feedbackRow)
      .values({ feedbackId, ...row })
      .run();
  return {
    at: entry.enteredAt,
    actor: HANDLER,
    action: 'feedback.enter',
    entity: 'feedback',
    entityId: period,
    after: { ...head, lines: rows },
  };
}

/** Writes what surrounds the reports: the unit that signs off, an extension and a conversation. */
export function insertCollection(tx: WriteTx, ids: UserIds): PendingAudit[] {
  tx.insert(unitSetting).values({ unitCode: SIGN_OFF_UNIT, signOffRequired: true }).run();
  tx.insert(periodExtension)
    .values({ ...DEMO_EXTENSION, grantedBy: idOf(ids, HANDLER) })
    .run();
  const { period, unitCode, until, reason, grantedAt } = DEMO_EXTENSION;
  const where = and(eq(report.unitCode, unitCode), eq(report.period, period));
  const returned = tx.select().from(report).where(where).get();
  if (!returned) throw new RangeError(`The demo has no report of ${unitCode} for ${period}`);
  for (const { from, text, at } of DEMO_MESSAGES) {
    const by = idOf(ids, from === 'county' ? countyUsername(unitCode) : HANDLER);
    const message = { reportId: returned.id, kind: 'message', revision: returned.latestRevision } as const;
    tx.insert(reportEvent)
      .values({ ...message, text, at, by })
      .run();
  }
  return [
    {
      at: grantedAt,
      actor: HANDLER,
      action: 'period.extend',
      entity: 'period_extension',
      entityId: `${unitCode}/${period}`,
      after: { until, reason },
    },
    ...DEMO_MESSAGES.map(({ from, text, at }) => ({
      at,
      actor: from === 'county' ? countyUsername(unitCode) : HANDLER,
      action: 'report.message',
      entity: 'report',
      entityId: `${unitCode}/${period}`,
      after: { text },
    })),
  ];
}
