import type { GradesReply, NewRuleSet, RuleSetEntry } from '../../../server/grading/schema.ts';
import { parseDate } from '../../../server/rules/date-text.ts';
import type { RuleSet } from '../../../server/rules/grading.ts';
import { yellowOf } from '../../../server/rules/own-rule-set.ts';
import { countsText, countsUnder } from './grades-shape.ts';

/** What is typed into the form. */
export interface RuleTexts {
  name: string;
  document: string;
  documentNumber: string;
  yellowKind: RuleSet['yellow']['kind'];
  yellowLimit: string;
  validFrom: string;
  validTo: string;
  note: string;
  inForce: boolean;
}

export const KIND_WORDS: Readonly<Record<RuleTexts['yellowKind'], string>> = {
  shareOfTarget: '差距不超过目标值的百分之几',
  points: '差距不超过几个百分点',
  anyFall: '只要不上升（不设界限）',
};

/** An empty form, or one to correct a rule set. */
export function textsOf(entry: RuleSetEntry | null): RuleTexts {
  if (entry === null) {
    return {
      name: '',
      document: '',
      documentNumber: '',
      yellowKind: 'shareOfTarget',
      yellowLimit: '10',
      validFrom: '',
      validTo: '',
      note: '',
      inForce: false,
    };
  }
  const { name, document, documentNumber, yellow, remark, inForce } = entry;
  const limit = 'points' in yellow ? yellow.points : 'sharePct' in yellow ? yellow.sharePct : '';
  return {
    name,
    document,
    documentNumber,
    yellowKind: yellow.kind,
    yellowLimit: limit,
    validFrom: entry.validFrom ?? '',
    validTo: entry.validTo ?? '',
    note: remark,
    inForce,
  };
}

/** The body of the request; dates as people write them are tidied, what is none goes as typed and is refused there. */
export function bodyOf(texts: RuleTexts): NewRuleSet {
  const date = (text: string) => parseDate(text) ?? text.trim();
  return {
    ...texts,
    yellowLimit: texts.yellowKind === 'anyFall' ? null : texts.yellowLimit,
    validFrom: date(texts.validFrom),
    validTo: texts.validTo.trim() === '' ? null : date(texts.validTo),
  };
}

/** How the units of the period shown would be graded under what is typed, beside how they are now. */
export function previewText(texts: RuleTexts, { units, label, ruleSet }: GradesReply): string {
  const yellow = yellowOf(texts.yellowKind, texts.yellowLimit);
  if (yellow === null) return '填写二级界限后，这里显示按此规则各等级的单位数。';
  const now = countsText(countsUnder(units, ruleSet.yellow));
  const then = countsText(countsUnder(units, yellow));
  const change = now === then ? '与页面所用规则相同' : `页面所用规则为${now}`;
  return `按所填规则，${label}县（市、区）当年等级为${then}（${change}）。`;
}
