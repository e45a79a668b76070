import { ACTION_PLAN } from './documents.ts';
import {
  DIAGNOSIS_AWARD,
  type DiagnosisParties,
  diagnosisFacts,
  type ProjectMeasures,
} from './project-facts.ts';
import { evaluate } from './subsidies/evaluate.ts';
import type { AwardResult, Outcome } from './subsidies/model.ts';
import { wanText } from './subsidies/money.ts';
import { type Facts, factLabel, isFactName } from './subsidies/vocabulary.ts';

/**
 * What a service provider (服务商) is held against: the selection of the plan, and the two awards of the city's measures that
 * concern it (九江若干措施 措施一, 措施五). Each bar says which document it rests on; none is stricter than its text.
 */

/** How many providers the plan asks for (公开遴选10—20家). Source: 行动计划 二（五）15. */
export const PROVIDERS_LEAST = 10;
export const PROVIDERS_MOST = 20;

/** 节能降碳高级工程师 that 措施五 asks of a public service platform, this number included (2人及以上). */
export const PLATFORM_ENGINEERS = 2;

/** '高工不足2人' for a provider known to be below that; null for others. The selection itself (15) sets no number. */
export function engineersMark(seniorEngineers: number | null): string | null {
  if (seniorEngineers === null || seniorEngineers >= PLATFORM_ENGINEERS) return null;
  return `高工不足${PLATFORM_ENGINEERS}人`;
}

const SELECTION_CLAUSE = `${ACTION_PLAN.title} 二（五）15`;

export interface Bar {
  /** null = cannot be said from what is known */
  ok: boolean | null;
  /** one Chinese sentence, with the clause */
  words: string;
}

/**
 * The selection's bar: “拥有节能降碳专业人才”, no number printed.
 * @param seniorEngineers 节能降碳高级工程师, persons; null where not stated
 */
export function selectionBar(seniorEngineers: number | null): Bar {
  const asks = `《${SELECTION_CLAUSE}》要求拥有节能降碳专业人才，未定人数`;
  if (seniorEngineers === null) return { ok: null, words: `高级工程师人数未填；${asks}。` };
  if (seniorEngineers === 0) {
    return { ok: null, words: `没有节能降碳高级工程师，是否另有专业人才请核实；${asks}。` };
  }
  return { ok: true, words: `有节能降碳高级工程师${seniorEngineers}人；${asks}。` };
}

/** What the measures ask of a provider, as it stands. */
export interface ProviderFacts {
  /** as what it stands on record (受益主体类型) */
  kind: DiagnosisParties['provider']['kind'];
  /** the paying treasury (兑现财政) */
  unitCode: string;
  seniorEngineers: number | null;
  servesManufacturing: boolean | null;
  /** schemes whose works began in the year asked (方案落地) */
  plans: number;
  /** day of recognition as a public service platform, 'YYYY-MM-DD'; null where it was not */
  recognisedOn: string | null;
}

export interface AwardView {
  outcome: Outcome;
  /** why, or why not, or what is missing */
  words: string;
  /** 分; null unless eligible */
  amountFen: number | null;
}

/**
 * 措施五 rewards a “公共服务平台，经认定后”: recognition makes a provider a platform for this award, whatever it is registered
 * as; before it a provider (服务商) is none.
 */
const applicantOf = ({ kind, recognisedOn }: ProviderFacts) => (recognisedOn === null ? kind : 'platform');

function factsOf(provider: ProviderFacts): Facts {
  const { unitCode, seniorEngineers, servesManufacturing, plans } = provider;
  return {
    applicant: applicantOf(provider),
    unit: unitCode as NonNullable<Facts['unit']>,
    plansLandedPerYear: plans,
    ...(seniorEngineers === null ? {} : { seniorEngineers }),
    ...(servesManufacturing === null ? {} : { platformServesManufacturing: servesManufacturing }),
  };
}

function resultOf(awardId: AwardResult['awardId'], facts: Facts, today: string): AwardResult {
  const [result] = evaluate(facts, today, { only: awardId });
  if (result === undefined) throw new RangeError(`No such award: ${awardId}`);
  return result;
}

/** What an award comes to, in a sentence; 最高 where the text says so, never a right. */
export function awardView(result: AwardResult): AwardView {
  const { outcome, amountFen, kind, missingFacts, failedConditions } = result;
  const failed = failedConditions.map(({ words }) => words).join('；');
  if (outcome === 'eligible' && amountFen !== null) {
    const most = kind === 'ceiling' ? '最高' : '';
    return { outcome, words: `${most}${wanText(amountFen)}（预计可得，待审定）`, amountFen };
  }
  if (outcome === 'missingFacts') {
    const labels = missingFacts.map((name) => (isFactName(name) ? factLabel(name) : name));
    return { outcome, words: `缺少：${labels.join('、')}`, amountFen: null };
  }
  return { outcome, words: outcome === 'notInForce' ? failed : `不符合：${failed}`, amountFen: null };
}

/**
 * The bar of 措施五 on the platform itself (高级工程师2人及以上, 面向制造业, 年落地方案20个以上): recognition, and with it being a
 * platform, left aside.
 */
export function platformBar(provider: ProviderFacts, today: string): Bar {
  const facts: Facts = { ...factsOf(provider), applicant: 'platform', platformRecognised: true };
  const { outcome, words } = awardView(resultOf('jiujiang-5-platform', facts, today));
  if (outcome === 'eligible')
    return { ok: true, words: '已达到措施五的人员和方案条件，可申请公共服务平台认定。' };
  return { ok: outcome === 'missingFacts' ? null : false, words };
}

/** 措施五 for a provider as it stands; one that meets the bar but is no recognised platform is told what it lacks. */
export function platformAward(provider: ProviderFacts, today: string): AwardView {
  const { recognisedOn } = provider;
  const facts: Facts = {
    ...factsOf(provider),
    platformRecognised: recognisedOn !== null,
    ...(recognisedOn === null ? {} : { recognitionDate: recognisedOn }),
  };
  const view = awardView(resultOf('jiujiang-5-platform', facts, today));
  if (recognisedOn !== null || view.outcome !== 'notEligible') return view;
  const { ok, words } = platformBar(provider, today);
  if (ok === true) return { ...view, words: '认定为公共服务平台的方可申领措施五' };
  return ok === false ? { ...view, words } : view;
}

/** 措施一 for one diagnosed firm: 5000 tce and above, report and scheme made, not diagnosed by 发改 before. */
export function diagnosisAward(
  project: ProjectMeasures,
  parties: DiagnosisParties,
  today: string,
): AwardView {
  return awardView(resultOf(DIAGNOSIS_AWARD, diagnosisFacts(project, parties), today));
}

/** '在册11家，在规划要求的10—20家之内'. */
export function selectionSentence(selected: number): string {
  const asked = `规划要求公开遴选${PROVIDERS_LEAST}—${PROVIDERS_MOST}家`;
  if (selected < PROVIDERS_LEAST)
    return `在册服务商${selected}家，${asked}，尚缺${PROVIDERS_LEAST - selected}家`;
  if (selected > PROVIDERS_MOST)
    return `在册服务商${selected}家，${asked}，超出${selected - PROVIDERS_MOST}家`;
  return `在册服务商${selected}家，在${asked}的范围内`;
}
