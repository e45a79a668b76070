import { expect, test } from 'vitest';
import { CERTIFICATE_KEYS } from '../../db/schema.ts';
import { CERTIFICATE_COLUMNS } from './quota-columns.ts';
import { evaluate } from './subsidies/evaluate.ts';
import { parseFacts } from './subsidies/facts.ts';
import { wanText } from './subsidies/money.ts';
import { titleAward } from './title-awards.ts';

test('every certificate the database takes has a column, in the same order', () => {
  expect(CERTIFICATE_COLUMNS.map(({ key }) => key)).toEqual([...CERTIFICATE_KEYS]);
});

const AMOUNTS: [string, string][] = [
  ['国家级绿色园区', '50万元'],
  ['省级绿色园区', '20万元'],
  ['国家级绿色工厂', '20万元'],
  ['省级绿色工厂', '10万元'],
  ['国家级绿色供应链', '20万元'],
  ['省级绿色供应链', '10万元'],
  ['国家能效水效领跑者', '50万元'],
  ['国家级绿色设计示范', '20万元'],
  ['省级绿色设计示范', '10万元'],
  ['国家级零碳工厂', '20万元'],
  ['省级零碳工厂', '10万元'],
  ['国家级零碳园区', '50万元'],
  ['省级零碳园区', '20万元'],
];

test.each(AMOUNTS)('%s: 免申即享 of %s under 九江措施三', (label, amount) => {
  const column = CERTIFICATE_COLUMNS.find((candidate) => candidate.label === label);
  if (!column) throw new Error(label);
  for (const leader of ['energy', 'water'] as const) {
    const award = titleAward(column.key, leader);
    const { facts } = parseFacts({
      applicant: award.holders[0],
      unit: '360425',
      recognitionDate: '2026-03-01',
      [award.fact]: award.level,
      ...(award.firstTimeFact ? { [award.firstTimeFact]: true } : {}),
    });
    const result = evaluate(facts, '2026-03-01').find(({ awardId }) => awardId === award.awardId);
    expect(result).toMatchObject({ outcome: 'eligible', automatic: true, clause: '措施三' });
    expect(wanText(result?.amountFen ?? 0)).toBe(amount);
  }
});
