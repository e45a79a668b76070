import { FIGURE_SPECS, type Figures, INTENSITY_FIELDS, OTHER_FIELDS } from '../figures.ts';
import { parsePeriod, shortPeriodLabel } from '../periods.ts';
import type { CheckContext } from './context.ts';
import type { Finding, ValidationRule } from './rule.ts';

/** What must be there before a report can be submitted: the only rules that block. */

function isMissing(
  figures: Figures,
  context: CheckContext,
  field: CheckContext['dueFields'][number],
): boolean {
  return context.dueFields.includes(field) && figures[field] === null && !figures.absent[field];
}

const REQUIRED_FIELDS = INTENSITY_FIELDS.filter((field) => FIGURE_SPECS[field].requiredAtSubmit);

const missingRequired: ValidationRule = {
  id: 'missing_required',
  severity: 'error',
  fields: REQUIRED_FIELDS,
  words: '本期应报的综合能源消费量及其增速、规上工业增加值增速既没有数，也没有写明无数据原因。',
  source: '规划附件2；平台填报规则',
  find: (figures, context) =>
    REQUIRED_FIELDS.filter((field) => isMissing(figures, context, field)).map((field) => ({
      field,
      message: `请填写${FIGURE_SPECS[field].label}；确无数据的，请写明原因`,
      restsOn: [],
    })),
};

const reasonRequired: ValidationRule = {
  id: 'reason_required',
  severity: 'error',
  fields: OTHER_FIELDS,
  words: '其他指标本期应报，既没有数，也没有写明无数据原因。',
  source: '规划一、主要目标（一）（三），二、（一）4；平台填报规则',
  find: (figures, context) =>
    OTHER_FIELDS.filter((field) => isMissing(figures, context, field)).map((field) => ({
      field,
      message: `本期应报${FIGURE_SPECS[field].label}，请填写；没有数据的，请写明原因`,
      restsOn: [],
    })),
};

function finalTooEarly(figures: Figures, context: CheckContext): Finding[] {
  if (figures.edition !== 'final' || parsePeriod(context.period)?.month === 12) return [];
  const message = `${shortPeriodLabel(context.period)}只有快报，年报只在1–12月填报，请改选快报`;
  return [{ field: 'edition', message, restsOn: [] }];
}

const finalBeforeDecember: ValidationRule = {
  id: 'final_before_december',
  severity: 'error',
  fields: ['edition'],
  words: '报表类别选了年报，而报送期不是1–12月。',
  source: '统计年报为全年数；平台填报规则',
  find: finalTooEarly,
};

export const REQUIRED_RULES = [missingRequired, reasonRequired, finalBeforeDecember] as const;
