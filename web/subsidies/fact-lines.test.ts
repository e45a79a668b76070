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
    '市级 绿色工厂 100,000元',
    '是',
    '0.4',
    '120,000,000 元',
  ]);
});
