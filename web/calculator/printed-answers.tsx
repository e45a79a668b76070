import { matterLabel } from '../../server/rules/subsidies/matters.ts';
import {
  FACT_NAMES,
  type FactName,
  type Facts,
  factDefinition,
  PAYER_LABELS,
  RECEIPT_LEVELS,
} from '../../server/rules/subsidies/vocabulary.ts';
import { formatFullDate } from '../format.ts';
import { answerToTyped, isMoney } from './answers.ts';
import styles from './calculator-page.module.css';

/** An answer as a clerk would write it: '是', '国家级', '120万元', '0.38 同一计量单位'. */
export function answerWords(name: FactName, facts: Facts): string {
  const { type, unit, values } = factDefinition(name);
  const value = facts[name];
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'object') {
    return value
      .map(({ from, matter, amountYuan, level }) => {
        const title = level === undefined ? '' : RECEIPT_LEVELS[level];
        return `${PAYER_LABELS[from]}${title}${matterLabel(matter)}${answerToTyped('outputYuan', amountYuan)}万元`;
      })
      .join('；');
  }
  if (type === 'date') return formatFullDate(String(value));
  if (values !== undefined) return values[String(value)] ?? String(value);
  if (isMoney(name)) return `${answerToTyped(name, String(value))}万元`;
  return unit === null || unit === '同一计量单位' ? String(value) : `${value}${unit}`;
}

/** On paper the questions give way to a short list of what was answered. */
export function PrintedAnswers({ facts }: { facts: Facts }) {
  const given = FACT_NAMES.filter((name) => facts[name] !== undefined);
  if (given.length === 0) return null;
  return (
    <dl className={`${styles.printed} printOnly`}>
      {given.map((name) => (
        <div key={name}>
          <dt>{factDefinition(name).label}</dt>
          <dd>{answerWords(name, facts)}</dd>
        </div>
      ))}
    </dl>
  );
}
