import type { ReportDetail, ReportMessage, Revision } from '../../server/reports/schema.ts';
import { FIGURE_FIELDS, type FigureField, type Figures } from '../../server/rules/figures.ts';
import { normalised } from './draft-start.ts';
import { scopeWords } from './scope-words.ts';

/** The version that the one to be signed replaces: the newest approved one, else the newest that was handed in. */
export function signedAgainst(detail: ReportDetail): Revision | null {
  const { revisions } = detail;
  return revisions.findLast(({ decision }) => decision?.outcome === 'approved') ?? revisions.at(-1) ?? null;
}

/** '已审第1稿' or '第1稿', over its column. */
export function versionWords({ revision, decision }: Revision): string {
  return `${decision?.outcome === 'approved' ? '已审' : ''}第${revision}稿`;
}

/** The rows in which two versions differ: in the figure, its remark, or the reason for none. */
export function changedFields(now: Figures, before: Figures): ReadonlySet<FigureField> {
  const [a, b] = [normalised(now), normalised(before)];
  const differs = (one: string | undefined, other: string | undefined) =>
    (one ?? '').trim() !== (other ?? '').trim();
  return new Set(
    FIGURE_FIELDS.filter(
      (field) =>
        a[field] !== b[field] ||
        differs(a.comments[field], b.comments[field]) ||
        differs(a.absent[field], b.absent[field]),
    ),
  );
}

/** What changed against the other version, in one sentence for the signer. */
export function changeWords(now: Figures, before: Revision): string {
  const { figures } = before;
  const rows = changedFields(now, figures).size;
  const parts = [
    ...(rows > 0 ? [`改了${rows}项（底色标出）`] : []),
    ...(scopeWords(now) === scopeWords(figures) ? [] : ['口径有变化']),
    ...(now.note.trim() === figures.note.trim() ? [] : ['说明有变化']),
  ];
  return `与${versionWords(before)}相比${parts.length > 0 ? parts.join('，') : '没有变化'}。`;
}

const REASON_WORDS: Partial<Record<ReportMessage['kind'], string>> = {
  reopened: '更正原因',
  returned: '退回意见',
  signOffDeclined: '签核退回',
};

export interface Reason {
  id: string;
  title: string;
  text: string;
  by: string;
  at: string;
}

/** Why the report was worked on again since the bureau last had it; oldest first, [] for a first one. */
export function reasonsSince({ messages }: ReportDetail): Reason[] {
  const had = messages.findLastIndex(({ kind }) => kind === 'submitted' || kind === 'approved');
  return messages.slice(had + 1).flatMap(({ id, kind, text, by, at }) => {
    const title = REASON_WORDS[kind];
    return title === undefined || text === '' ? [] : [{ id, title, text, by, at }];
  });
}
