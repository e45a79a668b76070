import type { FieldChange } from '../../server/reports/schema.ts';
import {
  DEDUCTION_LABELS,
  EDITION_LABELS,
  ENERGY_SCOPE_LABELS,
  FIGURE_SPECS,
  type FigureField,
  SOURCE_LABELS,
} from '../../server/rules/figures.ts';
import { minus } from '../format.ts';

type ChoiceField = Exclude<FieldChange['field'], FigureField>;

const CHOICE_LABELS: Readonly<Record<ChoiceField, string>> = {
  note: '说明',
  source: '数据来源',
  energyScope: '电力折算',
  feedstockDeducted: '原料用能',
  renewablesDeducted: '可再生能源',
  edition: '报表类别',
};

const CHOICE_WORDS: Readonly<Partial<Record<ChoiceField, Readonly<Record<string, string>>>>> = {
  source: SOURCE_LABELS,
  energyScope: ENERGY_SCOPE_LABELS,
  feedstockDeducted: DEDUCTION_LABELS,
  renewablesDeducted: DEDUCTION_LABELS,
  edition: EDITION_LABELS,
};

function isChoice(field: FieldChange['field']): field is ChoiceField {
  return field in CHOICE_LABELS;
}

/** What a change is about: '综合能源消费量', '说明'. */
export function changedField(field: FieldChange['field']): string {
  return isChoice(field) ? CHOICE_LABELS[field] : FIGURE_SPECS[field].label;
}

/** A value of a change as it stands on screen; a blank one has no words. */
function shown(change: FieldChange, text: string | null): string | null {
  if (text === null || text === '') return null;
  if (isChoice(change.field)) return CHOICE_WORDS[change.field]?.[text] ?? `“${text}”`;
  return change.aspect === 'value' ? minus(text) : `“${text}”`;
}

const ASPECTS = { value: '', comment: '备注', absent: '无数据原因' } as const;

/** '填写26.62', '由26.62改为26.7', '删去26.7', '备注改为“…”'; with the revision where it was handed in. */
export function changeWords(change: FieldChange): string {
  const [from, to] = [shown(change, change.from), shown(change, change.to)];
  const what = ASPECTS[change.aspect];
  const went = change.revision === null ? '' : `（第${change.revision}稿）`;
  if (to === null) return from === null ? `清空${what}${went}` : `删去${what}${from}${went}`;
  return from === null ? `填写${what}${to}${went}` : `${what}由${from}改为${to}${went}`;
}
