import { describe, expect, test } from 'vitest';
import { hashPassword, oneTimePassword, passwordProblem, verifyPassword } from './passwords.ts';

describe('what a new password must be', () => {
  test.each([
    ['nine characters', 'Lushan-42', /至少 10 位/],
    ['ten characters of three classes', 'Lushan-mi4', null],
    ['two classes', 'lushanmist42', /至少三类/],
    ['three classes without a sign', 'LushanMist42', null],
    ['Chinese characters count as signs', '庐山云雾茶Lushan42', null],
    ['the user name inside', 'xWang.Fang-42', /用户名/],
    ['a common word and a year', 'Password2026!', /常见/],
    ['the same with signs for letters', 'P@ssw0rd2026', /常见/],
    ['the city and the year', 'Jiujiang@2026', /常见/],
    ['a run of digits', 'Abc123456789!', /常见/],
    ['one sign over and over', 'Aa1!!!!!!!!!!', /常见/],
    ['rows of the keyboard', '1qaz2wsx!QAZ', /常见/],
    ['a common word in front of enough else', 'Admin-tea-Lushan7', null],
  ])('%s', (_name, password, problem) => {
    const found = passwordProblem(password, 'wang.fang');
    if (problem === null) expect(found).toBeNull();
    else expect(found).toMatch(problem);
  });

  test('one-time passwords pass the rules themselves and never repeat', () => {
    const made = Array.from({ length: 50 }, oneTimePassword);
    expect(made.map((password) => passwordProblem(password, 'wang.fang')).filter(Boolean)).toEqual([]);
    expect(new Set(made).size).toBe(50);
  });
});

test('a password fits its own hash, however it was typed in Unicode, and no other', async () => {
  const stored = await hashPassword('Lushan-ﬁne-42');
  expect(stored).toMatch(/^argon2id\$/);
  expect(await verifyPassword('Lushan-fine-42', stored)).toBe(true);
  expect(await verifyPassword('Lushan-fine-43', stored)).toBe(false);
});

test('hashing is queued: a flood of twelve leaves the event loop free in between', async () => {
  const flood = Promise.all(Array.from({ length: 12 }, (_, i) => hashPassword(`Lushan-mist-${i}`)));
  let finished = false;
  void flood.then(() => {
    finished = true;
  });
  let turns = 0;
  while (!finished) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    turns += 1;
  }
  expect(new Set(await flood).size).toBe(12);
  expect(turns).toBeGreaterThan(3);
});
