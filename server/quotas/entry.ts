import { asc } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { type certificate, unit } from '../../db/schema.ts';
import { creditCodeProblem, normalCreditCode } from '../rules/credit-code.ts';
import { isCityCode } from '../rules/units.ts';
import type { NewCertificate } from './certificate-schema.ts';
import { dateProblem, type Problem } from './problems.ts';

type CertificateRow = typeof certificate.$inferSelect;

/** The columns of a certificate that somebody states; the rest is the platform's. */
export type EntryColumns = Pick<
  CertificateRow,
  | 'holder'
  | 'creditCode'
  | 'formerNames'
  | 'column'
  | 'unitCode'
  | 'registeredUnit'
  | 'listYear'
  | 'publishedOn'
  | 'batchDocument'
>;

export type UnitRow = typeof unit.$inferSelect;

/** The 14 units a title can belong to; 全市 is none. */
export function reportingUnits(db: Pick<ReadDb, 'select'>): UnitRow[] {
  return db
    .select()
    .from(unit)
    .orderBy(asc(unit.sortOrder))
    .all()
    .filter(({ code }) => !isCityCode(code));
}

const orNull = (text: string | null | undefined) => text?.normalize('NFKC').trim() || null;

/** An entry as it is kept: without spaces around, the code in capitals, each former name once. */
export function entryColumns(input: NewCertificate): EntryColumns {
  const holder = input.holder.trim();
  const names = (input.formerNames ?? []).map((name) => name.trim());
  return {
    holder,
    creditCode: normalCreditCode(orNull(input.creditCode) ?? '') || null,
    formerNames: [...new Set(names)].filter((name) => name !== '' && name !== holder),
    column: input.column,
    unitCode: input.unitCode,
    registeredUnit: orNull(input.registeredUnit),
    listYear: input.listYear,
    publishedOn: input.publishedOn,
    batchDocument: input.batchDocument?.trim() || null,
  };
}

/** Oldest list that can be named: the first national green factories came in 2017. */
const OLDEST_LIST = 2015;

/** What is wrong with an entry, field by field. */
export function entryProblems(
  entry: EntryColumns,
  units: readonly UnitRow[],
  today: string,
): Record<string, Problem> {
  const isUnit = (code: string) => units.some((one) => one.code === code);
  const codeMessage = entry.creditCode === null ? null : creditCodeProblem(entry.creditCode);
  const isYear = entry.listYear >= OLDEST_LIST && entry.listYear <= Number(today.slice(0, 4));
  return {
    holder: entry.holder === '' ? { code: 'required', message: '请填写单位或园区名称。' } : null,
    creditCode: codeMessage === null ? null : { code: 'invalid_credit_code', message: codeMessage },
    unitCode: isUnit(entry.unitCode)
      ? null
      : { code: 'unknown_unit', message: '请选择统计归属的县（市、区）。' },
    registeredUnit:
      entry.registeredUnit === null || isUnit(entry.registeredUnit)
        ? null
        : { code: 'unknown_unit', message: '登记所在地应为本市县（市、区），外地或不清楚的留空。' },
    listYear: isYear ? null : { code: 'out_of_range', message: `批次年度应在${OLDEST_LIST}年至今年之间。` },
    publishedOn: dateProblem(entry.publishedOn, today),
  };
}
