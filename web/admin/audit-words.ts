import { ACCOUNTS_WORDS } from './audit-words/accounts.ts';
import { BULLETINS_WORDS } from './audit-words/bulletins.ts';
import { LEDGER_WORDS } from './audit-words/ledger.ts';
import { MONEY_WORDS } from './audit-words/money.ts';
import { PLAN_WORDS } from './audit-words/plan.ts';
import { REPORTING_WORDS } from './audit-words/reporting.ts';
import { ROSTER_WORDS } from './audit-words/roster.ts';
import { SHARED_FIELDS } from './audit-words/shared.ts';
import { SYSTEM_WORDS } from './audit-words/system.ts';
import { TASKS_WORDS } from './audit-words/tasks.ts';
import { WARNINGS_WORDS } from './audit-words/warnings.ts';
import type { Words } from './audit-words/words.ts';

export {
  COLUMN_WORDS,
  INDICATOR_WORDS,
  SETTING_WORDS,
  VALUE_WORDS,
  VALUE_WORDS_OF,
} from './audit-words/values.ts';

/** Words of the audit log (审计日志): codes of actions, objects, fields and values in Chinese, by feature. */
const FEATURES = [
  ACCOUNTS_WORDS,
  REPORTING_WORDS,
  ROSTER_WORDS,
  PLAN_WORDS,
  MONEY_WORDS,
  WARNINGS_WORDS,
  TASKS_WORDS,
  BULLETINS_WORDS,
  LEDGER_WORDS,
  SYSTEM_WORDS,
];

const merged = (words: readonly Words[]): Words => Object.assign({}, ...words) as Words;

export const ACTION_WORDS = merged(FEATURES.map(({ actions }) => actions));

export const ENTITY_WORDS = merged(FEATURES.map(({ entities }) => entities));

export const FIELD_WORDS = merged([...FEATURES.map(({ fields }) => fields), SHARED_FIELDS]);
