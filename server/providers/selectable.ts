import { asc, eq } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { beneficiary, serviceProvider } from '../../db/schema.ts';
import type { FieldErrors } from '../http/errors.ts';
import { fullDate } from '../rules/date-text.ts';
import { stateOf } from './list.ts';

type Db = Pick<ReadDb, 'select'>;

/** A provider as projects and needs name it; a candidate (待遴选) is nobody's to name. */
export interface NamedProvider {
  id: number;
  name: string;
  /** day it left the list; null while it stands on it */
  endedOn: string | null;
}

/** Providers of the open selection (公开遴选), those that left since with the day. */
export function selectedProviders(db: Db, today: string): NamedProvider[] {
  return db
    .select({ row: serviceProvider, name: beneficiary.name })
    .from(serviceProvider)
    .innerJoin(beneficiary, eq(beneficiary.id, serviceProvider.beneficiaryId))
    .orderBy(asc(beneficiary.id))
    .all()
    .filter(({ row }) => stateOf(row, today) !== 'candidate')
    .map(({ row, name }) => {
      const endedOn = stateOf(row, today) === 'ended' ? row.endedOn : null;
      return { id: row.beneficiaryId, name, endedOn };
    });
}

/** Why a provider may not be chosen now; null where it stands on the list. A candidate is as unknown as none. */
export function providerProblem(db: Db, id: number, today: string): FieldErrors[string] | null {
  const known = selectedProviders(db, today).find((one) => one.id === id);
  if (!known) return { code: 'unknown_provider', message: '请从在册服务商中选择。' };
  if (known.endedOn === null) return null;
  return { code: 'ended', message: `${known.name}已于${fullDate(known.endedOn)}退出服务商清单，不能选择。` };
}
