import { expect, test } from 'vitest';
import { creditCodeProblem } from '../../server/rules/credit-code.ts';
import { demoBeneficiaries } from './beneficiaries.ts';
import { demoCreditCode, organisationCheckCharacter } from './credit-code.ts';
import { demoFirms } from './firms.ts';

test.each([
  ['D2143569', 'X'], // example of GB 11714
  ['00000000', '0'],
  ['10000000', '8'],
])('the organisation code %s is checked by %s', (first8, check) => {
  expect(organisationCheckCharacter(first8)).toBe(check);
});

test('an invented code is the same on every run and names the unit of registration', () => {
  expect(demoCreditCode('浔江（演示）新材料有限公司', '360402')).toBe(
    demoCreditCode('浔江（演示）新材料有限公司', '360402'),
  );
  expect(demoCreditCode('浔江（演示）新材料有限公司', '360402').slice(2, 8)).toBe('360402');
  expect(demoCreditCode('浔江（演示）新材料有限公司', 'JKQ').slice(2, 8)).toBe('360400');
});

test('all beneficiaries but parks have a valid code of their own', () => {
  const coded = demoBeneficiaries().filter(({ kind }) => kind !== 'park');
  const codes = [...coded, ...demoFirms()].map(({ creditCode }) => creditCode ?? '');
  for (const code of codes) expect(creditCodeProblem(code), code).toBeNull();
  expect(new Set(codes).size).toBe(codes.length);
});
