import { expect, test } from 'vitest';
import type { SessionEntry } from '../../server/accounts/schema.ts';
import { sessionsSentence, sourceWords } from './shape-sessions.ts';

const entry = (current: boolean): SessionEntry => ({
  id: '0123456789abcdef',
  signedInAt: '2026-11-21T02:00:00.000Z',
  lastSeenAt: '2026-11-21T02:05:00.000Z',
  source: '10.36.4.2',
  browser: 'Chrome 120 · Windows',
  current,
});

test.each([
  ['10.36.4.2', '10.36.4.2'],
  ['::ffff:10.36.4.2', '10.36.4.2'],
  ['127.0.0.1', '本机（127.0.0.1）'],
  ['::1', '本机（::1）'],
  [null, '未记录'],
])('the source %s reads %s', (source, words) => {
  expect(sourceWords(source)).toBe(words);
});

test('the sentence counts the others, for oneself and for the administrator', () => {
  expect(sessionsSentence([entry(true)], true)).toMatch(/没有其他登录/);
  expect(sessionsSentence([entry(true), entry(false), entry(false)], true)).toMatch(/还在2处登录/);
  expect(sessionsSentence([], false)).toMatch(/目前没有登录/);
  expect(sessionsSentence([entry(false)], false)).toMatch(/在1处登录/);
});
