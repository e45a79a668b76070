import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { WriteTx } from '../../db/open.ts';
import { beneficiary, energyDeclaration } from '../../db/schema.ts';
import { Decimal } from '../analytics/decimal.ts';

/** A firm's declared energy of a year (年综合能源消费量). */
export interface Declaration {
  year: number;
  /** 吨标准煤, plain decimal text */
  tce: string;
  source: 'declaration' | 'acceptance';
}

/** Join condition: the newest declaration of each beneficiary, on `beneficiary`. */
export function newestDeclaration(): SQL | undefined {
  return and(
    eq(energyDeclaration.beneficiaryId, beneficiary.id),
    sql`${energyDeclaration.year} = (SELECT max(d.year) FROM energy_declaration d WHERE d.beneficiary_id = ${beneficiary.id})`,
  );
}

/**
 * Writes what a firm declared for a year, in place of what stood there. The caller writes the audit row.
 * @returns what stood there before; null for a first declaration of that year
 */
export function putDeclaration(
  tx: WriteTx,
  beneficiaryId: number,
  { year, tce, source }: Declaration,
): (Declaration & { version: number }) | null {
  const where = and(eq(energyDeclaration.beneficiaryId, beneficiaryId), eq(energyDeclaration.year, year));
  const before = tx.select().from(energyDeclaration).where(where).get() ?? null;
  if (before && before.tce === tce && before.source === source) return before;
  const set = { tce, source, version: (before?.version ?? 0) + 1 };
  tx.insert(energyDeclaration)
    .values({ beneficiaryId, year, ...set })
    .onConflictDoUpdate({ target: [energyDeclaration.beneficiaryId, energyDeclaration.year], set })
    .run();
  return before;
}

type Problem = { code: string; message: string } | null;

const OLDEST_YEAR = 2015;
const MOST_TCE = '100000000';

/** What is wrong with a declared energy: a plain figure, not negative, 4 decimals at most. */
export function tceProblem(tce: string | null): Problem {
  const isFigure = tce !== null && /^\d{1,9}(\.\d{1,4})?$/.test(tce);
  if (isFigure && !new Decimal(tce).gt(MOST_TCE)) return null;
  return { code: 'invalid_number', message: '年综合能源消费量应为不小于0的数字（吨标准煤），最多4位小数。' };
}

/** What is wrong with the year of a declaration. */
export function declarationYearProblem(year: number | null, today: string): Problem {
  if (year !== null && year >= OLDEST_YEAR && year <= Number(today.slice(0, 4))) return null;
  return { code: 'out_of_range', message: `能耗年度应在${OLDEST_YEAR}年至今年之间。` };
}

/** What is wrong with the source of a declaration. */
export function energySourceProblem(source: Declaration['source'] | null): Problem {
  if (source !== null) return null;
  return { code: 'required', message: '请注明能耗数据来源（企业申报或验收报告）。' };
}
