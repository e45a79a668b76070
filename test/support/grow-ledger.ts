import type Sqlite from 'better-sqlite3';
import { creditCheckCharacter } from '../../server/rules/credit-code.ts';

/**
 * How the rows of a table are multiplied: numbers move on by whole rounds of the table they belong to, names and
 * vouchers get the round's number behind them, everything else stays as it is.
 */
interface Growth {
  table: string;
  /** column → table whose numbers it holds */
  numbers: Readonly<Record<string, string>>;
  names?: readonly string[];
  /** column with a credit code → column with the number of its holder */
  codes?: Readonly<Record<string, string>>;
  where?: string;
}

const accepted = "stage = 'accepted'";

/** Firms and all that hangs on them; an order in which each row finds what it refers to is not needed. */
const LEDGER: readonly Growth[] = [
  {
    table: 'beneficiary',
    numbers: { id: 'beneficiary' },
    names: ['name'],
    codes: { credit_code: 'id' },
  },
  { table: 'energy_declaration', numbers: { beneficiary_id: 'beneficiary' } },
  { table: 'service_provider', numbers: { beneficiary_id: 'beneficiary' } },
  { table: 'provider_charge', numbers: { id: 'provider_charge', provider_id: 'beneficiary' } },
  {
    table: 'project',
    numbers: { id: 'project', firm_id: 'beneficiary', provider_id: 'beneficiary' },
    names: ['name'],
  },
  { table: 'project_event', numbers: { id: 'project_event', project_id: 'project' } },
  { table: 'project_file', numbers: { id: 'project_file', project_id: 'project' } },
  {
    table: 'certificate',
    numbers: { id: 'certificate', beneficiary_id: 'beneficiary' },
    names: ['holder'],
    codes: { credit_code: 'beneficiary_id' },
  },
  {
    table: 'subsidy_case',
    numbers: {
      id: 'subsidy_case',
      beneficiary_id: 'beneficiary',
      certificate_id: 'certificate',
      project_id: 'project',
    },
  },
  { table: 'subsidy_case_event', numbers: { id: 'subsidy_case_event', case_id: 'subsidy_case' } },
  {
    table: 'disbursement',
    numbers: { id: 'disbursement', case_id: 'subsidy_case' },
    names: ['voucher'],
  },
  { table: 'case_file', numbers: { id: 'case_file', case_id: 'subsidy_case' } },
  {
    table: 'need',
    numbers: { id: 'need', firm_id: 'beneficiary', offer_id: 'need_offer', project_id: 'project' },
    names: ['title'],
  },
  {
    table: 'need_offer',
    numbers: { id: 'need_offer', need_id: 'need', provider_id: 'beneficiary' },
  },
  {
    table: 'cultivation',
    numbers: { id: 'cultivation', certificate_id: 'certificate' },
    names: ['name'],
  },
  // of what is under way there is one a task and department
  { table: 'task_report', numbers: { id: 'task_report' }, where: accepted },
  {
    table: 'task_report_event',
    numbers: { id: 'task_report_event', report_id: 'task_report' },
    where: `report_id IN (SELECT id FROM task_report WHERE ${accepted})`,
  },
];

/** A right credit code made from a number. */
function grownCode(number: number): string {
  const first17 = `91360400G${String(number).padStart(8, '0')}`;
  return `${first17}${creditCheckCharacter(first17)}`;
}

const keyOf = (table: string) =>
  table === 'energy_declaration' || table === 'service_provider' ? 'beneficiary_id' : 'id';

function columnsOf(sqlite: Sqlite.Database, table: string): string[] {
  return (sqlite.pragma(`table_info("${table}")`) as { name: string }[]).map(({ name }) => name);
}

/**
 * Multiplies firms, projects, titles, cases, payments, needs, providers, candidates and accepted progress reports, so
 * that there are `times` as many as before. The rounds are told apart by a number behind the name (“…公司〔7〕”), the rows
 * of round 0 are those that were there. The audit log is left as it is.
 */
export function growLedger(sqlite: Sqlite.Database, times: number): void {
  sqlite.function('grown_code', { deterministic: true }, (number) => grownCode(Number(number)));
  const highest = (table: string) =>
    (sqlite
      .prepare(`SELECT max("${keyOf(table)}") FROM "${table}"`)
      .pluck()
      .get() as number | null) ?? 0;
  const steps = new Map(LEDGER.map(({ table }) => [table, highest(table)]));
  const grow = ({ table, numbers, names = [], codes = {}, where = 'true' }: Growth) => {
    const moved = (column: string) => `"${column}" + round.k * ${steps.get(numbers[column] ?? '') ?? 0}`;
    const value = (column: string) => {
      if (numbers[column] !== undefined) return moved(column);
      if (names.includes(column)) return `"${column}" || '〔' || round.k || '〕'`;
      const holder = codes[column];
      if (holder === undefined) return `"${column}"`;
      return `CASE WHEN "${column}" IS NULL THEN NULL ELSE grown_code(coalesce(${moved(holder)}, ${moved('id')})) END`;
    };
    const columns = columnsOf(sqlite, table);
    sqlite.exec(`WITH RECURSIVE round (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM round WHERE k < ${times - 1})
      INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')})
      SELECT ${columns.map(value).join(', ')} FROM "${table}", round
      WHERE "${keyOf(table)}" <= ${highest(table)} AND ${where}`);
  };
  if (times < 2) return;
  sqlite.transaction(() => {
    sqlite.pragma('defer_foreign_keys = ON');
    for (const growth of LEDGER) grow(growth);
  })();
  sqlite.exec('ANALYZE');
}
