import { POLICIES } from './catalogue.ts';
import { matterLabel } from './matters.ts';
import type { AwardResult, Outcome, Policy, ResultNote } from './model.ts';
import { wanText } from './money.ts';
import type { Resolved } from './resolve.ts';
import { policyStatus, validityOf } from './validity.ts';
import {
  FACT_NAMES,
  type FactName,
  type Facts,
  factDefinition,
  factLabel,
  PAYER_LABELS,
  RECEIPT_LEVELS,
} from './vocabulary.ts';

const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  eligible: '符合',
  notEligible: '不符合',
  missingFacts: '缺事实',
  notInForce: '未施行或已失效',
  discretionary: '一事一议',
};

const KIND_WORDS = { fixed: '定额', ceiling: '最高', computed: '测算' } as const;

/** '50万元（最高）', '5万元至10万元（最高）'; '' without an amount. */
export function amountText({ amountFen, floorFen, kind }: AwardResult): string {
  if (amountFen === null || kind === null) return '';
  const range = floorFen === null ? '' : `${wanText(floorFen)}至`;
  return `${range}${wanText(amountFen)}（${KIND_WORDS[kind]}）`;
}

export interface TraceInput {
  facts: Facts;
  /** Day of assessment, 'YYYY-MM-DD'. */
  date: string;
  results: readonly AwardResult[];
  resolved: Resolved;
  /** Also the awards no fact speaks for. */
  all?: boolean;
}

/** A readable Chinese account of an evaluation: facts, awards with their steps and clauses, highest-only, total. */
export function trace({ facts, date, results, resolved, all = false }: TraceInput): string {
  const shown = results.filter(({ addressed }) => addressed || all);
  const hidden = results.length - shown.length;
  const lines = [
    `奖补测算（预计可得，待审定）　判定日期 ${date}`,
    '',
    '一、事实',
    ...factLines(facts),
    '',
    '二、逐条判定',
    ...POLICIES.flatMap((policy) => policyLines(policy, date, shown)),
    ...(hidden > 0 ? [`（另有${hidden}项奖补未涉及所填事实，从略）`] : []),
    '',
    '三、就高不重复',
    ...resolvedLines(resolved),
    '',
    '四、本次采用的理解与说明',
    ...commonNotes(shown),
    '',
    totalLine(resolved),
    '条文不构成兑现承诺，金额以主管部门审定为准。',
  ];
  return lines.join('\n');
}

function factLines(facts: Facts): string[] {
  const given = FACT_NAMES.filter((name) => facts[name] !== undefined);
  if (given.length === 0) return ['  （未填报）'];
  return given.flatMap((name) =>
    name === 'received' ? receiptLines(facts) : [`  ${factLabel(name)}：${valueText(name, facts)}`],
  );
}

function valueText(name: FactName, facts: Facts): string {
  const { unit, values } = factDefinition(name);
  const value = facts[name];
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'string' && values !== undefined) return values[value] ?? value;
  return `${String(value)}${unit === null ? '' : ` ${unit}`}`;
}

function receiptLines({ received = [] }: Facts): string[] {
  return received.map(({ from, matter, amountYuan, level }) => {
    const title = level === undefined ? '' : `（${RECEIPT_LEVELS[level]}）`;
    return `  此前已得：${PAYER_LABELS[from]} ${matterLabel(matter)}${title} ${amountYuan} 元`;
  });
}

function policyLines(policy: Policy, date: string, shown: readonly AwardResult[]): string[] {
  const results = shown.filter(({ policyId }) => policyId === policy.id);
  if (results.length === 0) return [];
  return [`■ ${policy.title}（${validityText(policy, date)}）`, ...results.flatMap(awardLines)];
}

function validityText(policy: Policy, date: string): string {
  const { from, to } = validityOf(policy);
  const status = { inForce: '有效', notYet: '尚未施行', expired: '已失效', draft: '征求意见稿' };
  const words = status[policyStatus(policy, date)];
  return from === null ? words : `${from}至${to ?? '未写明'}，判定日${words}`;
}

function awardLines(result: AwardResult): string[] {
  const mark = result.asIf ? '【仅作对照】' : '';
  const automatic = result.automatic && result.outcome === 'eligible' ? '【免申即享】' : '';
  const amount = amountText(result);
  const head = `  [${OUTCOME_WORDS[result.outcome]}] ${result.clause} ${result.title}${mark}${automatic}`;
  return [
    amount === '' ? head : `${head}：${amount}`,
    ...result.steps.map(({ words, fen, clause }) => `      → ${words} = ${wanText(fen)}　〔${clause}〕`),
    ...result.instalments.map(({ year, fen }) => `      → ${year}年兑现${wanText(fen)}`),
    ...result.failedConditions.map(({ words }) => `      ✗ 未满足：${words}`),
    ...(result.missingFacts.length > 0
      ? [`      ？ 尚缺：${result.missingFacts.map(factLabel).join('；')}`]
      : []),
    ...notesShown(result).map(
      (note) => `      注：${note.words}${note.decisive ? '（换一种理解，本项结果不同）' : ''}`,
    ),
  ];
}

/** What belongs beside the award itself; a failed one needs its reason only. */
function notesShown({ outcome, notes }: AwardResult): readonly ResultNote[] {
  const decisive = notes.filter((note) => note.decisive);
  if (outcome !== 'eligible' && outcome !== 'discretionary') return decisive;
  return notes.filter((note) => note.decisive || (note.kind !== 'reading' && note.kind !== 'budget'));
}

/** Readings and budget rules that several awards share, each once. */
function commonNotes(shown: readonly AwardResult[]): string[] {
  const results = shown.filter(({ outcome }) => outcome === 'eligible' || outcome === 'discretionary');
  const words = results.flatMap(({ notes }) =>
    notes.filter(({ kind }) => kind === 'reading' || kind === 'budget'),
  );
  const unique = [...new Set(words.map((note) => note.words))];
  return unique.length === 0 ? ['  （无）'] : unique.map((line) => `  · ${line}`);
}

/** The total; no amount is added up where none is printed. */
function totalLine({ chosen, discretionary, totalFen, remainingFen }: Resolved): string {
  if (chosen.length === 0 && discretionary.length > 0) return '合计：未写金额，由人工议定。';
  const unknown = discretionary.length === 0 ? '' : `；另有${discretionary.length}项未写金额，由人工议定`;
  return `合计：预计可得（待审定）${wanText(totalFen)}；扣除已得后尚可兑现${wanText(remainingFen)}${unknown}。`;
}

function resolvedLines({ chosen, superseded, funding, open, discretionary }: Resolved): string[] {
  if (chosen.length === 0 && discretionary.length === 0) return ['  没有可计入的奖补。'];
  const matters = funding.flatMap((matter) => {
    const award = chosen.find((result) => result.matter === matter.matter);
    const from = award === undefined ? '' : `《${award.citation.document}》${award.clause}`;
    return [
      `  ${matter.label}：取${wanText(matter.highestFen)}（${from}），尚可兑现${wanText(matter.remainingFen)}`,
      ...matter.ways.map(({ words }, index) => `      方式${index + 1}：${words}`),
      ...matter.notes.map((words) => `      注：${words}`),
    ];
  });
  return [
    ...matters,
    ...superseded.map(({ title, amountFen, reason }) => `  不重复：${title}${wanText(amountFen)}，${reason}`),
    ...open.map(({ words, lessFen }) => `  待人工认定：${words}如属同一事项，合计减少${wanText(lessFen)}。`),
    ...discretionary.map(({ clause, title }) => `  未写金额：${clause} ${title}，由人工议定。`),
  ];
}
