import type { certificate } from '../../db/schema.ts';
import { AppError, invalidFields } from '../http/errors.ts';
import { certificateColumn } from '../rules/quota-columns.ts';
import { type HolderKey, holderKey, maybeSameHolder } from '../rules/similar-name.ts';
import type { SimilarTitle } from './certificate-schema.ts';
import type { EntryColumns } from './entry.ts';

/** What of a known title decides whether another one doubles it. */
export type KnownTitle = EntryColumns &
  Pick<typeof certificate.$inferSelect, 'id' | 'removedOn'> & { unitName: string; key: HolderKey };

/** How an entry stands to what is on the roster: 重复 is refused, 疑似重复 asks somebody to look. */
type Doubling =
  | { kind: 'none' }
  | { kind: 'duplicate'; field: 'holder' | 'creditCode'; message: string }
  | { kind: 'similar'; rows: KnownTitle[]; message: string };

const inWords = (row: KnownTitle) => `“${row.holder}”（${row.unitName}，${row.listYear}年名单）`;

/**
 * The same holder in the same list, or the same credit code with the same title in force: a duplicate. A similar name
 * with the same title in force: perhaps one. 领跑者 holds two titles, 能效 and 水效: there one code twice is a question.
 * @param known every title on the roster, the entry itself left out
 */
export function doublingOf(entry: EntryColumns, known: readonly KnownTitle[], today: string): Doubling {
  const rows = known.filter((row) => row.column === entry.column);
  if (rows.some((row) => row.holder === entry.holder && row.listYear === entry.listYear)) {
    return { kind: 'duplicate', field: 'holder', message: `${entry.holder}已在该年度名单中。` };
  }
  const inForce = rows.filter(({ removedOn }) => removedOn === null || removedOn > today);
  const { label } = certificateColumn(entry.column);
  const sameCode = inForce.find((row) => entry.creditCode !== null && row.creditCode === entry.creditCode);
  if (sameCode && entry.column !== 'efficiencyLeader') {
    const message = `该信用代码已登记为${label}：${inWords(sameCode)}，请勿重复登记；名单有误的请更正原登记。`;
    return { kind: 'duplicate', field: 'creditCode', message };
  }
  const key = holderKey(entry);
  const similar = inForce.filter((row) => maybeSameHolder(key, row.key));
  if (similar.length === 0) return { kind: 'none' };
  const message = `名称与在册的${label}${similar.slice(0, 3).map(inWords).join('、')}相近，请核对是否同一单位。`;
  return { kind: 'similar', rows: similar, message };
}

/**
 * Refuses a duplicate (422), and a similar name unless somebody confirmed it (409 `similar_name` with the candidates).
 */
export function refuseDoubling(doubling: Doubling, confirmed: boolean): void {
  if (doubling.kind === 'duplicate') {
    throw invalidFields({ [doubling.field]: { code: 'duplicate', message: doubling.message } });
  }
  if (doubling.kind === 'none' || confirmed) return;
  const candidates = doubling.rows.map(
    ({ id, holder, creditCode, unitName, listYear }): SimilarTitle => ({
      id,
      holder,
      creditCode,
      unitName,
      listYear,
    }),
  );
  throw new AppError(409, 'similar_name', doubling.message, { details: { candidates } });
}
