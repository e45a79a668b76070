import { FIGURE_FIELDS, FIGURE_SPECS, type FigureField, type Figures } from '../../server/rules/figures.ts';
import { MISSING, minus } from '../format.ts';
import { normalised } from './draft-start.ts';
import { scopeWords } from './scope-words.ts';

/** What can be chosen one by one where two versions of a report meet. */
export type ConflictKey = FigureField | 'scope' | 'note';

/** One line of the comparison, in words; `differs` where there is something to choose. */
export interface ConflictRow {
  key: ConflictKey;
  label: string;
  mine: string;
  theirs: string;
  differs: boolean;
}

/** A value with what was remarked about it: '26.62（备注：含自备电厂）', '—（无数据：尚未反馈）'. */
function valueWords(figures: Figures, field: FigureField): string {
  const comment = figures.comments[field]?.trim();
  const absent = figures.absent[field]?.trim();
  const remarks = [comment && `备注：${comment}`, absent && `无数据：${absent}`].filter(Boolean).join('；');
  const text = minus(figures[field] ?? MISSING);
  return remarks === '' ? text : `${text}（${remarks}）`;
}

/** Both versions line by line; fields that neither has are left out, but for the ones every report needs. */
export function conflictRows(mine: Figures, theirs: Figures): ConflictRow[] {
  const [a, b] = [normalised(mine), normalised(theirs)];
  const numbers = FIGURE_FIELDS.map((field) => ({
    key: field,
    label: `${FIGURE_SPECS[field].label}（${FIGURE_SPECS[field].unit}）`,
    mine: valueWords(a, field),
    theirs: valueWords(b, field),
  })).filter(
    (row) => FIGURE_SPECS[row.key].requiredAtSubmit || row.mine !== MISSING || row.theirs !== MISSING,
  );
  const others = [
    { key: 'scope' as const, label: '口径', mine: scopeWords(a), theirs: scopeWords(b) },
    {
      key: 'note' as const,
      label: '说明',
      mine: a.note.trim() || MISSING,
      theirs: b.note.trim() || MISSING,
    },
  ];
  return [...numbers, ...others].map((row) => ({ ...row, differs: row.mine !== row.theirs }));
}

const SCOPE_KEYS = ['source', 'energyScope', 'feedstockDeducted', 'renewablesDeducted', 'edition'] as const;

/** One text by field taken over, or removed where the other version has none. */
function withText(
  texts: Figures['comments'],
  field: FigureField,
  text: string | undefined,
): Figures['comments'] {
  const { [field]: _dropped, ...rest } = texts;
  return text === undefined ? rest : { ...rest, [field]: text };
}

/** My version with the chosen lines taken from theirs; a value takes its remarks along. */
export function mergedFigures(mine: Figures, theirs: Figures, fromTheirs: ReadonlySet<ConflictKey>): Figures {
  let merged = { ...mine };
  for (const field of FIGURE_FIELDS) {
    if (!fromTheirs.has(field)) continue;
    merged = {
      ...merged,
      [field]: theirs[field],
      comments: withText(merged.comments, field, theirs.comments[field]),
      absent: withText(merged.absent, field, theirs.absent[field]),
    };
  }
  if (fromTheirs.has('scope')) {
    for (const key of SCOPE_KEYS) merged = { ...merged, [key]: theirs[key] };
  }
  return fromTheirs.has('note') ? { ...merged, note: theirs.note } : merged;
}
