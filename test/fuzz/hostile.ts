import type { Random } from './random.ts';

const ODD_TEXTS = [
  '',
  ' ',
  '　',
  '\t\n\r',
  '\0',
  'a\0b',
  '\ud800',
  'x\udc00y',
  '\uffff',
  '\u202e反的',
  'é́́́́',
  '👨‍👩‍👧‍👦',
  '𠮷田',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'; DROP TABLE report; --",
  '" OR 1=1 --',
  '%',
  '_',
  '[a-z',
  '\\',
  '../../../../etc/passwd',
  '=1+1',
  '@SUM(A1)',
  '{{7*7}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template that a server might fill in
  '${7*7}',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'true',
  'NaN',
  'Infinity',
  '-0',
  '1e400',
  '1e-400',
  '0x10',
  '١٢٣',
  '１２３',
  '−1',
  '1,234',
  '12,34',
  '.5',
  '5.',
  '00012',
  '99999999999999999999',
  '0.1234567890123456789',
  '2026-02-30',
  '2026-13-01',
  '0000-00-00',
  '9999-12-31',
  '-271821-04-20',
  '2026-11-21T00:00:00Z',
  '2026-01',
  '2026-00',
  '20260-1',
] as const;

export const ODD_NUMBERS = [
  0,
  -0,
  -1,
  0.5,
  1e-7,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 53 - 1,
  2 ** 53,
  -(2 ** 53),
  1e21,
  1e308,
  -1e308,
  5e-324,
] as const;

const ALPHABETS = ['a', '绿', '\u0301', '😀', '(', '9', ' ', '\n'] as const;

/** A text nobody would type, mostly of a length that a field takes. */
export function oddText(random: Random): string {
  if (random.chance(0.7)) return random.pick(ODD_TEXTS);
  if (random.chance(0.5))
    return random.pick(ALPHABETS).repeat(random.pick([1, 16, 64, 65, 200, 2_001, 40_000]));
  const units = Array.from({ length: random.below(20) }, () => random.below(0x10000));
  return String.fromCharCode(...units);
}

/** Arrays or objects one in another, so many levels deep. */
export function deep(random: Random, levels = random.pick([5, 100, 3_000])): unknown {
  const asArray = random.chance(0.5);
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = asArray ? [value] : { a: value };
  return value;
}

/** Any JSON value, of any type. */
export function oddValue(random: Random): unknown {
  const kind = random.below(8);
  if (kind === 0) return null;
  if (kind === 1) return random.chance(0.5);
  if (kind === 2) return random.pick(ODD_NUMBERS);
  if (kind === 3) return [];
  if (kind === 4) return {};
  if (kind === 5) return deep(random);
  if (kind === 6) return Array.from({ length: random.pick([1, 2, 400]) }, () => random.below(3));
  return oddText(random);
}

type Holder = Record<string, unknown>;

/** Every place of a body that can be replaced: the holder and the key. */
function placesOf(value: unknown, found: [Holder, string][] = []): [Holder, string][] {
  if (typeof value !== 'object' || value === null) return found;
  const holder = value as Holder;
  for (const key of Object.keys(holder).slice(0, 40)) {
    found.push([holder, key]);
    if (found.length < 400) placesOf(holder[key], found);
  }
  return found;
}

const KEYS = [
  'id',
  'status',
  'stage',
  'role',
  'createdBy',
  'approvedFen',
  '__proto__',
  'constructor',
  '',
  'é',
  '\ud800',
];

/** A body that was right, with one to three things wrong: another type, a missing or extra key, a doubled element. */
export function spoil(random: Random, body: unknown): unknown {
  const copy = structuredClone(body);
  for (let times = 1 + random.below(3); times > 0; times -= 1) {
    const places = placesOf(copy);
    if (places.length === 0) return oddValue(random);
    const [holder, key] = random.pick(places);
    const kind = random.below(10);
    if (kind === 0) delete holder[key];
    else if (kind === 1 && !Array.isArray(holder)) holder[random.pick(KEYS)] = oddValue(random);
    else if (kind === 2 && Array.isArray(holder)) holder.push(structuredClone(holder[Number(key)]));
    else if (kind === 3 && typeof holder[key] === 'number') holder[key] = random.pick(ODD_NUMBERS);
    else if (kind <= 6 && typeof holder[key] === 'string') holder[key] = oddText(random);
    else holder[key] = oddValue(random);
  }
  return copy;
}
