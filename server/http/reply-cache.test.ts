import { describe, expect, test } from 'vitest';
import { ReplyCache } from './reply-cache.ts';

/** Replies of a cache of so many bytes, and which of them were computed. */
function replies(bytes: number) {
  const cache = new ReplyCache(bytes);
  const computed: string[] = [];
  const take = (key: string, state = '1', text = 'x'.repeat(97)) =>
    cache.take(state, key, () => {
      computed.push(key);
      return text;
    });
  return { take, computed };
}

/** A reply of 97 characters in quotes with a key of one letter: 100 characters, two bytes each. */
const ONE = 200;

describe('replies', () => {
  test('a reply is computed once for a state of the database, and anew for the next', () => {
    const { take, computed } = replies(10 * ONE);
    expect(take('a')).toBe(take('a'));
    expect(computed).toEqual(['a']);
    expect(take('a', '2', 'new')).toBe('"new"');
    expect(take('a', '1', 'old')).toBe('"old"');
    expect(computed).toEqual(['a', 'a', 'a']);
  });

  test('just as many replies are kept as the limit in bytes has room for', () => {
    const full = replies(3 * ONE);
    for (const key of ['a', 'b', 'c', 'a', 'b', 'c']) full.take(key);
    expect(full.computed).toEqual(['a', 'b', 'c']);
    const short = replies(3 * ONE - 1);
    for (const key of ['a', 'b', 'c', 'c', 'b', 'a']) short.take(key);
    expect(short.computed).toEqual(['a', 'b', 'c', 'a']);
  });

  test('the one nobody asked for longest gives way, not the hot one', () => {
    const { take, computed } = replies(3 * ONE);
    for (const key of ['a', 'b', 'c', 'a', 'd', 'a', 'b']) take(key);
    expect(computed).toEqual(['a', 'b', 'c', 'd', 'b']);
  });

  test('a large reply takes the room of several', () => {
    const { take, computed } = replies(3 * ONE);
    for (const key of ['a', 'b', 'c']) take(key);
    take('d', '1', 'x'.repeat(197));
    for (const key of ['c', 'd', 'a', 'b']) take(key);
    expect(computed).toEqual(['a', 'b', 'c', 'd', 'a', 'b']);
  });

  test('one larger than the whole limit is answered, not kept, and pushes nothing out', () => {
    const { take, computed } = replies(2 * ONE);
    take('a');
    expect(take('b', '1', 'x'.repeat(300))).toHaveLength(302);
    take('b', '1', 'x'.repeat(300));
    take('a');
    expect(computed).toEqual(['a', 'b', 'b']);
  });

  test('replies of an earlier state are replaced, they do not add up', () => {
    const { take, computed } = replies(2 * ONE);
    for (let state = 0; state < 20; state += 1) take('a', String(state));
    take('b');
    take('a', '19');
    expect(computed.filter((key) => key === 'a')).toHaveLength(20);
  });

  test('long keys count as well: no number of them grows beyond the limit', () => {
    const { take, computed } = replies(10 * ONE);
    const key = (at: number) => `${at} ${'k'.repeat(895)}`;
    for (let at = 0; at < 10; at += 1) take(key(at), '1', '');
    take(key(9), '1', '');
    take(key(8), '1', '');
    expect(computed).toHaveLength(11);
  });

  test('of what is thrown while computing nothing stays', () => {
    const cache = new ReplyCache();
    const fail = () => {
      throw new Error('not found');
    };
    expect(() => cache.take('1', 'a', fail)).toThrow('not found');
    expect(cache.take('1', 'a', () => 1)).toBe('1');
  });
});

test('of what pages have in common the eight asked for last are kept', () => {
  const cache = new ReplyCache();
  const computed: number[] = [];
  const keep = (at: number) =>
    cache.keep('1', String(at), () => {
      computed.push(at);
      return { at };
    });
  for (let at = 1; at <= 8; at += 1) keep(at);
  expect(keep(1)).toBe(keep(1));
  keep(9);
  keep(1);
  keep(2);
  expect(computed).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 2]);
});
