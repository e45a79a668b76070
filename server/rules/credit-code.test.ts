import { expect, test } from 'vitest';
import { creditCheckCharacter, creditCodeProblem, normalCreditCode } from './credit-code.ts';

/** Published codes of well-known institutions. */
const REAL = [
  '91350100M000100Y43',
  '91110000710926094P',
  '91110000100010433L',
  '9144030071526726XG',
  '91440300708461136T',
];

test.each(REAL)('%s is a right code', (code) => {
  expect(creditCodeProblem(code)).toBeNull();
  expect(creditCheckCharacter(code.slice(0, 17))).toBe(code[17]);
});

test.each([
  ['one digit mistyped', '91350100M000100Y53', '校验位'],
  ['two digits swapped', '91350010M000100Y43', '校验位'],
  ['a wrong check character', '91350100M000100Y44', '校验位'],
  ['too short', '91350100M000100Y4', '18位'],
  ['too long', '91350100M000100Y430', '18位'],
  ['a letter O for a zero', '9135O100M000100Y43', 'I、O、S、V、Z'],
  ['letters in the area code', '91A50100M000100Y43', '第3至8位'],
  ['other characters', '91350100M000100Y4号', '数字和大写字母'],
])('%s is told', (_what, code, words) => {
  expect(creditCodeProblem(code)).toContain(words);
});

test('spaces and small letters are put right', () => {
  expect(normalCreditCode(' 91350100 m000100y43 ')).toBe('91350100M000100Y43');
});
