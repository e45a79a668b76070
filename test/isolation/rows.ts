import type { Row } from './row.ts';
import { ADMINISTRATION_ROWS } from './rows/administration.ts';
import { LEDGER_ROWS } from './rows/ledger.ts';
import { MONEY_ROWS } from './rows/money.ts';
import { PLAN_ROWS } from './rows/plan.ts';
import { REPORTING_ROWS } from './rows/reporting.ts';
import { SUPERVISION_ROWS } from './rows/supervision.ts';

/** One row for each route: `METHOD /path` under /api/v1 (or from / on, where it stands elsewhere). */
export const ROWS: Readonly<Record<string, Row>> = {
  ...PLAN_ROWS,
  ...REPORTING_ROWS,
  ...MONEY_ROWS,
  ...SUPERVISION_ROWS,
  ...LEDGER_ROWS,
  ...ADMINISTRATION_ROWS,
};
