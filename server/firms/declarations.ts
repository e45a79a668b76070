import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { WriteTx } from '../../db/open.ts';
import { beneficiary, energyDeclaration } from '../../db/schema.ts';

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
