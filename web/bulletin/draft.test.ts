import { describe, expect, test } from 'vitest';
import { changeOf, conflicts, isDirty, pruned, rebased, shownText, typed } from './draft.ts';
import { type DraftStorage, keepDraft, keptDraftKey, readKeptDraft } from './kept-draft.ts';
import { bulletinOf } from './testing.ts';

const bulletin = bulletinOf();

describe('what is typed into a bulletin', () => {
  test('stands over the saved text, and is no change once it is typed back', () => {
    const once = typed(bulletin, {}, 'lead', '新的总体。');
    expect(shownText(bulletin, once, 'lead')).toBe('新的总体。');
    expect(shownText(bulletin, once, 'annual')).toBe('当年改过。');
    expect(isDirty(typed(bulletin, once, 'lead', '总体生成。'))).toBe(false);
  });

  test('is sent alone; generated wording or an empty text puts the paragraph back', () => {
    const draft = typed(bulletin, typed(bulletin, {}, 'lead', ' 新的。 '), 'annual', '当年生成。');
    expect(changeOf(bulletin, draft)).toEqual({
      version: 3,
      title: bulletin.title,
      texts: { lead: '新的。', annual: null },
    });
    expect(changeOf(bulletin, typed(bulletin, {}, 'lead', '')).texts).toEqual({ lead: '' });
    expect(changeOf(bulletin, typed(bulletin, {}, 'title', '新标题')).title).toBe('新标题');
  });

  test("another's change of another paragraph is taken over, of the same one it is a conflict", () => {
    const draft = typed(bulletin, {}, 'lead', '我的。');
    const [lead, annual] = bulletin.paragraphs;
    if (!lead || !annual) throw new Error('two paragraphs');
    const others = bulletinOf({ version: 4, paragraphs: [lead, { ...annual, text: '他人的。' }] });
    expect(conflicts(others, draft)).toEqual([]);
    expect(changeOf(others, draft)).toMatchObject({ version: 4, texts: { lead: '我的。' } });
    const same = bulletinOf({ version: 4, paragraphs: [{ ...lead, text: '他人的。' }, annual] });
    expect(conflicts(same, draft)).toEqual(['lead']);
    expect(shownText(same, draft, 'lead')).toBe('我的。');
  });

  test('what the server has is no change any more, and typing during a save goes on from it', () => {
    const draft = typed(bulletin, typed(bulletin, {}, 'lead', '我的。再加。'), 'annual', '存了。');
    const [lead, annual] = bulletin.paragraphs;
    if (!lead || !annual) throw new Error('two paragraphs');
    const saved = bulletinOf({
      paragraphs: [
        { ...lead, text: '我的。' },
        { ...annual, text: '存了。' },
      ],
    });
    expect(pruned(saved, draft)).toEqual({ lead: { text: '我的。再加。', base: '总体生成。' } });
    const next = rebased(saved, draft);
    expect(next).toEqual({ lead: { text: '我的。再加。', base: '我的。' } });
    expect(conflicts(saved, next)).toEqual([]);
  });
});

describe('the draft kept in the browser', () => {
  function memory(): DraftStorage & { map: Map<string, string> } {
    const map = new Map<string, string>();
    return {
      map,
      getItem: (key) => map.get(key) ?? null,
      setItem: (key, value) => void map.set(key, value),
      removeItem: (key) => void map.delete(key),
    };
  }
  const key = keptDraftKey('Bureau', 7);

  test('comes back after a reload, one a person and bulletin, and is gone once it is saved', () => {
    const storage = memory();
    const draft = typed(bulletin, {}, 'lead', '我的。');
    expect(keepDraft(storage, key, draft)).toBe(true);
    expect(readKeptDraft(storage, key, ['title', 'lead', 'annual'])).toEqual(draft);
    expect(readKeptDraft(storage, keptDraftKey('bureau-2', 7), ['lead'])).toEqual({});
    keepDraft(storage, key, {});
    expect(storage.map.size).toBe(0);
  });

  test.each([
    '',
    '{',
    'null',
    '[1]',
    '{"lead":{"text":1}}',
    '{"other":{"text":"x","base":"y"}}',
  ])('damaged or foreign text %j is nothing', (text) => {
    const storage = memory();
    storage.map.set(key, text);
    expect(readKeptDraft(storage, key, ['lead'])).toEqual({});
  });

  test('a browser that refuses storage says so and breaks nothing', () => {
    const refusing: DraftStorage = {
      getItem: () => {
        throw new Error('refused');
      },
      setItem: () => {
        throw new Error('refused');
      },
      removeItem: () => undefined,
    };
    expect(keepDraft(refusing, key, typed(bulletin, {}, 'lead', '我的。'))).toBe(false);
    expect(readKeptDraft(refusing, key, ['lead'])).toEqual({});
  });
});
