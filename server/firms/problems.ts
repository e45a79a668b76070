import { and, eq, ne, type SQL } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { beneficiary, unit } from '../../db/schema.ts';
import type { FieldErrors } from '../http/errors.ts';
import { dateProblem, faultsOf, type Problem } from '../quotas/problems.ts';
import { cleanName } from '../rules/clean-name.ts';
import { creditCodeProblem, normalCreditCode } from '../rules/credit-code.ts';
import { isCityCode } from '../rules/units.ts';
import { declarationYearProblem, energySourceProblem, tceProblem } from './declarations.ts';
import type { EnergySource, NewFirm } from './schema.ts';
import { type FirmRow, type FirmScope, seesFirmOf } from './scope.ts';

/** A firm as somebody states it, cleaned of spaces. */
export interface FirmFields {
  name: string;
  creditCode: string | null;
  industry: string | null;
  unitCode: string;
  closedOn: string | null;
  year: number | null;
  tce: string | null;
  source: EnergySource | null;
}

type Reader = Pick<ReadDb, 'select'>;

const orNull = (text: string | null | undefined) => text?.trim() || null;

/** What was typed, as it is kept: the code in capitals without spaces, blanks as null. */
export function firmFields(
  input: Omit<NewFirm, 'confirmSimilar'> & { closedOn?: string | null },
): FirmFields {
  return {
    name: cleanName(input.name),
    creditCode: normalCreditCode(input.creditCode?.normalize('NFKC') ?? '') || null,
    industry: orNull(input.industry),
    unitCode: input.unitCode,
    closedOn: orNull(input.closedOn),
    year: input.year ?? null,
    tce: orNull(input.tce),
    source: input.source ?? null,
  };
}

/** A second one of the same code or name: named where this viewer may know it, else without saying whose it is. */
function doubleProblem(db: Reader, scope: FirmScope, same: SQL | undefined): Problem {
  const found = db.select().from(beneficiary).where(same).get();
  if (!found) return null;
  const isKnown = seesFirmOf(scope, found.statisticsUnit);
  const message = isKnown
    ? `已登记为“${found.name}”，请勿重复登记。`
    : '已由其他单位登记，请与市工信局联系。';
  return { code: 'duplicate', message };
}

function codeProblem(db: Reader, scope: FirmScope, code: string | null, before: FirmRow | null): Problem {
  if (code === null) {
    // entered with a title before its code was known: it may wait for one, but not lose one
    if (before !== null && before.creditCode === null) return null;
    return { code: 'required', message: '请填写统一社会信用代码。' };
  }
  const message = creditCodeProblem(code);
  if (message !== null) return { code: 'invalid_credit_code', message };
  return doubleProblem(db, scope, and(eq(beneficiary.creditCode, code), ne(beneficiary.id, before?.id ?? 0)));
}

function nameProblem(db: Reader, scope: FirmScope, name: string, before: FirmRow | null): Problem {
  if (name === '') return { code: 'required', message: '请填写企业名称，与营业执照一致。' };
  const same = and(
    eq(beneficiary.name, name),
    eq(beneficiary.kind, 'enterprise'),
    ne(beneficiary.id, before?.id ?? 0),
  );
  return doubleProblem(db, scope, same);
}

function unitProblem(db: Reader, scope: FirmScope, code: string): Problem {
  const known = db.select().from(unit).where(eq(unit.code, code)).get();
  if (!known || isCityCode(code)) return { code: 'unknown_unit', message: '请选择县（市、区）。' };
  if (seesFirmOf(scope, code)) return null;
  return { code: 'not_own_unit', message: '只能登记本单位的企业。' };
}

/** A declaration is whole or not there. */
function energyProblems({ year, tce, source }: FirmFields, today: string): Record<string, Problem> {
  if (year === null && tce === null && source === null) return {};
  return {
    tce: tceProblem(tce),
    year: declarationYearProblem(year, today),
    source: energySourceProblem(source),
  };
}

/**
 * What is wrong with a firm, field by field; empty where nothing is. Similar names are not among it: server/firms/similar.ts.
 * @param before the firm as it stands; null for a new one
 */
export function firmProblems(
  db: Reader,
  scope: FirmScope,
  fields: FirmFields,
  { before, today }: { before: FirmRow | null; today: string },
): FieldErrors {
  return faultsOf({
    name: nameProblem(db, scope, fields.name, before),
    creditCode: codeProblem(db, scope, fields.creditCode, before),
    unitCode: unitProblem(db, scope, fields.unitCode),
    closedOn: fields.closedOn === null ? null : dateProblem(fields.closedOn, today),
    ...energyProblems(fields, today),
  });
}
