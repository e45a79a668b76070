import { Decimal } from '../analytics/decimal.ts';
import { paperDash } from './bulletin-text/titles.ts';
import { fullDate } from './date-text.ts';
import { LAMP_WORDS, type Lamp } from './grading.ts';
import { fellOrRose, numberText, placesOf } from './wording.ts';

/** What a notice is written from; percents as text (−5 means −5 %). */
export interface WarningTextInput {
  unitName: string;
  period: string;
  /** '2026年1–8月' */
  label: string;
  actualPct: string;
  lamp: Lamp;
  basis: 'published' | 'computed';
  edition: 'flash' | 'final' | null;
  targetPct: string;
  /** actual − target, percentage points, > 0 */
  gapPoints: string;
  mayFlip: boolean;
  cumulativePct: string | null;
  cumulativeTargetPct: string | null;
  planLamp: Lamp;
  /** the period before, where two yellows running are the reason */
  previous: { label: string; actualPct: string; lamp: Lamp } | null;
  rule: { document: string; documentNumber: string; text: string; byAnalogy: boolean };
  answerDueOn: string;
  remedyDueOn: string;
}

/** '九工信绿预〔2026〕1号'. */
export function warningNumber(year: number, seq: number): string {
  return `九工信绿预〔${year}〕${seq}号`;
}

/** Whom the notice speaks to: 你县, 你市, 你区. */
function addressed(unitName: string): string {
  const last = unitName.at(-1) ?? '';
  return ['县', '市', '区'].includes(last) ? `你${last}` : '你单位';
}

/** Titles within titles take single angle marks (GB/T 15834—2011). */
const quotedTitle = (document: string) => `《${document.replaceAll('《', '〈').replaceAll('》', '〉')}》`;

const graded = (lamp: Lamp) => `${LAMP_WORDS[lamp].grade}（${LAMP_WORDS[lamp].word}）`;

const change = (pct: string) => fellOrRose(new Decimal(pct));

function pointsText(points: string, ...like: string[]): string {
  const places = Math.max(...like.map(placesOf), placesOf(points));
  return `${numberText(new Decimal(points).abs(), places)}个百分点`;
}

function figures(input: WarningTextInput, you: string): string {
  const { actualPct, targetPct } = input;
  const source = input.basis === 'published' ? '统计反馈数' : '测算数';
  const edition = input.edition === 'flash' ? '，快报' : '';
  const gap = pointsText(input.gapPoints, actualPct, targetPct);
  return (
    `${paperDash(input.label)}，${you}规模以上工业单位增加值能耗同比${change(actualPct)}（${source}${edition}），` +
    `${input.period.slice(0, 4)}年度目标为${change(targetPct)}，与年度目标相差${gap}。`
  );
}

function grading(input: WarningTextInput, you: string): string {
  const { rule, previous } = input;
  const number = rule.documentNumber === '' ? '' : `（${rule.documentNumber}）`;
  const after = `${rule.byAnalogy ? '参照' : '按照'}${quotedTitle(rule.document)}${number}的分级办法（${rule.text}），`;
  const flip = input.mayFlip ? '该等级在数据舍入范围内可能变化。' : '';
  if (previous === null) return `${after}${you}当年预警等级为${graded(input.lamp)}。${flip}`;
  return (
    `${after}${you}当年预警等级${paperDash(previous.label)}（${change(previous.actualPct)}）、` +
    `${paperDash(input.label)}连续两期为${graded(input.lamp)}。${flip}`
  );
}

const cumulative = (pct: string) => {
  const change = new Decimal(pct);
  return change.isZero() ? '持平' : `${change.lt(0) ? '下降' : '上升'}${numberText(change.abs(), 2)}%`;
};

function course({ cumulativePct, cumulativeTargetPct, planLamp }: WarningTextInput): string {
  if (cumulativePct === null || cumulativeTargetPct === null) return '';
  const base = `较2024年累计${cumulative(cumulativePct)}（推算），规划期累计目标为${cumulative(cumulativeTargetPct)}`;
  return planLamp === 'none' ? `${base}。` : `${base}，规划期预警等级为${graded(planLamp)}。`;
}

/** Title of a notice; the first line of its text. */
export function warningTitle(unitName: string, label: string): string {
  return `关于${unitName}${paperDash(label)}能耗强度目标进展的预警通知`;
}

/**
 * The notice (预警通知) as drafted from the data: title, addressee, figures and rule, what is asked, deadlines, issuer; one
 * paragraph a line. The bureau may edit it until it is handed in.
 * Layout follows 《党政机关公文格式》 (GB/T 9704—2012): title, 主送机关, text, 署名; the date stands below once issued.
 */
export function warningText(input: WarningTextInput): string {
  const you = addressed(input.unitName);
  return [
    warningTitle(input.unitName, input.label),
    `${input.unitName}工业和信息化主管部门：`,
    `${figures(input, you)}${grading(input, you)}${course(input)}`,
    '为确保完成规划目标，现将有关要求通知如下：',
    `一、查明原因。请会同统计、发改等部门，从重点用能企业能耗、新投产项目、增加值增速和统计口径等方面，逐项查明${
      new Decimal(input.actualPct).gt(0) ? '能耗强度不降反升' : '降幅不足'
    }的原因。`,
    `二、限期答复。请于${fullDate(input.answerDueOn)}前在平台答复原因和整改措施，措施逐项明确内容、责任人（部门）和完成时限，能落实到企业的落实到企业。逾期未答复的，提请分管领导督办。`,
    `三、限期整改。整改期限至${fullDate(input.remedyDueOn)}。期间请及时报告进展，整改到位后申请销号；确需延期的，由我局研究确定。`,
    '整改期间，预警等级仍按实际数据评定。',
    '九江市工业和信息化局',
  ].join('\n');
}

export interface WarningTextFault {
  field: 'body' | 'answerDueOn' | 'remedyDueOn';
  message: string;
}

/** Whether the text names the deadlines set beside it: a notice that says another day than the system counts is refused. */
export function warningTextFault(
  body: string,
  answerDueOn: string,
  remedyDueOn: string,
): WarningTextFault | null {
  if (body.trim() === '') return { field: 'body', message: '请填写通知正文。' };
  if (!body.includes(fullDate(answerDueOn))) {
    return { field: 'body', message: `正文中没有写明答复期限${fullDate(answerDueOn)}，请与期限一致。` };
  }
  if (!body.includes(fullDate(remedyDueOn))) {
    return { field: 'body', message: `正文中没有写明整改期限${fullDate(remedyDueOn)}，请与期限一致。` };
  }
  return null;
}
