import { matterLabel } from '../../server/rules/subsidies/matters.ts';
import {
  FACT_NAMES,
  type FactName,
  type Facts,
  factDefinition,
  PAYER_LABELS,
  type Receipt,
} from '../../server/rules/subsidies/vocabulary.ts';
import { formatFullDate, formatNumber, formatWan } from '../format.ts';

export interface FactLine {
  name: FactName;
  label: string;
  value: string;
}

/** 元 as written (up to the 分) in words: from 1 万元 on in 万元, below as they are: '12,000 万元', '800 元'. */
function yuanWords(yuan: unknown): string {
  const amount = Number(yuan);
  if (Math.abs(amount) < 10_000) return `${formatNumber(amount)} 元`;
  return `${formatWan(Math.round(amount * 100))} 万元`;
}

function receiptWords({ from, matter, amountYuan }: Receipt): string {
  return `${PAYER_LABELS[from]} ${matterLabel(matter)} ${yuanWords(amountYuan)}`;
}

/** Said of figures whose unit the application itself chose, the same before and after. */
const OWN_UNIT = '同一计量单位';

/** The value of one fact in words: '12,000 万元', '企业', '是'. */
export function factWords(name: FactName, value: unknown): string {
  const { type, unit, values } = factDefinition(name);
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (type === 'receipts' && Array.isArray(value)) return (value as Receipt[]).map(receiptWords).join('；');
  if (type === 'date') return formatFullDate(String(value));
  const isNumber = type === 'decimal' || type === 'integer';
  if (isNumber && unit === '元') return yuanWords(value);
  const words = values?.[String(value)] ?? (isNumber ? formatNumber(Number(value)) : String(value));
  if (unit === null) return words;
  return unit === OWN_UNIT ? `${words}（按申报口径）` : `${words} ${unit}`;
}

/** The facts of a case in the order of the vocabulary, in words; what is not in the vocabulary is left out. */
export function factLines(facts: Record<string, unknown> | Facts): FactLine[] {
  const given = new Map(Object.entries(facts));
  return FACT_NAMES.flatMap((name) => {
    const value = given.get(name);
    if (value === undefined || value === null) return [];
    return [{ name, label: factDefinition(name).label, value: factWords(name, value) }];
  });
}
