/**
 * Withholding of sums that rest on too few firms (小样本保护), for viewers who may see sums only. A sum over one or two firms
 * tells what a single firm did; and so does a total from which all other units can be taken away (complementary
 * suppression). Numbers of firms and projects themselves are shown.
 */

/** Least number of firms behind a sum that is shown. */
export const LEAST_FIRMS = 3;

/** few: under three firms stand behind it; guard: kept back so that a kept-back one cannot be worked out. */
export type Withheld = 'few' | 'guard';

export const WITHHELD_WORDS: Readonly<Record<Withheld, string>> = {
  few: '不足3家企业，不单列',
  guard: '防止倒推，不单列',
};

/** How many firms stand behind the sum of one unit; 0 = no sum at all, which tells nothing of anybody. */
export interface SumCell {
  code: string;
  firms: number;
}

export interface Suppression {
  /** units whose sum is kept back, and why */
  units: ReadonlyMap<string, Withheld>;
  /** the total over all units */
  total: Withheld | null;
}

const isFew = (firms: number) => firms > 0 && firms < LEAST_FIRMS;

/** What the total less the units shown would tell: the sum of those kept back. It must rest on two units and three firms. */
function isGuessable(withheld: readonly SumCell[]): boolean {
  if (withheld.length === 0) return false;
  return withheld.length < 2 || isFew(withheld.reduce((sum, { firms }) => sum + firms, 0));
}

/**
 * Which sums of a table of units with its total are kept back: every one over 1–2 firms; then, while the rest of the total
 * would give one of them away, the unit with the fewest firms beside; and where no unit is left, the total.
 * Ties are decided by the order of the rows, so that the same table is always shown in the same way.
 */
export function suppress(cells: readonly SumCell[]): Suppression {
  const units = new Map<string, Withheld>();
  const filled = cells.filter(({ firms }) => firms > 0);
  for (const { code, firms } of filled) if (isFew(firms)) units.set(code, 'few');
  const shown = filled.filter(({ code }) => !units.has(code)).sort((a, b) => a.firms - b.firms);
  const kept = () => filled.filter(({ code }) => units.has(code));
  while (isGuessable(kept())) {
    const next = shown.shift();
    if (!next) break;
    units.set(next.code, 'guard');
  }
  const all = filled.reduce((sum, { firms }) => sum + firms, 0);
  return { units, total: isFew(all) ? 'few' : isGuessable(kept()) ? 'guard' : null };
}

/**
 * Whether a part of a whole may be shown beside the whole: neither the part nor the rest may rest on 1–2 firms.
 * @returns why it is kept back, or null where it may be shown
 */
export function suppressPart(part: number, rest: number): Withheld | null {
  if (isFew(part)) return 'few';
  return isFew(rest) ? 'guard' : null;
}
