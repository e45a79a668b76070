import type { BulletinChange, BulletinReply } from '../../server/bulletins/schema.ts';

/** What is written before signing: the title and the paragraphs by their id. */
export type FieldId = 'title' | BulletinReply['paragraphs'][number]['id'];

/** A text typed here and not saved yet, with the server's text it was begun on. */
export interface Typed {
  text: string;
  base: string;
}

/** Only what was typed: the rest stays as the server has it, also when somebody else changes it meanwhile. */
export type Draft = Readonly<Partial<Record<FieldId, Typed>>>;

type Texts = Pick<BulletinReply, 'title' | 'paragraphs'>;

/** The server's text of a field; '' for a paragraph that is none of this bulletin. */
export function savedText(bulletin: Texts, field: FieldId): string {
  if (field === 'title') return bulletin.title;
  return bulletin.paragraphs.find(({ id }) => id === field)?.text ?? '';
}

/** What stands in the field. */
export function shownText(bulletin: Texts, draft: Draft, field: FieldId): string {
  return draft[field]?.text ?? savedText(bulletin, field);
}

/** A keystroke. A text typed back to what the server has is no change. */
export function typed(bulletin: Texts, draft: Draft, field: FieldId, text: string): Draft {
  const { [field]: before, ...others } = draft;
  const saved = savedText(bulletin, field);
  if (text === saved) return others;
  return { ...others, [field]: { text, base: before?.base ?? saved } };
}

/** The draft after the server's texts came anew: what it has by now is no change any more. */
export function pruned(bulletin: Texts, draft: Draft): Draft {
  const left = Object.entries(draft).filter(
    ([field, { text }]) => text.trim() !== savedText(bulletin, field as FieldId).trim(),
  );
  return left.length === Object.keys(draft).length ? draft : Object.fromEntries(left);
}

export const isDirty = (draft: Draft): boolean => Object.keys(draft).length > 0;

/** Fields that somebody else changed since the typing began. */
export function conflicts(bulletin: Texts, draft: Draft): FieldId[] {
  return (Object.entries(draft) as [FieldId, Typed][])
    .filter(([field, { base }]) => base !== savedText(bulletin, field))
    .map(([field]) => field);
}

/** What is sent: only what was typed; null puts a paragraph back to its generated text, '' leaves it out. */
export function changeOf(bulletin: Texts & { version: number }, draft: Draft): BulletinChange {
  const texts: BulletinChange['texts'] = {};
  for (const { id, generated } of bulletin.paragraphs) {
    const text = draft[id]?.text.trim();
    if (text !== undefined) texts[id] = text === generated ? null : text;
  }
  return { version: bulletin.version, title: shownText(bulletin, draft, 'title').trim(), texts };
}

/** The draft after it was saved: what was typed meanwhile goes on from what the server has now. */
export function rebased(bulletin: Texts, draft: Draft): Draft {
  const left = pruned(bulletin, draft);
  return Object.fromEntries(
    (Object.entries(left) as [FieldId, Typed][]).map(([field, { text }]) => [
      field,
      { text, base: savedText(bulletin, field) },
    ]),
  );
}
