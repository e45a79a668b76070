import type { Decimal } from '../../analytics/decimal.ts';
import type { AwardId, MatterId } from './matters.ts';
import type { ReadingChoices, ReadingId } from './readings.ts';
import type { ChoiceName, ChoiceValue, DecimalName, FactName, Facts, NumericName } from './vocabulary.ts';

/** Version of the rules as data; kept with each case, so that an amount can be explained years later. */
export const SUBSIDY_RULES_VERSION = '2026.11';

/** The five documents: 九江, 柴桑, 南昌 (expired), 昌江 (draft), 江西 (no amounts). */
export type PolicyId = 'jiujiang' | 'chaisang' | 'nanchang' | 'changjiang' | 'jiangxi';

/** selective 择优兑现; capped 总额控制; prorated 按比例折算. */
export type BudgetRule = 'selective' | 'capped' | 'prorated';

/**
 * highestOnly: one project, the highest inside the document (九江); highestAcrossLevels: province, city and district
 * together (柴桑); highestByChoice: same kind at city level, the applicant chooses (南昌); notStated: none printed.
 */
export type StackingRule = 'highestOnly' | 'highestAcrossLevels' | 'highestByChoice' | 'notStated';

/** A rule of the document as a whole, with the clause that says it. */
export interface PolicyRule<R extends string> {
  rule: R;
  /** Paraphrase, Chinese. */
  words: string;
  /** Clause as cited. */
  clause: string;
}

/** A subsidy document (政策文件). */
export interface Policy {
  id: PolicyId;
  title: string;
  shortTitle: string;
  issuer: string;
  level: 'province' | 'city' | 'district';
  /** Where it applies, in words, and the values of the fact `unit` that lie there. */
  jurisdiction: string;
  units: readonly string[];
  /** 发文字号 as printed; null where none is printed. */
  documentNumber: string | null;
  /** Day of issue as printed, 'YYYY-MM-DD'; null where none is printed. */
  issuedOn: string | null;
  stage: 'issued' | 'draft';
  /** First and last day in force, both included; null where none is stated. */
  validFrom: string | null;
  validTo: string | null;
  /** Readings whose chosen option is the date itself, where the text leaves a day open. */
  dateReadings: { validFrom?: 'nanchangFirstDay'; validTo?: 'chaisangLastDay' };
  stacking: PolicyRule<StackingRule>;
  /** null where the document has no rule on the money. */
  budget: PolicyRule<BudgetRule> | null;
  /** Conditions on every enterprise under the document (昌江), beside those of each award. */
  generalConditions: readonly Condition[];
  clauses: readonly Clause[];
}

/** monetary: pays money; inKind: space, land, talent services; organisational: who does what; target: a figure or aim. */
export type ClauseKind = 'monetary' | 'inKind' | 'organisational' | 'target';

/** A clause (条款) of a document; those without an amount are listed too. */
export interface Clause {
  id: string;
  policyId: PolicyId;
  /** Number as printed: '三', '5', '（七）'; '' for a paragraph without a number. */
  number: string;
  /** Heading it stands under, as printed numbers: '二（二）'; '' where there is none. */
  section: string;
  /** How it is cited on screen: '措施三', '第5条'. */
  cite: string;
  kind: ClauseKind;
  paraphrase: string;
  departments: Departments;
  awards: readonly Award[];
  targets: readonly PolicyTarget[];
}

/** Departments as printed; empty where the clause names none. */
export interface Departments {
  /** 牵头单位 */
  lead: readonly string[];
  /** 责任单位 */
  responsible: readonly string[];
}

/** A figure or aim a clause sets, enterable by the bureau as an indicator. */
export interface PolicyTarget {
  id: string;
  indicator: string;
  /** Plain decimal; null for an aim without a figure. */
  value: string | null;
  /** Upper end where a range is printed (1–2个). */
  valueTo: string | null;
  unit: string | null;
  /** How the value is meant: 'about' 左右, 'atLeast' 以上, 'exceed' 突破, 'reach' as printed. */
  sense: 'reach' | 'about' | 'atLeast' | 'exceed';
  /** Year it is due; null where it is yearly or none is stated. */
  dueYear: number | null;
  /** Timing as printed, where it is not a plain year. */
  timing: string | null;
}

export type Applicant = ChoiceValue<'applicant'>;

/** A condition that belongs to, or an edge that is included under, one option of an open reading. */
export type UnderReading = { [R in ReadingId]: { reading: R; when: ReadingChoices[R] } }[ReadingId];

/** Whether an edge of a tier or threshold is included: said by the text, or by an open reading. */
export type Included = boolean | UnderReading;

export interface EvaluationContext {
  facts: Facts;
  /** Day of assessment, 'YYYY-MM-DD'. */
  date: string;
  /** Day that must lie in force: recognition, completion, or the day of assessment. */
  eventDate: string;
  readings: ReadingChoices;
}

/** A condition (条件): decided only when every fact in `facts` is given. */
export interface Condition {
  id: string;
  /** What must hold, Chinese; shown where it fails. */
  words: string;
  facts: readonly FactName[];
  /** Set: the condition exists only under this option. */
  under?: UnderReading;
  test: (context: EvaluationContext) => boolean;
}

/** What an amount, or its cap, is counted per. */
export type Scope =
  | 'title'
  | 'project'
  | 'enterprise'
  | 'enterpriseLifetime'
  | 'enterpriseYear'
  | 'productCategory'
  | 'provider'
  | 'platform'
  | 'event'
  | 'unit';

export interface Cap {
  fen: number;
  per: Scope;
  /** Chinese, as in '单个企业最高30万元'. */
  words: string;
  /** Fact with what was already paid under the same cap; null where the cap stands for this one payment. */
  paid: DecimalName | null;
}

/** A derived number with the facts it needs. */
export interface Measure {
  label: string;
  unit: string;
  facts: readonly FactName[];
  /** The number, or the facts still missing. */
  read: (facts: Facts) => Decimal | { missing: readonly FactName[] };
}

export interface Edge {
  at: string;
  included: Included;
}

/** One tier: `from` is the lower edge, `to` the upper; null leaves it open. */
export interface Tier {
  label: string;
  from: Edge;
  to: Edge | null;
  /** 分 of an amount tier, or percent of a rate tier. */
  grants: { fen: number } | { ratePct: string };
}

export type Amount =
  /** The printed sum (定额); `paid` is deducted where the document speaks of a total or of a difference. */
  | { type: 'fixed'; fen: number; per: Scope; paid: DecimalName | null }
  /** Up to the printed sum (最高). */
  | { type: 'ceiling'; fen: number; per: Scope; paid: DecimalName | null }
  /** Between two printed sums. */
  | { type: 'range'; floorFen: number; ceilingFen: number; per: Scope }
  /** By level or kind of a title. */
  | {
      type: 'byChoice';
      fact: ChoiceName;
      table: Readonly<Record<string, number>>;
      ceiling: boolean;
      per: Scope;
    }
  /** Up to the sum of the tier a measure falls in. */
  | { type: 'tiers'; measure: Measure; tiers: readonly Tier[]; per: Scope }
  /** The whole base in 元 at the rate of the tier a measure falls in. */
  | { type: 'rateTiers'; measure: Measure; base: Measure; tiers: readonly Tier[]; per: Scope }
  /** A percentage of a sum in 元; `ceiling` where the text says 最高 or 不超过 of the percentage itself. */
  | {
      type: 'percentage';
      base: DecimalName;
      ratePct: string;
      cap: Cap | null;
      ceiling: boolean;
      per: Scope;
    }
  /** So much per unit. */
  | { type: 'perUnit'; count: NumericName; unitFen: number; cap: Cap | null; ceiling: boolean; per: Scope }
  /** A sum paid over years in the printed proportion. */
  | { type: 'instalments'; totalFen: number; parts: readonly number[]; per: Scope }
  /** No amount in the document: 一事一议, or left to other rules. No number is invented. */
  | { type: 'discretionary'; words: string };

/** An award (奖补事项): money one clause gives one kind of applicant. */
export interface Award {
  id: AwardId;
  title: string;
  /** Who may apply. */
  beneficiaries: readonly Applicant[];
  conditions: readonly Condition[];
  amount: Amount;
  /** Which date must lie in force. */
  dateBasis: 'recognition' | 'completion' | 'assessment';
  /** 一次性. */
  oneOff: boolean;
  /** 首次. */
  firstTime: boolean;
  /** 免申即享 (九江措施三 only). */
  automatic: boolean;
  /** Open readings that touch it. */
  readings: readonly ReadingId[];
  /** Duties, references and risks shown with every result, Chinese. */
  remarks: readonly Remark[];
}

export interface Remark {
  kind: 'risk' | 'duty' | 'reference';
  words: string;
}

export type Outcome = 'eligible' | 'notEligible' | 'missingFacts' | 'notInForce' | 'discretionary';

/** fixed 定额, ceiling 最高, computed 测算. */
export type AmountKind = 'fixed' | 'ceiling' | 'computed';

/** One step of an amount, in order: raw → capped → paidBefore → highestOnly → prorated. */
export interface Step {
  stage: 'raw' | 'capped' | 'paidBefore' | 'highestOnly' | 'prorated';
  words: string;
  /** 分 after this step. */
  fen: number;
  /** Clause the step rests on, with its document. */
  clause: string;
}

export interface ResultNote {
  kind: 'reading' | 'risk' | 'duty' | 'reference' | 'asIf' | 'budget';
  words: string;
  /** The open reading, where the note is one. */
  readingId: ReadingId | null;
  /** Under another option of the reading, this very result would be another (outcome, amount or 免申即享). */
  decisive: boolean;
}

export interface Citation {
  policyId: PolicyId;
  /** Full title. */
  document: string;
  clause: string;
}

/** What one award comes to for one set of facts: an expected award (预计可得，待审定), never a right. */
export interface AwardResult {
  policyId: PolicyId;
  clause: string;
  awardId: AwardId;
  title: string;
  matter: MatterId;
  outcome: Outcome;
  /** null for discretionary awards. */
  kind: AmountKind | null;
  /** 分; null unless `outcome` is eligible. */
  amountFen: number | null;
  /** Lower end where the document prints a range, 分. */
  floorFen: number | null;
  /** Level or kind that decided the amount ('national'); tells an upgrade. */
  variant: string | null;
  /** Yearly payments where the clause prints them. */
  instalments: readonly { year: number; fen: number }[];
  steps: readonly Step[];
  missingFacts: readonly FactName[];
  failedConditions: readonly { id: string; words: string }[];
  notes: readonly ResultNote[];
  citation: Citation;
  /** The date that was held against the policy's validity. */
  eventDate: string;
  oneOff: boolean;
  /** 免申即享. */
  automatic: boolean;
  /** Only a comparison: expired, draft, or another place's document, evaluated as if it applied. */
  asIf: boolean;
  /** At least one fact of this award's own was given and says yes; the others are noise to a reader. */
  addressed: boolean;
}
