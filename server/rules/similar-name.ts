/**
 * Whether two names of firms or parks may be the same holder written differently (疑似重复). A guess for a human to
 * confirm, never a refusal: the credit code (统一社会信用代码) decides where both are known.
 */

/** The 14 units' names and ways of writing the city, as they stand in front of a firm's name. Longest first. */
const PLACES = [
  '九江经济技术开发区',
  '九江经开区',
  '共青城市',
  '江西省',
  '九江市',
  '濂溪区',
  '浔阳区',
  '经开区',
  '柴桑区',
  '武宁县',
  '修水县',
  '永修县',
  '德安县',
  '都昌县',
  '湖口县',
  '彭泽县',
  '瑞昌市',
  '庐山市',
  '共青城',
  '江西',
  '九江',
] as const;

/** Kinds of company at the end of a name; the longest that fits goes. */
const COMPANY = /(集团)?(股份|控股)?(有限责任公司|有限公司|股份公司|集团公司|总公司|公司)$/;
/** A park lives by its place: only the province and the city are taken off. */
const PARK = /(园|园区|开发区|经开区|高新区|集中区)$/;
const OUTER_PLACES = ['江西省', '九江市'] as const;
/** What tells one plant from the next: 一厂, 第二分公司, 3期. */
const NUMERAL = /\d+|[一二三四五六七八九十]+(?=(分?厂|分?公司|期|号|部|车间|园))/g;

/** Signs and spaces that people write, leave out or write full-width. */
const SIGNS = /[\s\p{P}\p{S}]/gu;

function withoutPlaces(text: string, places: readonly string[]): string {
  const place = places.find((candidate) => text.startsWith(candidate));
  if (place === undefined || text.length - place.length < 2) return text;
  return withoutPlaces(text.slice(place.length), places);
}

/**
 * What is left of a name without the ways of writing it: full- and half-width, capitals, spaces, brackets, 有限公司 /
 * 有限责任公司 / 股份 / 集团 at the end, the province, city or county in front (of a park the county stays). Never less than two
 * characters.
 */
export function nameCore(name: string): string {
  const plain = name.normalize('NFKC').toUpperCase().replace(SIGNS, '');
  if (PARK.test(plain)) return withoutPlaces(plain, OUTER_PLACES);
  const withoutKind = plain.replace(COMPANY, '');
  return withoutPlaces(withoutKind.length < 2 ? plain : withoutKind, PLACES);
}

/** Steps from one text to the other: a character put in, left out, exchanged, or two neighbours swapped. */
export function editDistance(a: string, b: string): number {
  const [from, to] = [[...a], [...b]];
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const line = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (line[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (isSwap) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      line.push(best);
    }
    before = last;
    last = line;
  }
  return last[to.length] ?? 0;
}

/** Shorter cores than this are alike only where they are the same. */
const SHORTEST_ALIKE = 4;
/** From this length on two steps are still alike. */
const LONG = 10;

function allowedSteps(length: number): number {
  if (length < SHORTEST_ALIKE) return 0;
  return length < LONG ? 1 : 2;
}

/** A name made ready for comparison: its core, and the numerals that tell one plant from the next. */
interface NameKey {
  core: string;
  numerals: string;
}

function nameKey(name: string): NameKey {
  const core = nameCore(name);
  return { core, numerals: (core.match(NUMERAL) ?? []).join('|') };
}

/** What is left of two texts between what they have in common at both ends. */
function middles(a: string, b: string): [string, string] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
}

/** Whether two texts are at most so many steps apart; cheap where they are not, which is nearly always. */
function within(steps: number, a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > steps) return false;
  const [left, right] = middles(a, b);
  // one step leaves a single character on a side, or two neighbours swapped
  if (steps === 1 && Math.max(left.length, right.length) > 2) return false;
  return editDistance(left, right) <= steps;
}

/**
 * Two names alike: the same core; one core at the beginning of the other (琥珀新材料, 琥珀新材料科技); or, at equal
 * numerals, one step apart from four characters on and two from ten on, counted in the longer one.
 */
function namesAlike(a: NameKey, b: NameKey): boolean {
  if (a.core === b.core) return true;
  if (a.numerals !== b.numerals) return false;
  const [shorter, longer] = a.core.length <= b.core.length ? [a.core, b.core] : [b.core, a.core];
  if (shorter.length >= SHORTEST_ALIKE && longer.startsWith(shorter)) return true;
  return within(allowedSteps(longer.length), a.core, b.core);
}

/** A holder as the roster knows it. */
export interface NamedHolder {
  holder: string;
  formerNames: readonly string[];
  /** normalised, or null where unknown */
  creditCode: string | null;
}

/** A holder made ready for comparison with many others. */
export interface HolderKey {
  creditCode: string | null;
  names: readonly NameKey[];
}

/** All names of a holder, the former ones (曾用名) too, and its code. */
export function holderKey({ holder, formerNames, creditCode }: NamedHolder): HolderKey {
  return { creditCode, names: [...new Set([holder, ...formerNames])].map(nameKey) };
}

/**
 * Whether two holders may be the same: by their names or former names. Two known codes that differ are two firms,
 * whatever they are called.
 */
export function maybeSameHolder(a: HolderKey, b: HolderKey): boolean {
  if (a.creditCode !== null && b.creditCode !== null) return a.creditCode === b.creditCode;
  return a.names.some((name) => b.names.some((other) => namesAlike(name, other)));
}
