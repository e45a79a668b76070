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

export type UnitPageAsked = PageAsked & { q?: string | undefined };

interface HasUnit {
  code: string;
  name: string;
}

/** What has a row for each unit, and nothing called `total`: the page says under it how many units there are. */
export interface UnitsOf {
  units: readonly HasUnit[];
}

/** One page of the units; 全市 heads every page, and whatever else the answer says is of all units. */
export function unitPage<Whole extends UnitsOf>(
  whole: Whole,
  asked: UnitPageAsked,
): Whole & { total: number } {
  const words = searchable(asked.q ?? '');
  const isAsked = (unit: HasUnit) => searchable(unit.name).includes(words) || unit.code.includes(words);
  const city = whole.units.filter((unit) => isCityCode(unit.code));
  const found = whole.units.filter((unit) => !isCityCode(unit.code) && isAsked(unit));
  return { ...whole, units: [...city, ...pageOf(found, asked)], total: found.length };
}
