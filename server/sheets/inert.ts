/**
 * Text a spreadsheet would run as a formula: it begins with = + - @ (also full-width) or a tab or a line break, perhaps
 * after blanks. Apostrophes in front are looked through, so that what is added can be told from what was there.
 * Source: OWASP, CSV Injection; DESIGN §6.
 */
const FORMULA_START = /^'*\s*[\t\r\n=+\-@＝＋－＠]/;

/** Text for a CSV cell: an apostrophe in front of what would be a formula, all else as it is. */
export function inertText(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}

/** The text `inertText` was given: takes off the apostrophe it added, and no other. */
export function textOfInert(written: string): string {
  const inner = written.slice(1);
  return written.startsWith("'") && FORMULA_START.test(inner) ? inner : written;
}
