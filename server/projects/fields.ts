import type { ReadDb, WriteTx } from '../../db/open.ts';
import { Decimal } from '../analytics/decimal.ts';
import { type FieldErrors, invalidFields } from '../http/errors.ts';
import { providerProblem } from '../providers/selectable.ts';
import { dateFault, parseDate } from '../rules/date-text.ts';
import { PROJECT_FIGURE_LABELS, type ProjectFigure } from '../rules/project-steps.ts';
import type { ProjectRecord } from './record.ts';

export type Problem = FieldErrors[string];
export type Problems = Record<string, Problem | null>;
export type Figures = Partial<Pick<ProjectRecord, ProjectFigure>>;

/** 100亿元: above it somebody mistook the unit. */
const MAX_FEN = 1_000_000_000_000;
const MAX_TCE = '100000000';
/** The first day the ledger takes: before it somebody mistyped the year. Plans reach to the end of 2040. */
export const FIRST_DAY = '2020-01-01';
const LAST_PLANNED = '2040-12-31';

/** Refuses with a message at each field that has one. */
export function throwProblems(problems: Problems): void {
  const found = Object.entries(problems).filter((entry): entry is [string, Problem] => entry[1] !== null);
  if (found.length > 0) throw invalidFields(Object.fromEntries(found));
}

/** Trimmed; null where nothing is written. */
export const textOrNull = (text: string | null | undefined): string | null => text?.trim() || null;

type Read = { value: string | number | boolean | null } | { problem: Problem };

const fault = (code: string, message: string): Read => ({ problem: { code, message } });

function readDecimal(name: ProjectFigure, value: unknown, places: number, positive: boolean): Read {
  const text = textOrNull(String(value).normalize('NFKC').replaceAll(',', ''));
  if (text === null) return { value: null };
  const label = PROJECT_FIGURE_LABELS[name];
  if (!new RegExp(`^\\d{1,9}(\\.\\d{1,${places}})?$`).test(text)) {
    return fault('invalid_number', `“${label}”应为不小于0的数字，最多${places}位小数。`);
  }
  if (new Decimal(text).gt(MAX_TCE)) return fault('out_of_range', `“${label}”过大，请核对单位。`);
  if (positive && new Decimal(text).isZero()) return fault('out_of_range', `“${label}”应大于0。`);
  return { value: text };
}

function readMoney(name: ProjectFigure, value: unknown): Read {
  const label = PROJECT_FIGURE_LABELS[name];
  if (typeof value !== 'number' || value < 1) {
    return fault('out_of_range', `“${label}”应大于0，没有的请留空。`);
  }
  if (value > MAX_FEN) return fault('out_of_range', `“${label}”过大，请核对单位。`);
  return { value };
}

function readProvider(db: ReadDb, value: unknown, today: string): Read {
  const id = Number(value);
  const problem = providerProblem(db, id, today);
  return problem === null ? { value: id } : { problem };
}

function readDay(name: ProjectFigure, value: unknown, today: string): Read {
  const text = textOrNull(String(value));
  if (text === null) return { value: null };
  const day = parseDate(text);
  const label = PROJECT_FIGURE_LABELS[name];
  if (day === null) return fault('invalid_date', `“${label}”有误：${dateFault(today)}`);
  return day < FIRST_DAY || day > LAST_PLANNED
    ? fault('out_of_range', `“${label}”应在2020年至2040年之间，请核对。`)
    : { value: day };
}

function readFigure(db: ReadDb, name: ProjectFigure, value: unknown, today: string): Read {
  if (value === null || value === undefined) return { value: null };
  switch (name) {
    case 'providerId':
      return readProvider(db, value, today);
    case 'investmentFen':
    case 'loanFen':
      return readMoney(name, value);
    case 'expectedSavingTce':
    case 'acceptedSavingTce':
      return readDecimal(name, value, 4, false);
    case 'unitEnergyBefore':
      return readDecimal(name, value, 8, true);
    case 'unitEnergyAfter':
      return readDecimal(name, value, 8, false);
    case 'plannedFrom':
    case 'plannedTo':
      return readDay(name, value, today);
    case 'product':
    case 'energyUnit':
      return { value: textOrNull(String(value)) };
    case 'ndrcDiagnosed':
    case 'acceptanceFiled':
      return { value: value === true };
    case 'energyLevel':
      return { value: String(value) };
  }
}

/**
 * Figures as typed, made into columns.
 * @param names the figures that may come; one that is absent from the input is absent from the result
 * @param kept what the project says already: its provider stays, though it left the list since
 */
export function readFigures(
  db: ReadDb | WriteTx,
  input: Partial<Record<ProjectFigure, unknown>>,
  names: readonly ProjectFigure[],
  today: string,
  kept?: Pick<ProjectRecord, 'providerId'>,
): { figures: Figures; problems: Problems } {
  const figures: Record<string, unknown> = {};
  const problems: Problems = {};
  for (const name of names) {
    if (input[name] === undefined) continue;
    const isKept = name === 'providerId' && input[name] !== null && input[name] === kept?.providerId;
    const read = isKept ? { value: kept.providerId } : readFigure(db as ReadDb, name, input[name], today);
    if ('problem' in read) problems[name] = read.problem;
    else figures[name] = read.value;
  }
  return { figures: figures as Figures, problems };
}

type Together = Pick<ProjectRecord, 'investmentFen' | 'loanFen' | 'plannedFrom' | 'plannedTo'>;

/** What does not go together: a loan above the investment, works that end before they begin. */
export function togetherProblems({ investmentFen, loanFen, plannedFrom, plannedTo }: Together): Problems {
  return {
    loanFen:
      loanFen !== null && investmentFen !== null && loanFen > investmentFen
        ? { code: 'above_investment', message: '“绿色贷”贷款额不能大于投资额。' }
        : null,
    plannedTo:
      plannedFrom !== null && plannedTo !== null && plannedTo < plannedFrom
        ? { code: 'too_early', message: '计划完工日期不能早于计划开工日期。' }
        : null,
  };
}

/** The day a firm said it is willing (意愿): up to today, of the years the ledger takes. */
export function readWillingDay(text: string, today: string): { day: string; problem: Problem | null } {
  const read = readPastDay(text, { words: '意愿日期', today, notBefore: null, since: '' });
  if (read.problem !== null || read.day >= FIRST_DAY) return read;
  return { ...read, problem: { code: 'too_early', message: '意愿日期不能早于2020年1月1日，请核对年份。' } };
}

/** A day up to today and not before another: as 'YYYY-MM-DD', or what is wrong. */
export function readPastDay(
  text: string,
  {
    words,
    today,
    notBefore,
    since,
  }: { words: string; today: string; notBefore: string | null; since: string },
): { day: string; problem: Problem | null } {
  const day = parseDate(text) ?? '';
  if (day === '') return { day, problem: { code: 'invalid_date', message: `${words}：${dateFault(today)}` } };
  if (day > today) return { day, problem: { code: 'future_date', message: `${words}不能晚于今天。` } };
  if (notBefore !== null && day < notBefore) {
    return { day, problem: { code: 'too_early', message: `${words}不能早于${since}（${notBefore}）。` } };
  }
  return { day, problem: null };
}
