import { expect, it } from 'vitest';
import { factLines } from './fact-lines.ts';

it('facts are written in words, in the order of the vocabulary', () => {
  const lines = factLines({
    unitEnergyBefore: '0.4',
    retrofitAccepted: true,
    completionDate: '2026-05-01',
    applicant: 'enterprise',
    outputYuan: '120000000',
    unknownName: 'x',
    received: [{ from: 'city', matter: 'greenFactory', amountYuan: '100000' }],
  });
  expect(lines.map(({ value }) => value)).toEqual([
    '企业',
    '2026年5月1日',
    '市级 绿色工厂 10 万元',
    '是',
    '0.4（按申报口径）',
    '12,000 万元',
  ]);
});

it.each([
  ['9999.99', '9,999.99 元'],
  ['10000', '1 万元'],
  ['1234567.89', '123.456789 万元'],
  ['0', '0 元'],
])('an amount of %s元 is written %s', (outputYuan, words) => {
  expect(factLines({ outputYuan }).map(({ value }) => value)).toEqual([words]);
});
