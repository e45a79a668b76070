import { matterLabel } from '../../server/rules/subsidies/matters.ts';
import {
  FACT_NAMES,
  type FactName,
  type Facts,
  factDefinition,
  PAYER_LABELS,
  type Receipt,
} from '../../server/rules/subsidies/vocabulary.ts';
import { formatFullDate, formatNumber } from '../format.ts';

export interface FactLine {
  name: FactName;
  label: string;
  value: string;
}

function receiptWords({ from, matter, amountYuan }: Receipt): string {
  return `${PAYER_LABELS[from]} ${matterLabel(matter)} ${formatNumber(Number(amountYuan))}元`;
}

function valueWords(name: FactName, value: unknown): string {
  const { type, unit, values } = factDefinition(name);
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (type === 'receipts' && Array.isArray(value)) return (value as Receipt[]).map(receiptWords).join('；');
  if (type === 'date') return formatFullDate(String(value));
  const isNumber = type === 'decimal' || type === 'integer';
  const words = values?.[String(value)] ?? (isNumber ? formatNumber(Number(value)) : String(value));
  return unit === null || unit === '同一计量单位' ? words : `${words} ${unit}`;
}

/** The facts of a case in the order of the vocabulary, in words; what is not in the vocabulary is left out. */
export function factLines(facts: Record<string, unknown> | Facts): FactLine[] {
  const given = new Map(Object.entries(facts));
  return FACT_NAMES.flatMap((name) => {
    const value = given.get(name);
    if (value === undefined || value === null) return [];
    return [{ name, label: factDefinition(name).label, value: valueWords(name, value) }];
  });
}
