import Sqlite from 'better-sqlite3';
import type { TestApp } from '../support/app.ts';

const WRITES = /^\s*(?:insert|update|delete|replace)\b/i;
const CALLS = ['run', 'get', 'all'] as const;

/** A fault of the disk as SQLite reports it. */
export const ioError = () => new Sqlite.SqliteError('disk I/O error', 'SQLITE_IOERR_WRITE');

/** What a running fault has seen. */
export interface StatementFault {
  /** writing statements executed since it was set */
  executed: number;
  /** whether it struck */
  struck: boolean;
  /** lifts it */
  lift(): void;
}

type Execute = (this: Sqlite.Statement, ...values: unknown[]) => unknown;

/**
 * Lets the app's connection fail right after its n-th writing statement (0: before the first), inside whatever
 * transaction stands open: the last n is a fault just before COMMIT. Statements prepared long ago count too.
 */
export function failAfterStatement(app: TestApp, n: number): StatementFault {
  const { sqlite } = app.db;
  const prototype = Object.getPrototypeOf(sqlite.prepare('SELECT 1')) as Record<string, Execute>;
  const originals = CALLS.map((call) => [call, prototype[call] as Execute] as const);
  const lift = () => {
    for (const [call, execute] of originals) prototype[call] = execute;
  };
  const fault: StatementFault = { executed: 0, struck: false, lift };
  const strike = () => {
    fault.struck = true;
    throw ioError();
  };
  for (const [call, execute] of originals) {
    prototype[call] = function (...values) {
      if (this.database !== sqlite || !WRITES.test(this.source)) return execute.apply(this, values);
      if (fault.executed >= n) strike();
      const result = execute.apply(this, values);
      fault.executed += 1;
      return fault.executed >= n ? strike() : result;
    };
  }
  return fault;
}

/** The pages of the file as they are committed: every table, the log, the sessions and the counters of numbers. */
export const wholeFile = (app: TestApp): Buffer => app.db.sqlite.serialize();
