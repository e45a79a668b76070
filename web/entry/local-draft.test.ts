import { expect, test } from 'vitest';
import { EMPTY_FIGURES } from '../../server/rules/figures.ts';
import {
  type DraftStorage,
  localDraftKey,
  readLocalDraft,
  removeLocalDraft,
  writeLocalDraft,
} from './local-draft.ts';

function storage(): DraftStorage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}
const refusing: DraftStorage = {
  getItem: () => {
    throw new Error('SecurityError');
  },
  setItem: () => {
    throw new Error('QuotaExceededError');
  },
  removeItem: () => {
    throw new Error('SecurityError');
  },
};
const draft = {
  figures: { ...EMPTY_FIGURES, energyWanTce: '82.3x', note: ' 检修\n' },
  baseVersion: 3,
  typedAt: '2026-11-21T07:42:08.000Z',
  sent: null,
};

test('what was typed comes back exactly, even where it is no number', () => {
  const local = storage();
  expect(writeLocalDraft(local, 'k', draft)).toBe(true);
  expect(readLocalDraft(local, 'k')).toEqual(draft);
});

test('a removed draft is gone', () => {
  const local = storage();
  writeLocalDraft(local, 'k', draft);
  removeLocalDraft(local, 'k');
  expect(readLocalDraft(local, 'k')).toBeNull();
});

test.each([
  ['no JSON', '{'],
  ['another shape', '[1]'],
  ['no version', '{"figures":{},"typedAt":"2026-11-21T07:42:08.000Z"}'],
])('a damaged draft (%s) is ignored', (_, text) => {
  const local = storage();
  local.setItem('k', text);
  expect(readLocalDraft(local, 'k')).toBeNull();
});

test('a browser that refuses storage is noticed and breaks nothing', () => {
  expect(writeLocalDraft(refusing, 'k', draft)).toBe(false);
  expect(readLocalDraft(refusing, 'k')).toBeNull();
  expect(() => removeLocalDraft(refusing, 'k')).not.toThrow();
});

test('every person, unit and period has a draft of its own; names differ not by case', () => {
  const key = localDraftKey('county-jkq', 'JKQ', '2026-10');
  expect(localDraftKey('County-JKQ', 'JKQ', '2026-10')).toBe(key);
  expect(localDraftKey('bureau', 'JKQ', '2026-10')).not.toBe(key);
  expect(localDraftKey('county-jkq', 'JKQ', '2026-09')).not.toBe(key);
});
