import { inArray } from 'drizzle-orm';
import type { ReadDb } from '../../../db/open.ts';
import { unit } from '../../../db/schema.ts';
import type { ProviderView } from '../list.ts';
import type { LedgerListReply, ListId } from '../schema.ts';
import { type ListScope, narrowed } from '../scope.ts';
import { benchmarkList } from './benchmarks.ts';
import { diagnosedList, willingList } from './firms.ts';
import { type ListContent, numbered } from './form.ts';
import { providersList } from './providers.ts';

type Db = Pick<ReadDb, 'select'>;

/** Who fills the form in (填报单位): the counties it is about, else the bureau. */
function reporterOf(db: Db, { units }: ListScope): string {
  if (units === 'all') return '九江市工业和信息化局';
  const names = db
    .select({ name: unit.name })
    .from(unit)
    .where(inArray(unit.code, [...units]))
    .orderBy(unit.sortOrder)
    .all();
  return names.map(({ name }) => name).join('、');
}

function contentOf(db: Db, list: ListId, view: ProviderView, unitCode: string | undefined): ListContent {
  const scope = narrowed(db, view.scope, unitCode);
  switch (list) {
    case 'benchmarks':
      return benchmarkList(db, scope, view.today);
    case 'diagnosed':
      return diagnosedList(db, scope);
    case 'willing':
      return willingList(db, scope);
    case 'providers':
      return providersList(db, view, unitCode);
  }
}

/**
 * One of the four lists (四张清单) the plan orders each place to keep: each a filtered view of the one set of firms.
 * Source: 行动计划 三（一）.
 * @throws 404 for a unit the viewer does not keep
 */
export function ledgerList(
  db: Db,
  list: ListId,
  view: ProviderView,
  unitCode: string | undefined,
): LedgerListReply {
  const { lines, ...content } = contentOf(db, list, view, unitCode);
  return {
    list,
    ...content,
    today: view.today,
    reporter:
      list === 'providers' ? '九江市工业和信息化局' : reporterOf(db, narrowed(db, view.scope, unitCode)),
    rows: numbered(lines),
  };
}
