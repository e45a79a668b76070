import { createHash } from 'node:crypto';
import type { WriteTx } from '../../db/open.ts';
import { caseFile, disbursement, fileContent, subsidyCase, subsidyCaseEvent } from '../../db/schema.ts';
import { SUBSIDY_RULES_VERSION } from '../../server/rules/subsidies/model.ts';
import { countyUsername, HANDLER } from './accounts.ts';
import { demoFilesFor } from './case-files.ts';
import type { DemoCaseEvent } from './case-life.ts';
import { type DemoCase, demoCases } from './cases.ts';
import { type CertificateIds, titleKey } from './load-roster.ts';
import { idOf, type PendingAudit, type UserIds } from './pending-audit.ts';

const MS_PER_MINUTE = 60_000;

/** What a case refers to, by name. */
export interface KnownIds {
  users: UserIds;
  beneficiaries: ReadonlyMap<string, number>;
  certificates: CertificateIds;
}

/** Voucher numbers (凭证号) by time of payment: numbered through each year as the payments were made. */
function voucherNumbers(cases: readonly DemoCase[]): ReadonlyMap<string, string> {
  const times = cases.flatMap(({ payments }) => payments.map(({ recordedAt }) => recordedAt)).sort();
  const counts = new Map<string, number>();
  return new Map(
    times.map((at) => {
      const year = at.slice(0, 4);
      const count = (counts.get(year) ?? 0) + 1;
      counts.set(year, count);
      return [at, `演示拨-${year}-${String(count).padStart(4, '0')}`];
    }),
  );
}

/** The case as it stands after everything that happened to it. */
function caseRow(demo: DemoCase, known: KnownIds): typeof subsidyCase.$inferInsert {
  const { result, goal, events, notice, approvedFen } = demo;
  const approval = events.find(({ step }) => step === 'approve')?.data;
  const isHandled = events.some(({ step }) => step === 'handle');
  return {
    beneficiaryId: idOf(known.beneficiaries, demo.beneficiary),
    unitCode: demo.unitCode,
    policyId: result.policyId,
    awardId: result.awardId,
    clause: result.clause,
    origin: demo.origin,
    certificateId: demo.title === null ? null : idOf(known.certificates, titleKey(demo.title)),
    stage: goal.stage,
    facts: JSON.stringify(demo.facts),
    eventDate: result.eventDate,
    rulesVersion: SUBSIDY_RULES_VERSION,
    amountKind: result.kind,
    expectedFen: result.amountFen,
    trace: JSON.stringify(result),
    approvedFen,
    approvalDocument: typeof approval?.approvalDocument === 'string' ? approval.approvalDocument : null,
    amountReason: goal.amountReason ?? null,
    funding: approval?.funding === undefined ? null : JSON.stringify(approval.funding),
    noticeFrom: notice?.from ?? null,
    noticeTo: notice?.to ?? null,
    flag: demo.flag,
    handledBy: isHandled ? idOf(known.users, HANDLER) : null,
    createdAt: demo.createdAt,
    version: events.length,
  };
}

/** One thing that happened to a case: its event row and its audit row. `by` is a user name. */
interface Happening extends Omit<DemoCaseEvent, 'step'> {
  step: DemoCaseEvent['step'] | 'file';
  /** what the audit row holds beside */
  alsoAfter?: Readonly<Record<string, unknown>>;
}

function record(tx: WriteTx, caseId: number, happening: Happening, { users }: KnownIds): PendingAudit {
  const { step, fromStage, toStage, at, by: actor, note, data, alsoAfter } = happening;
  const by = idOf(users, actor);
  const json = data === null ? null : JSON.stringify(data);
  tx.insert(subsidyCaseEvent).values({ caseId, step, fromStage, toStage, at, by, note, data: json }).run();
  return {
    at,
    actor,
    action: `case.${step}`,
    entity: 'subsidy_case',
    entityId: String(caseId),
    before: fromStage === null ? null : { stage: fromStage },
    after: { stage: toStage, note, ...data, ...alsoAfter },
  };
}

function insertPayments(
  tx: WriteTx,
  caseId: number,
  { payments }: DemoCase,
  known: KnownIds,
  vouchers: ReadonlyMap<string, string>,
): void {
  const recordedBy = idOf(known.users, HANDLER);
  for (const payment of payments) {
    const voucher = vouchers.get(payment.recordedAt) ?? '';
    tx.insert(disbursement)
      .values({ caseId, ...payment, voucher, recordedBy })
      .run();
  }
}

/** The files of an application, each uploaded a minute after the one before; nothing to a case of 免申即享. */
function insertFiles(tx: WriteTx, caseId: number, demo: DemoCase, known: KnownIds): readonly Happening[] {
  if (demo.origin === 'automatic') return [];
  const by = countyUsername(demo.unitCode);
  return demoFilesFor(demo.result.awardId).map(({ name, mediaType, content }, index) => {
    const at = new Date(Date.parse(demo.createdAt) + (index + 1) * MS_PER_MINUTE).toISOString();
    const sha256 = createHash('sha256').update(content).digest('hex');
    const columns = { caseId, name, mediaType, sizeBytes: content.length, sha256 };
    tx.insert(fileContent).values({ sha256, sizeBytes: content.length, content }).onConflictDoNothing().run();
    const upload = { uploadedBy: idOf(known.users, by), uploadedAt: at };
    const row = { ...columns, ...upload };
    const { id: fileId } = tx.insert(caseFile).values(row).returning({ id: caseFile.id }).get();
    const data = { fileId, name, sizeBytes: content.length, sha256 };
    return { step: 'file', fromStage: 'applied', toStage: 'applied', at, by, note: name, data };
  });
}

function insertCase(
  tx: WriteTx,
  demo: DemoCase,
  known: KnownIds,
  vouchers: ReadonlyMap<string, string>,
): PendingAudit[] {
  const row = caseRow(demo, known);
  const { id } = tx.insert(subsidyCase).values(row).returning({ id: subsidyCase.id }).get();
  insertPayments(tx, id, demo, known, vouchers);
  const steps = demo.events.map((event, index): Happening => {
    if (index === 0) {
      return {
        ...event,
        alsoAfter: { beneficiaryId: row.beneficiaryId, unitCode: row.unitCode, facts: demo.facts },
      };
    }
    if (event.step !== 'pay') return event;
    return { ...event, data: { ...event.data, voucher: vouchers.get(event.at) ?? '' } };
  });
  const files = insertFiles(tx, id, demo, known);
  const happenings = [...steps.slice(0, 1), ...files, ...steps.slice(1)];
  return happenings.map((happening) => record(tx, id, happening, known));
}

/** Writes all cases with their events, payments and files; returns the audit rows that belong to them. */
export function insertCases(tx: WriteTx, known: KnownIds): PendingAudit[] {
  const cases = demoCases();
  const vouchers = voucherNumbers(cases);
  return cases.flatMap((demo) => insertCase(tx, demo, known, vouchers));
}
