const FORMS = [
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];

function halfWidth(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '');
}

/**
 * Reads a date as people write or paste it: 2026-9-18, 2026/09/18, 2026.9.18, 20260918, 2026年9月18日, full-width too.
 * @returns 'YYYY-MM-DD'; null where it is no date of the calendar
 */
export function parseDate(text: string): string | null {
  const match = FORMS.map((form) => form.exec(halfWidth(text))).find((found) => found !== null);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : null;
}

/** Why a text is no date, with a likely one as the example: '请填写日期，如2026年11月28日。'. */
export function dateFault(example: string): string {
  return `请填写日期，如${fullDate(example)}。`;
}

/** '2026-12-20' → '2026年12月20日'. */
export function fullDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
