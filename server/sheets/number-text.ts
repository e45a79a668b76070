import { Decimal } from '../analytics/decimal.ts';

/** What a number format of a spreadsheet says about how a number is written. */
export interface NumberStyle {
  kind: 'plain' | 'decimal' | 'date';
  /** decimals always written, and at most written (kind `decimal`) */
  minDecimals: number;
  maxDecimals: number;
  /** the number is shown times 100 with a % */
  percent: boolean;
  /** which parts of a point in time are shown (kind `date`) */
  shows: { year: boolean; month: boolean; day: boolean; time: boolean; seconds: boolean };
}

const NO_TIME = { year: false, month: false, day: false, time: false, seconds: false };
const PLAIN: NumberStyle = { kind: 'plain', minDecimals: 0, maxDecimals: 0, percent: false, shows: NO_TIME };

/** Formats that files name by number only. Source: ECMA-376 part 1, 18.8.30, zh-CN where it depends on the language. */
const BUILT_IN: Readonly<Record<number, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'yyyy-m-d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm',
  19: 'h:mm:ss',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy-m-d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h:mm',
  33: 'h:mm:ss',
  34: 'h:mm',
  35: 'h:mm:ss',
  36: 'yyyy"年"m"月"',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  41: '#,##0',
  42: '#,##0',
  43: '#,##0.00',
  44: '#,##0.00',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  55: 'h:mm',
  56: 'h:mm:ss',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

/** The format code behind a number, 'General' where the file names none. */
export function builtInFormat(id: number): string {
  return BUILT_IN[id] ?? 'General';
}

function dateShows(letters: string): NumberStyle['shows'] | null {
  const time = /[hs]/.test(letters);
  const year = /y/.test(letters);
  const day = /d/.test(letters);
  const month = /m/.test(letters) && (year || day || !time);
  if (!time && !year && !day && !month) return null;
  return { year, month, day, time, seconds: /s/.test(letters) };
}

const styles = new Map<string, NumberStyle>();

function parseFormat(code: string): NumberStyle {
  if (/^general$/i.test(code.trim())) return PLAIN;
  // [h] counts hours beyond a day: a duration, no date
  if (/\[(?:h+|m+|s+)\]/i.test(code)) return PLAIN;
  const section = code
    .replace(/"[^"]*"|\\.|[_*].|\[[^\]]*\]/gs, '')
    .split(';')[0]
    ?.toLowerCase()
    .replace(/general|上午\/下午|am\/pm|a\/p/g, '');
  if (section === undefined || section.includes('@')) return PLAIN;
  const shows = dateShows(section);
  if (shows) return { ...PLAIN, kind: 'date', shows };
  // fractions, powers of ten and thousands left out are not how a figure is reported: the plain value is read
  const number = /^[^#0?]*[#0?,]+(?:\.([#0?]*))?[^#0?.,]*$/.exec(section);
  if (!number || /e[+-]|\/|,\s*(?:\.|%|$)/.test(section)) return PLAIN;
  const places = number[1] ?? '';
  return {
    kind: 'decimal',
    minDecimals: places.replace(/[#?]+$/, '').length,
    maxDecimals: places.length,
    percent: section.includes('%'),
    shows: NO_TIME,
  };
}

/** What a format code ('0.00', 'yyyy-mm-dd', '#,##0.0_ ') says. */
export function numberStyle(code: string): NumberStyle {
  let style = styles.get(code);
  if (!style) {
    style = parseFormat(code.slice(0, 255));
    if (styles.size < 5_000) styles.set(code, style);
  }
  return style;
}

const pad = (value: number) => String(value).padStart(2, '0');
/** day 0 of the spreadsheet's calendar, right from 1900-03-01 on */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const DAYS_TO_1904 = 1462;

/** A day number of a spreadsheet as 'YYYY-MM-DD', as far as the format shows it; null out of range. */
function dateText(serial: number, { shows }: NumberStyle, since1904: boolean): string | null {
  const days = since1904 ? serial + DAYS_TO_1904 : serial;
  if (!(days >= 0 && days < 2_958_466)) return null;
  const at = new Date(EPOCH_1900 + Math.round(days * 86_400) * 1000);
  if (Number.isNaN(at.getTime())) return null;
  const date = [String(at.getUTCFullYear())];
  if (shows.month || shows.day) date.push(pad(at.getUTCMonth() + 1));
  if (shows.day) date.push(pad(at.getUTCDate()));
  const clock = [pad(at.getUTCHours()), pad(at.getUTCMinutes())];
  if (shows.seconds) clock.push(pad(at.getUTCSeconds()));
  const hasDate = shows.year || shows.month || shows.day;
  return [hasDate ? date.join('-') : '', shows.time ? clock.join(':') : ''].filter(Boolean).join(' ');
}

export interface NumberText {
  text: string;
  /** the sheet shows fewer decimals than were typed */
  showsLess: boolean;
  /** more digits than a spreadsheet keeps: a code typed as a number has lost its end */
  tooLong: boolean;
}

/**
 * A number as the person wrote it: decimals of the format are kept ('3.60'), typed decimals beyond it are not lost, and
 * what a formula computed is taken as shown. Never 0.30000000000000004: a spreadsheet keeps 15 digits.
 * @param raw  as the file has it ('3.6', '5.2300000000000004', '1E-3')
 * @returns null where it is no number
 */
export function numberText(
  raw: string | number,
  style: NumberStyle,
  { computed, since1904 }: { computed: boolean; since1904: boolean },
): NumberText | null {
  const value = typeof raw === 'number' ? raw : Number(raw);
  if (!Number.isFinite(value) || (typeof raw === 'string' && raw.trim() === '')) return null;
  if (style.kind === 'date') {
    const text = dateText(value, style, since1904);
    if (text !== null) return { text, showsLess: false, tooLong: false };
  }
  const kept = new Decimal(value.toPrecision(15));
  const shown = style.percent ? kept.times(100) : kept;
  const places = Math.max(shown.decimalPlaces(), 0);
  const decimal = style.kind === 'decimal';
  const decimals = !decimal
    ? places
    : computed
      ? Math.min(Math.max(places, style.minDecimals), style.maxDecimals)
      : Math.max(places, style.minDecimals);
  const written = shown.toFixed(decimals);
  const text = /^-[0.]+$/.test(written) ? written.slice(1) : written;
  return {
    text: style.percent ? `${text}%` : text,
    showsLess: decimal && !computed && places > style.maxDecimals,
    tooLong: Math.abs(value) >= 1e15,
  };
}
