import type { WriteTx } from '../../db/open.ts';
import { warning, warningEvent } from '../../db/schema.ts';
import { idOf, type PendingAudit, type UserIds } from './pending-audit.ts';
import type { DemoReport } from './reports.ts';
import { type DemoWarning, type DemoWarningEvent, demoWarnings } from './warnings.ts';

/** What a warning refers to, by name. */
interface KnownIds {
  users: UserIds;
  beneficiaries: ReadonlyMap<string, number>;
}

/** Firms of measures by number, as the application stores them. */
function withFirms(data: DemoWarningEvent['data'], { beneficiaries }: KnownIds): Record<string, unknown> {
  const { measures, ...rest } = data;
  if (!Array.isArray(measures)) return rest;
  return {
    ...rest,
    measures: measures.map(({ firm, ...measure }: { firm: string | null }) => ({
      ...measure,
      beneficiaryId: firm === null ? null : idOf(beneficiaries, firm),
      beneficiaryName: firm,
    })),
  };
}

function insertWarning(tx: WriteTx, demo: DemoWarning, known: KnownIds): PendingAudit[] {
  const { events, facts, ...columns } = demo;
  const eventOf = (step: DemoWarningEvent['step']) => events.findLast((event) => event.step === step) ?? null;
  const issued = eventOf('issue');
  const [drafted] = events;
  const { id } = tx
    .insert(warning)
    .values({
      ...columns,
      facts: JSON.stringify(facts),
      draftedBy: idOf(known.users, drafted?.by ?? ''),
      issuedAt: issued?.at ?? null,
      issuedBy: issued === null ? null : idOf(known.users, issued.by),
      answeredAt: eventOf('answer')?.at ?? null,
      closedAt: eventOf('close')?.at ?? null,
      version: events.length,
    })
    .returning({ id: warning.id })
    .get();
  return events.map(({ step, fromStage, toStage, at, by, note, data }) => {
    const stored = withFirms(data, known);
    const happened = {
      fromStage,
      toStage,
      at,
      by: idOf(known.users, by),
      note,
      data: JSON.stringify(stored),
    };
    tx.insert(warningEvent)
      .values({ warningId: id, step, ...happened })
      .run();
    const { unitCode, period, trigger } = demo;
    return {
      at,
      actor: by,
      action: `warning.${step}`,
      entity: 'warning',
      entityId: String(id),
      before: fromStage === null ? null : { warningStage: fromStage },
      after: {
        warningStage: toStage,
        note,
        ...stored,
        ...(step === 'draft' ? { unitCode, period, trigger } : {}),
      },
    };
  });
}

/** Writes all warnings with their events; returns the audit rows that belong to them. */
export function insertWarnings(tx: WriteTx, known: KnownIds, reports: readonly DemoReport[]): PendingAudit[] {
  return demoWarnings(reports).flatMap((demo) => insertWarning(tx, demo, known));
}
