import type BetterSqlite3 from 'better-sqlite3';

/** Sets this global in the page wherever it is taken for anything but text. */
export const PLANTED_GLOBAL = '__planted';

/** What runs if a text is put into a page, an attribute, a script, an address or a template as it stands. */
export const PAYLOAD =
  `<img src=x onerror="window.${PLANTED_GLOBAL}=1">"'><svg onload=window.${PLANTED_GLOBAL}=2>` +
  `</title></script><script>window.${PLANTED_GLOBAL}=3</script>{{7*7}}\${7*7}javascript:window.${PLANTED_GLOBAL}=4`;

/** Not texts of people: marks of the database itself, and what programs read. */
const LEFT_ALONE = new Set(['setting', 'session', 'sign_in_failure']);
/** Reference data and choices from a list, which no screen lets anybody type. */
const CHOICES = new Set(['industry', 'department', 'responsible', 'browser']);
/** A bulletin's figures have a checksum: a changed one is not shown at all. Those made afterwards hold what was planted. */
const CHECKED = new Set(['snapshot']);

const isProse = (text: string) => /[\u4e00-\u9fff]/.test(text);

/** The same value with the payload behind every text of people in it. */
function withPayload(value: unknown, payload: string): unknown {
  if (typeof value === 'string') return isProse(value) ? `${value}${payload}` : value;
  if (Array.isArray(value)) return value.map((part) => withPayload(part, payload));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withPayload(part, payload)]));
}

function planted(text: string, payload: string): string {
  if (!/^[[{]/.test(text)) return isProse(text) ? `${text}${payload}` : text;
  try {
    return JSON.stringify(withPayload(JSON.parse(text), payload));
  } catch {
    return `${text}${payload}`;
  }
}

/**
 * Puts a payload behind every text of people in the database, past every check of the server: as if each check had
 * been forgotten once. @returns columns planted, as `table.column`
 */
export function plantEverywhere(sqlite: BetterSqlite3.Database, payload = PAYLOAD): string[] {
  const names = (type: string) =>
    sqlite.prepare('SELECT name FROM sqlite_master WHERE type = ?').pluck().all(type) as string[];
  for (const trigger of names('trigger')) sqlite.exec(`DROP TRIGGER "${trigger}"`);
  sqlite.pragma('ignore_check_constraints = 1');
  sqlite.function('planted', (text) => (typeof text === 'string' ? planted(text, payload) : text));
  const done: string[] = [];
  for (const table of names('table')) {
    if (/^(sqlite_|__)/.test(table) || LEFT_ALONE.has(table)) continue;
    const columns = sqlite.pragma(`table_info("${table}")`) as { name: string; type: string; pk: number }[];
    for (const { name, type, pk } of columns) {
      if (type.toLowerCase() !== 'text' || pk > 0 || CHOICES.has(name) || CHECKED.has(name)) continue;
      const { changes } = sqlite
        .prepare(`UPDATE "${table}" SET "${name}" = planted("${name}") WHERE "${name}" <> planted("${name}")`)
        .run();
      if (changes > 0) done.push(`${table}.${name}`);
    }
  }
  sqlite.pragma('ignore_check_constraints = 0');
  return done;
}
