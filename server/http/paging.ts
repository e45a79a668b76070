import { z } from '@hono/zod-openapi';

/** Most rows of a list in one reply. */
export const MAX_PAGE = 500;

/** Which part of a list is asked for; `limit` 0 = only what is counted and summed beside it. */
export const pageQuery = {
  limit: z.coerce.number().int().min(0).max(MAX_PAGE).default(MAX_PAGE),
  offset: z.coerce.number().int().min(0).max(1_000_000_000).default(0),
};

export interface PageAsked {
  limit: number;
  offset: number;
}

/** The rows of a page, of all in their order. */
export const pageOf = <T>(rows: readonly T[], { limit, offset }: PageAsked): T[] =>
  rows.slice(offset, offset + limit);

/** As names are searched: in any width and case, without blanks around. */
export const searchable = (text: string): string => text.normalize('NFKC').trim().toUpperCase();
