import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { WriteTx } from '../../db/open.ts';
import { beneficiary, certificate, disbursement, subsidyCase } from '../../db/schema.ts';
import { Decimal } from '../analytics/decimal.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { certificateColumn } from '../rules/quota-columns.ts';
import { resultToKeep } from '../rules/subsidies/case-result.ts';
import { isAwardId, policyById } from '../rules/subsidies/catalogue.ts';
import { evaluate } from '../rules/subsidies/evaluate.ts';
import { parseFacts } from '../rules/subsidies/facts.ts';
import { type MatterId, matterOf } from '../rules/subsidies/matters.ts';
import type { AwardResult } from '../rules/subsidies/model.ts';
import type { Facts, Receipt } from '../rules/subsidies/vocabulary.ts';
import { type LeaderKind, type TitleAward, titleAward } from '../rules/title-awards.ts';
import { insertCase, recordCase } from './record.ts';

type CertificateRow = typeof certificate.$inferSelect;
type BeneficiaryRow = typeof beneficiary.$inferSelect;

export interface Recognition {
  certificate: CertificateRow;
  /** which 领跑者, where it was said */
  leader: LeaderKind | null;
  today: string;
  actor: Actor;
}

/** The holder by credit code, else by name; one of the same name with another code is another firm. */
function holderOnRecord(tx: WriteTx, row: CertificateRow, award: TitleAward): BeneficiaryRow | undefined {
  const right = inArray(beneficiary.kind, [...award.holders]);
  const { creditCode } = row;
  const byCode =
    creditCode === null
      ? undefined
      : tx
          .select()
          .from(beneficiary)
          .where(and(eq(beneficiary.creditCode, creditCode), right))
          .get();
  if (byCode) return byCode;
  const byName = tx
    .select()
    .from(beneficiary)
    .where(and(eq(beneficiary.name, row.holder), right))
    .orderBy(asc(beneficiary.id))
    .all();
  return byName.find((one) => creditCode === null || one.creditCode === null);
}

/** The certificate's credit code for a new beneficiary; null where another one has it already. */
function freeCreditCode(tx: WriteTx, { creditCode }: CertificateRow): string | null {
  if (creditCode === null) return null;
  const taken = tx
    .select({ id: beneficiary.id })
    .from(beneficiary)
    .where(eq(beneficiary.creditCode, creditCode))
    .get();
  return taken ? null : creditCode;
}

/** A holder nobody entered yet: its units are that of statistics until somebody knows better. */
function newHolder(tx: WriteTx, row: CertificateRow, award: TitleAward, actor: Actor): BeneficiaryRow {
  const made = tx
    .insert(beneficiary)
    .values({
      kind: award.holders[0] ?? 'enterprise',
      name: row.holder,
      creditCode: freeCreditCode(tx, row),
      registeredUnit: row.registeredUnit ?? row.unitCode,
      statisticsUnit: row.unitCode,
      treasuryUnit: row.unitCode,
      createdAt: actor.at,
    })
    .returning()
    .get();
  appendAudit(tx, {
    ...auditFrom(actor),
    action: 'beneficiary.create',
    entity: 'beneficiary',
    entityId: String(made.id),
    after: made,
  });
  return made;
}

type CaseRow = typeof subsidyCase.$inferSelect;

function liveCasesOf(tx: WriteTx, beneficiaryId: number): CaseRow[] {
  return tx
    .select()
    .from(subsidyCase)
    .where(and(eq(subsidyCase.beneficiaryId, beneficiaryId), ne(subsidyCase.stage, 'cancelled')))
    .all();
}

/** What this platform already paid the holder for the same matter: tells an upgrade from a first award. */
function receiptsOf(tx: WriteTx, cases: readonly CaseRow[], matter: MatterId): Receipt[] {
  return cases.flatMap((row) => {
    if (!isAwardId(row.awardId) || matterOf(row.awardId) !== matter) return [];
    const paid = tx
      .select({ fen: sql<number>`coalesce(sum(${disbursement.amountFen}), 0)` })
      .from(disbursement)
      .where(eq(disbursement.caseId, row.id))
      .get();
    const result = JSON.parse(row.trace) as AwardResult;
    if (!paid || paid.fen === 0) return [];
    const { variant } = result;
    const amountYuan = new Decimal(paid.fen).div(100).toFixed();
    const receipt: Receipt = { from: policyById(result.policyId).level, matter, amountYuan };
    return [variant === 'national' || variant === 'provincial' ? { ...receipt, level: variant } : receipt];
  });
}

/** Whether the roster knows no other 领跑者 title of the holder, but those whose case was for the other kind. */
function isFirstTime(
  tx: WriteTx,
  row: CertificateRow,
  award: TitleAward,
  cases: readonly CaseRow[],
): boolean {
  const others = tx
    .select({ id: certificate.id })
    .from(certificate)
    .where(
      and(eq(certificate.holder, row.holder), eq(certificate.column, row.column), ne(certificate.id, row.id)),
    )
    .all();
  return others.every(({ id }) =>
    cases.some(({ certificateId, awardId }) => certificateId === id && awardId !== award.awardId),
  );
}

/** The facts a certificate states, as the vocabulary names them. */
function factsOf(
  tx: WriteTx,
  row: CertificateRow,
  award: TitleAward,
  holder: Pick<BeneficiaryRow, 'kind' | 'treasuryUnit'>,
  cases: readonly CaseRow[],
): Facts {
  const received = receiptsOf(tx, cases, matterOf(award.awardId));
  const { facts, errors } = parseFacts({
    applicant: holder.kind,
    unit: holder.treasuryUnit,
    recognitionDate: row.publishedOn,
    [award.fact]: award.level,
    ...(award.firstTimeFact === null ? {} : { [award.firstTimeFact]: isFirstTime(tx, row, award, cases) }),
    ...(received.length > 0 ? { received } : {}),
  });
  if (errors.length > 0) throw new Error(`certificate ${row.id}: ${errors[0]?.message}`);
  return facts;
}

const variantOf = (row: CaseRow) => (JSON.parse(row.trace) as AwardResult).variant;

/** The same title at the same level was already opened for this holder (a list repeated): nothing is opened twice. */
function isOpenAlready(cases: readonly CaseRow[], result: AwardResult): boolean {
  return cases.some((row) => row.awardId === result.awardId && variantOf(row) === result.variant);
}

/**
 * 免申即享 (九江措施三): recognising a title opens its case, when its day lies in force. The beneficiary is found by name
 * or made. Call it in the transaction that adds the certificate.
 * @returns id of the case, or null where none is due
 */
export function openCertificateCase(tx: WriteTx, recognition: Recognition): number | null {
  const { certificate: row, leader, today, actor } = recognition;
  const award = titleAward(row.column, leader ?? 'energy');
  const known = holderOnRecord(tx, row, award);
  if (known) tx.update(certificate).set({ beneficiaryId: known.id }).where(eq(certificate.id, row.id)).run();
  const place = known ?? { kind: award.holders[0] ?? 'enterprise', treasuryUnit: row.unitCode };
  const cases = known ? liveCasesOf(tx, known.id) : [];
  const facts = factsOf(tx, row, award, place, cases);
  const results = evaluate(facts, today);
  const result = results.find(({ awardId }) => awardId === award.awardId);
  if (result?.outcome !== 'eligible' || !result.automatic || isOpenAlready(cases, result)) return null;

  const holder = known ?? newHolder(tx, row, award, actor);
  if (!known) {
    tx.update(certificate).set({ beneficiaryId: holder.id }).where(eq(certificate.id, row.id)).run();
  }
  const isUnclearLeader = row.column === 'efficiencyLeader' && leader === null;
  const { label } = certificateColumn(row.column);
  const newcomer = `；受益主体按名单新建${holder.creditCode === null ? '，信用代码待补录' : ''}`;
  return insertCase(
    tx,
    {
      beneficiaryId: holder.id,
      unitCode: holder.treasuryUnit,
      origin: 'automatic',
      certificateId: row.id,
      stage: 'opened',
      facts,
      result: resultToKeep(result, results, facts),
      flag: isUnclearLeader ? '名单未区分能效、水效领跑者，暂按能效计，请核实类别及是否首次。' : null,
      note: `免申即享：${row.publishedOn}公布为${label}${known ? '' : newcomer}。`,
      on: today,
    },
    actor,
  );
}

/**
 * Flags what a certificate had opened, when it is removed or corrected, so that somebody looks at it again. What was
 * flagged before stays in words beside it.
 * @param flag why, one sentence
 * @returns how many cases that were
 */
export function flagCertificateCases(tx: WriteTx, certificateId: number, flag: string, actor: Actor): number {
  const rows = tx
    .select()
    .from(subsidyCase)
    .where(and(eq(subsidyCase.certificateId, certificateId), ne(subsidyCase.stage, 'cancelled')))
    .all();
  for (const row of rows) {
    tx.update(subsidyCase)
      .set({ flag: `${row.flag ?? ''}${flag}`, version: row.version + 1 })
      .where(eq(subsidyCase.id, row.id))
      .run();
    const stay = { fromStage: row.stage, toStage: row.stage };
    recordCase(tx, { caseId: row.id, step: 'flag', ...stay, note: flag, data: null }, actor);
  }
  return rows.length;
}

/** Whether a certificate ever opened a case, cancelled ones included. */
export function hasCertificateCase(tx: WriteTx, certificateId: number): boolean {
  const where = eq(subsidyCase.certificateId, certificateId);
  return tx.select({ id: subsidyCase.id }).from(subsidyCase).where(where).get() !== undefined;
}
