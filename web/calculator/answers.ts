import { Decimal } from '../../server/analytics/decimal.ts';
import { type FactError, isDate, parseFacts } from '../../server/rules/subsidies/facts.ts';
import {
  type FactName,
  type Facts,
  factDefinition,
  isFactName,
  type Receipt,
} from '../../server/rules/subsidies/vocabulary.ts';
import type { CalculatorSearch } from '../app/search.ts';
import { topicOf } from './topics.ts';

/** What stands in the address beside the facts. */
const OTHER_KEYS: ReadonlySet<string> = new Set(['date', 'topics']);

export interface Answers {
  facts: Facts;
  /** Fault of a fact, one sentence, by name. */
  errors: Readonly<Partial<Record<FactName, string>>>;
  /** Names in the address that no fact has. */
  unknown: readonly string[];
  /** Day of assessment, 'YYYY-MM-DD'. */
  date: string;
  /** Topics opened without an answer yet, and those an answer stands in. */
  topics: readonly string[];
}

/** Reads the address. @param today day of assessment where the address names none or a wrong one */
export function answersOf(search: CalculatorSearch, today: string): Answers {
  const raw: Partial<Record<FactName, unknown>> = {};
  const unknown: string[] = [];
  for (const [name, text] of Object.entries(search)) {
    if (OTHER_KEYS.has(name)) continue;
    if (isFactName(name)) raw[name] = rawValue(name, text);
    else unknown.push(name);
  }
  const { facts, errors } = parseFacts(raw);
  const answered = Object.keys(raw).flatMap((name) => (isFactName(name) ? [topicOf(name)] : []));
  const opened = (search.topics ?? '').split('.');
  const topics = [...new Set([...opened, ...answered])].filter((id) => id !== null && id !== '');
  return {
    facts,
    errors: errorsByName(errors),
    unknown,
    date: isDate(search.date) ? search.date : today,
    topics: topics as string[],
  };
}

function errorsByName(errors: readonly FactError[]): Partial<Record<FactName, string>> {
  const byName: Partial<Record<FactName, string>> = {};
  for (const { name, message } of errors) {
    if (isFactName(name)) byName[name] ??= faultOf(name, message);
  }
  return byName;
}

/** Wrong choices can only come from a link; the codes of all that would be right help nobody. */
function faultOf(name: FactName, message: string): string {
  const { type } = factDefinition(name);
  const isPicked = type === 'choice' || type === 'boolean';
  return isPicked ? '链接中的这一项不在可选范围内，请重新选择。' : message;
}

function rawValue(name: FactName, text: string): unknown {
  const { type } = factDefinition(name);
  if (type === 'receipts') return readReceipts(text);
  if (type !== 'boolean') return text;
  return text === '1' ? true : text === '0' ? false : text;
}

const RECEIPT_MARK = '*';
const FIELD_MARK = '_';

/** 'city_greenFactory_200000_provincial*…' → receipts; unchecked, `parseFacts` does that. */
function readReceipts(text: string): unknown {
  return text.split(RECEIPT_MARK).map((part) => {
    const [from, matter, amountYuan, level] = part.split(FIELD_MARK);
    return { from, matter, amountYuan, ...(level ? { level } : {}) };
  });
}

/** Receipts as they stand in the address; '' for none. */
export function receiptsText(receipts: readonly Receipt[]): string {
  return receipts
    .map(({ from, matter, amountYuan, level }) =>
      [from, matter, amountYuan, ...(level === undefined ? [] : [level])].join(FIELD_MARK),
    )
    .join(RECEIPT_MARK);
}

/** Facts as an address of the calculator. */
export function factSearch(facts: Facts): CalculatorSearch {
  const pairs = Object.entries(facts).map(([name, value]): [string, string] => {
    if (typeof value === 'object') return [name, receiptsText(value)];
    return [name, typeof value === 'boolean' ? (value ? '1' : '0') : String(value)];
  });
  return Object.fromEntries(pairs);
}

/** The address with one answer set, or taken back where the text is empty. */
export function withAnswer(search: CalculatorSearch, name: string, text: string): CalculatorSearch {
  const { [name]: _before, ...rest } = search;
  return text === '' ? rest : { ...rest, [name]: text };
}

/** The address with a topic opened, or closed together with every answer in it. */
export function withTopic(search: CalculatorSearch, topics: readonly string[], id: string): CalculatorSearch {
  const next = topics.includes(id) ? topics.filter((topic) => topic !== id) : [...topics, id];
  const kept = Object.entries(search).filter(
    ([name]) => !isFactName(name) || next.includes(id) || topicOf(name) !== id,
  );
  return withAnswer(Object.fromEntries(kept), 'topics', next.join('.'));
}

/** Money is asked in 万元 and kept in 元. */
export function isMoney(name: FactName): boolean {
  return name.endsWith('Yuan');
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** As typed: full-width digits, thousands separators and spaces are taken; a true minus sign too. */
function tidy(typed: string): string {
  return typed.normalize('NFKC').replaceAll('−', '-').replaceAll(/[\s,]/g, '');
}

/** What goes into the address for a number typed in the field; what is no number goes as typed and is told there. */
export function typedToAnswer(name: FactName, typed: string): string {
  const text = tidy(typed);
  if (!isMoney(name) || !NUMBER.test(text)) return text;
  return new Decimal(text).times(10_000).toFixed();
}

/** What the field shows for an answer of the address. */
export function answerToTyped(name: FactName, answer: string): string {
  if (!isMoney(name) || !NUMBER.test(answer)) return answer;
  return new Decimal(answer).div(10_000).toFixed();
}
