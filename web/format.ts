/** Numbers and dates as they stand on screen: the one place that formats them. All pure. */

/** Shown where there is no figure: missing is never 0. */
export const MISSING = '—';

/** A sign in front of figures above zero. */
interface SignOption {
  sign?: boolean;
}

/** Replaces hyphens by the true minus sign (−, U+2212), e.g. in a figure kept as text. */
export function minus(text: string): string {
  return text.replaceAll('-', '−');
}

/** Rounds half away from zero on the decimal writing of the number, so 1.005 at two places is 1.01. */
function fixed(value: number, decimals: number): string {
  const [mantissa, exponent = '0'] = Math.abs(value).toExponential().split('e');
  const scaled = Math.round(Number(`${mantissa}e${Number(exponent) + decimals}`));
  return Number(`${scaled}e${-decimals}`).toFixed(decimals);
}

function signed(value: number, digits: string, opts: SignOption): string {
  if (Number(digits.replaceAll(',', '')) === 0) return digits;
  if (value < 0) return `−${digits}`;
  return opts.sign ? `+${digits}` : digits;
}

/** Percent without the unit: −3.6 → '−3.6', null → '—'. */
export function formatPct(value: number | null, decimals = 1, opts: SignOption = {}): string {
  if (value === null || !Number.isFinite(value)) return MISSING;
  return signed(value, fixed(value, decimals), opts);
}

/** Percentage points without the unit; `decimals` as in formatPct. */
export function formatPoints(value: number | null, decimals = 1, opts: SignOption = {}): string {
  return formatPct(value, decimals, opts);
}

/** A quantity with thousands separators: 1751.02 → '1,751.02'. Without `decimals` as many as the number has. */
export function formatNumber(value: number | null, decimals?: number): string {
  if (value === null || !Number.isFinite(value)) return MISSING;
  const digits = decimals === undefined ? String(Math.abs(value)) : fixed(value, decimals);
  const [whole = '0', fraction] = digits.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return signed(value, fraction === undefined ? grouped : `${grouped}.${fraction}`, {});
}

/** A whole number of things: 1286 → '1,286', null → '—'. */
export function formatCount(value: number | null): string {
  return formatNumber(value, 0);
}

const FEN_PER_WAN = 1_000_000;

/** Money in 分 as 万元 without the unit, exact unless `decimals` says otherwise: 128600000 → '128.6', null → '—'. */
export function formatWan(fen: number | null, decimals?: number): string {
  return formatNumber(fen === null ? null : fen / FEN_PER_WAN, decimals);
}

/** Calendar date 'YYYY-MM-DD' → '11月20日'; null → '—'. */
export function formatDate(date: string | null): string {
  const match = date === null ? null : /^\d{4}-(\d{2})-(\d{2})/.exec(date);
  return match ? `${Number(match[1])}月${Number(match[2])}日` : MISSING;
}

/** Calendar date 'YYYY-MM-DD' → '2026年11月20日'; null → '—'. */
export function formatFullDate(date: string | null): string {
  return date === null ? MISSING : `${date.slice(0, 4)}年${formatDate(date)}`;
}

const shanghai = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function shanghaiParts(utcIso: string): { date: string; time: string } | null {
  const instant = new Date(utcIso);
  if (Number.isNaN(instant.getTime())) return null;
  const parts = Object.fromEntries(shanghai.formatToParts(instant).map((part) => [part.type, part.value]));
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}:${parts.second}`,
  };
}

/** UTC instant → Shanghai '11月20日 15:42'; null → '—'. */
export function formatDateTime(utcIso: string | null): string {
  const parts = utcIso === null ? null : shanghaiParts(utcIso);
  return parts ? `${formatDate(parts.date)} ${parts.time.slice(0, 5)}` : MISSING;
}

/** UTC instant → Shanghai '2026年11月20日 15:42'; null → '—'. */
export function formatFullDateTime(utcIso: string | null): string {
  const parts = utcIso === null ? null : shanghaiParts(utcIso);
  return parts ? `${formatFullDate(parts.date)} ${parts.time.slice(0, 5)}` : MISSING;
}

/** UTC instant → Shanghai calendar date '11月20日'; null → '—'. */
export function formatDay(utcIso: string | null): string {
  const parts = utcIso === null ? null : shanghaiParts(utcIso);
  return parts ? formatDate(parts.date) : MISSING;
}

/** UTC instant → Shanghai clock time '15:42:08'; null → '—'. */
export function formatClock(utcIso: string | null): string {
  const parts = utcIso === null ? null : shanghaiParts(utcIso);
  return parts ? parts.time : MISSING;
}
