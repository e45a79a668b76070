import type { Figures } from '../figures.ts';
import { LAMP_WORDS } from '../grading.ts';
import { liveResult } from '../live-result.ts';
import { isReferenceOnly } from '../periods.ts';
import { fellOrRose, numberText, placesOf, withTrueMinus } from '../wording.ts';
import type { CheckContext } from './context.ts';
import type { Finding, ValidationRule } from './rule.ts';

function redLamp(figures: Figures, context: CheckContext): Finding[] {
  const { annualLamp, decisivePct } = liveResult(figures, context);
  if (annualLamp !== 'red' || decisivePct === null || context.targetPct === null) return [];
  const gap = decisivePct.minus(context.targetPct);
  const grade = `${LAMP_WORDS.red.grade}预警`;
  const reference = isReferenceOnly(context.period) ? '（1–2月为参考）' : '';
  const message = `单位工业增加值能耗${fellOrRose(decisivePct)}，年度目标${withTrueMinus(context.targetPct)}%，差${numberText(gap, placesOf(decisivePct))}个百分点，为${grade}${reference}，请说明原因和措施`;
  return [{ field: null, message, restsOn: [] }];
}

export const redRule: ValidationRule = {
  id: 'red',
  severity: 'warning',
  fields: [],
  words: '按所报数，当年预警等级为一级（十分严峻）。须说明原因和措施。',
  source: '本市现行预警规则；未制定的，参照发改办环资〔2020〕901号',
  find: redLamp,
};
