/**
 * View state in the URL, typed. Hand-written instead of zod, which would weigh more than the whole shell.
 * Values are plain strings; what a page does not know is dropped.
 */

type Raw = Record<string, unknown>;

function pick<Key extends string>(raw: Raw, keys: readonly Key[]): { [K in Key]?: string } {
  const picked: { [K in Key]?: string } = {};
  for (const key of keys) {
    const value = raw[key];
    if (typeof value === 'string' && value !== '') picked[key] = value;
  }
  return picked;
}

const PERIOD = /^\d{4}-(0[2-9]|1[0-2])$/;

/** A period that is not YYYY-MM (02–12) is dropped: the page then shows the newest one. */
function withPeriod<T extends { period?: string }>(search: T): T {
  if (search.period === undefined || PERIOD.test(search.period)) return search;
  const { period: _dropped, ...rest } = search;
  return rest as T;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Nothing was reported before the plan's first year. */
const FIRST_DAY = '2025-01-01';

/** A day of the calendar that can be looked back at (截至某日). */
export function isPastDay(day: string): boolean {
  if (!DAY.test(day) || day < FIRST_DAY) return false;
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

/** Looking back at a day (截至某日). */
export interface AsOfSearch {
  /** YYYY-MM-DD: figures as they were known at the end of that day */
  asOf?: string;
  /** 'open' shows the list of revisions since that day */
  revisions?: string;
}

/** A day that is none of the calendar is dropped, and with it the list of revisions: the page shows today. */
function withAsOf<T extends AsOfSearch>(search: T): T {
  if (search.asOf !== undefined && isPastDay(search.asOf)) return search;
  const { asOf: _day, revisions: _list, ...rest } = search;
  return rest as T;
}

export interface OverviewSearch extends AsOfSearch {
  period?: string;
  ruleSet?: string;
  /** 'map' shows the geographic sketch in place of the tiles */
  view?: string;
  /** code of the unit opened in place */
  unit?: string;
  /** codes of two or three units side by side, with commas */
  compare?: string;
  /** 'wall': for a wall screen, dark and without controls */
  screen?: string;
}
export const overviewSearch = (raw: Raw): OverviewSearch =>
  withAsOf(
    withPeriod(pick(raw, ['period', 'ruleSet', 'view', 'unit', 'compare', 'screen', 'asOf', 'revisions'])),
  );

export interface IntensitySearch extends AsOfSearch {
  /** heat | course | causes | grades */
  tab?: string;
  period?: string;
  ruleSet?: string;
  unit?: string;
  year?: string;
}
export const intensitySearch = (raw: Raw): IntensitySearch =>
  withAsOf(withPeriod(pick(raw, ['tab', 'period', 'ruleSet', 'unit', 'year', 'asOf', 'revisions'])));

export interface QuotasSearch {
  /** matrix | register | candidates */
  tab?: string;
  column?: string;
  unit?: string;
  /** list year */
  year?: string;
  /** inForce | removed */
  status?: string;
}
export const quotasSearch = (raw: Raw): QuotasSearch =>
  pick(raw, ['tab', 'column', 'unit', 'year', 'status']);

export interface CountySearch extends AsOfSearch {
  period?: string;
}
export const countySearch = (raw: Raw): CountySearch =>
  withAsOf(withPeriod(pick(raw, ['period', 'asOf', 'revisions'])));

export interface EntrySearch {
  unit?: string;
  period?: string;
}
export const entrySearch = (raw: Raw): EntrySearch => withPeriod(pick(raw, ['unit', 'period']));

export interface ReviewSearch {
  period?: string;
  unit?: string;
}
export const reviewSearch = (raw: Raw): ReviewSearch => withPeriod(pick(raw, ['period', 'unit']));

export interface ReportingSearch {
  /** feedback | periods | quality | collection */
  tab?: string;
  period?: string;
  year?: string;
}
export const reportingSearch = (raw: Raw): ReportingSearch =>
  withPeriod(pick(raw, ['tab', 'period', 'year']));

export interface SubsidiesSearch {
  /** funds | cases | beneficiaries */
  tab?: string;
  year?: string;
  /** id of the case shown */
  case?: string;
  unit?: string;
  policy?: string;
  stage?: string;
}
export const subsidiesSearch = (raw: Raw): SubsidiesSearch =>
  pick(raw, ['tab', 'year', 'case', 'unit', 'policy', 'stage']);

export interface PoliciesSearch {
  /** clauses | compare | targets | readings | breakdown */
  view?: string;
  policy?: string;
  /** id of the clause shown */
  clause?: string;
}
export const policiesSearch = (raw: Raw): PoliciesSearch => pick(raw, ['view', 'policy', 'clause']);

/**
 * Facts of the calculator by name, as text, beside `date` and `topic`. Which names and values are right is known to
 * the page, which loads the vocabulary; the shell does not.
 */
export type CalculatorSearch = Readonly<Record<string, string>>;
const FACT_KEY = /^[a-zA-Z]{1,40}$/;
export const calculatorSearch = (raw: Raw): CalculatorSearch =>
  Object.fromEntries(
    Object.entries(raw).filter(
      (pair): pair is [string, string] =>
        FACT_KEY.test(pair[0]) && typeof pair[1] === 'string' && pair[1] !== '',
    ),
  );

export interface WarningsSearch {
  /** id of the warning shown */
  warning?: string;
  unit?: string;
  stage?: string;
  year?: string;
}
export const warningsSearch = (raw: Raw): WarningsSearch => pick(raw, ['warning', 'unit', 'stage', 'year']);

export interface ProjectsSearch {
  /** overview | projects | firms | lists | needs */
  tab?: string;
  /** board | table | tiles (projects) */
  view?: string;
  /** benchmarks | diagnosed | willing | providers (lists) */
  list?: string;
  /** id of the project, firm, provider or need shown */
  project?: string;
  firm?: string;
  provider?: string;
  need?: string;
  unit?: string;
  stage?: string;
  kind?: string;
  year?: string;
  /** least annual energy: 1000 | 5000 (firms) */
  least?: string;
  /** part of a name or credit code */
  q?: string;
  /** 'firms' | 'projects': an import is open */
  import?: string;
}
export const projectsSearch = (raw: Raw): ProjectsSearch =>
  pick(raw, [
    'tab',
    'view',
    'list',
    'project',
    'firm',
    'provider',
    'need',
    'unit',
    'stage',
    'kind',
    'year',
    'least',
    'q',
    'import',
  ]);

export interface TasksSearch {
  /** ledger | department | review */
  tab?: string;
  /** id of the task shown */
  task?: string;
  department?: string;
  campaign?: string;
  /** onCourse | behind | done | silent */
  status?: string;
}
export const tasksSearch = (raw: Raw): TasksSearch =>
  pick(raw, ['tab', 'task', 'department', 'campaign', 'status']);

export interface BulletinSearch {
  /** id of the bulletin shown */
  bulletin?: string;
  /** 'print' shows it as on paper */
  view?: string;
}
export const bulletinSearch = (raw: Raw): BulletinSearch => pick(raw, ['bulletin', 'view']);

export interface MethodSearch {
  period?: string;
  /** the unit the worked examples are about */
  unit?: string;
}
export const methodSearch = (raw: Raw): MethodSearch => withPeriod(pick(raw, ['period', 'unit']));

export interface AdminSearch {
  /** users | backups | audit */
  tab?: string;
  /** filter of the audit log: user name, unit code, days, kind and key of the object, action */
  person?: string;
  unit?: string;
  from?: string;
  to?: string;
  entity?: string;
  object?: string;
  action?: string;
}
export const adminSearch = (raw: Raw): AdminSearch =>
  pick(raw, ['tab', 'person', 'unit', 'from', 'to', 'entity', 'object', 'action']);

export interface HelpSearch {
  /** whose guide is shown; one's own where it is none of the roles */
  role?: string;
}
export const helpSearch = (raw: Raw): HelpSearch => pick(raw, ['role']);

export interface SignInSearch {
  next?: string;
}
/** Only paths of this site are followed after sign-in. */
export const signInSearch = (raw: Raw): SignInSearch => {
  const { next } = pick(raw, ['next']);
  return next !== undefined && /^\/(?![/\\])/.test(next) ? { next } : {};
};

/** `?unit=360402&period=2026-10` ↔ `{unit, period}`, all strings: the codes of units are not numbers. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}
export function stringifySearch(search: Record<string, unknown>): string {
  const pairs = Object.entries(search).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  const text = new URLSearchParams(pairs).toString();
  return text === '' ? '' : `?${text}`;
}
