import { z } from '@hono/zod-openapi';
import { isCityCode } from '../rules/units.ts';
import { type PageAsked, pageOf, pageQuery, searchable } from './paging.ts';

/* Part of an answer that has a row for each unit: where there are thousands of them, a screen asks for what it shows. */

/** By name or code, and from which row to which; without either all units there are, up to the largest page. */
export const unitPageQuery = {
  ...pageQuery,
  q: z.string().max(40).optional().openapi({ description: '单位名称或代码中含有' }),
};

/** Beside the page: how many counties the search finds in all. */
export const unitPageTotal = { total: z.number() };

type UnitPageAsked = PageAsked & { q?: string | undefined };

/** Part of a cache key. */
export const unitPageKey = ({ limit, offset, q }: UnitPageAsked) => JSON.stringify([limit, offset, q ?? '']);

interface HasUnit {
  code: string;
  name: string;
}

/** One page of the units; 全市 heads every page, and whatever else the answer says is of all units. */
export function unitPage<Unit extends HasUnit, Whole extends { units: readonly Unit[] }>(
  whole: Whole & { units: readonly Unit[] },
  asked: UnitPageAsked,
) {
  const words = searchable(asked.q ?? '');
  const isAsked = ({ code, name }: Unit) => searchable(name).includes(words) || code.includes(words);
  const city = whole.units.filter(({ code }) => isCityCode(code));
  const found = whole.units.filter((unit) => !isCityCode(unit.code) && isAsked(unit));
  return { ...whole, units: [...city, ...pageOf(found, asked)], total: found.length };
}
