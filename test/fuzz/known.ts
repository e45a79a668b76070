import type { TestApp } from '../support/app.ts';
import type { Random } from './random.ts';

export type Row = Readonly<Record<string, unknown>>;

/** The table whose rows a path's parameters name, by the path as the document writes it. */
const TABLES: readonly [RegExp, string][] = [
  [/^\/session\//, 'session'],
  [/^\/accounts\//, 'user'],
  [/^\/certificates\/bases\//, 'certificate_base'],
  [/^\/certificates\/batches\//, 'certificate_batch'],
  [/^\/certificates\/\{id\}\/files\/\{/, 'certificate_file'],
  [/^\/certificates\//, 'certificate'],
  [/^\/cultivation\//, 'cultivation'],
  [/^\/(beneficiaries|firms)\//, 'beneficiary'],
  [/^\/cases\/\{id\}\/files\/\{/, 'case_file'],
  [/^\/cases\//, 'subsidy_case'],
  [/^\/rule-sets\//, 'rule_set'],
  [/^\/warnings\//, 'warning'],
  [/^\/bulletins\//, 'bulletin'],
  [/^\/projects\/\{id\}\/files\/\{/, 'project_file'],
  [/^\/projects\//, 'project'],
  [/^\/providers\//, 'service_provider'],
  [/^\/needs\//, 'need'],
  [/^\/task-reports\/\{id\}\/files\/\{/, 'task_report_file'],
  [/^\/task-reports\//, 'task_report'],
  [/^\/tasks\/\{id\}\/goals/, 'task_goal'],
  [/^\/tasks\//, 'task'],
  [/^\/indicators\/\{id\}\/actuals/, 'indicator_actual'],
  [/^\/indicators\//, 'indicator'],
  [/^\/reports\/\{/, 'report'],
  [/^\/periods\//, 'reporting_period'],
  [/^\/funds\//, 'fund_budget'],
];

/** Where a row says whose it is. */
const UNIT_COLUMNS = ['treasury_unit', 'unit_code'];

const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** A column that holds JSON is read as what it holds. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** What the database holds right now: ids that exist, versions that are current, rows of any county. */
export class Known {
  private readonly app: TestApp;
  private readonly random: Random;
  constructor(app: TestApp, random: Random) {
    this.app = app;
    this.random = random;
  }

  /**
   * One row, the newest ones more often than others: what was just made is worked on. For somebody of a county mostly
   * one of that county, where the table tells.
   */
  row(table: string, ownUnits: readonly string[] = []): Row | null {
    const { sqlite } = this.app.db;
    const columns = sqlite
      .prepare(`SELECT name FROM pragma_table_info('${table}')`)
      .pluck()
      .all() as string[];
    const unitColumn = UNIT_COLUMNS.find((name) => columns.includes(name));
    const own = ownUnits.length > 0 && unitColumn !== undefined && this.random.chance(0.8);
    const where = own ? `WHERE ${unitColumn} IN (${ownUnits.map((code) => `'${code}'`).join()})` : '';
    const count = sqlite.prepare(`SELECT count(*) FROM "${table}" ${where}`).pluck().get() as number;
    if (count === 0) return null;
    const order = table === 'report' ? 'period' : 'rowid';
    const offset = this.random.below(this.random.chance(0.6) ? Math.min(count, 6) : count);
    const found = sqlite
      .prepare(`SELECT rowid AS "rowid", * FROM "${table}" ${where} ORDER BY ${order} DESC LIMIT 1 OFFSET ?`)
      .get(offset) as Record<string, unknown>;
    return Object.fromEntries(Object.entries(found).map(([key, value]) => [camel(key), parsed(value)]));
  }

  /** The row that a path is about. */
  rowOf(template: string, ownUnits: readonly string[]): Row | null {
    const table = TABLES.find(([pattern]) => pattern.test(template))?.[1];
    return table === undefined ? null : this.row(table, ownUnits);
  }

  /** A column of some row; null where the table is empty. */
  value(table: string, column: string, ownUnits: readonly string[]): unknown {
    return this.row(table, ownUnits)?.[column] ?? null;
  }
}
