import { Decimal } from '../../server/analytics/decimal.ts';
import { certificateColumn } from '../../server/rules/quota-columns.ts';
import { resultToKeep } from '../../server/rules/subsidies/case-result.ts';
import { awardById } from '../../server/rules/subsidies/catalogue.ts';
import { evaluate } from '../../server/rules/subsidies/evaluate.ts';
import type { AwardId } from '../../server/rules/subsidies/matters.ts';
import type { AwardResult } from '../../server/rules/subsidies/model.ts';
import { wan } from '../../server/rules/subsidies/money.ts';
import type { ChoiceValue, Facts } from '../../server/rules/subsidies/vocabulary.ts';
import { HANDLER } from './accounts.ts';
import { type DemoApplication, demoApplications } from './applications.ts';
import { type DemoBeneficiary, demoBeneficiaries } from './beneficiaries.ts';
import { officeTime } from './calendar.ts';
import type { CaseGoal } from './case-goals.ts';
import { type DemoCaseEvent, type DemoLife, lifeOf } from './case-life.ts';
import { seededRandom } from './random.ts';
import { type DemoTitle, demoTitleCases, type TitleCase } from './titles.ts';

/** A subsidy case (奖补事项) of the demo with everything that happened to it. */
export interface DemoCase extends DemoLife {
  beneficiary: string;
  unitCode: string;
  origin: 'automatic' | 'application';
  /** the title that opened it */
  title: DemoTitle | null;
  facts: Facts;
  result: AwardResult;
  goal: CaseGoal;
  approvedFen: number | null;
  flag: string | null;
  createdAt: string;
}

/** Titles are entered at 17:00 Shanghai time on the day of the list. */
const LIST_TIME = 'T09:00:00.000Z';

/** Number of the approval document: one a month and government. */
function documentOf(level: 'city' | 'district'): (month: string) => string {
  const office = level === 'city' ? '九工信奖补' : '柴工信奖补';
  return (month) => `${office}（演示）〔${month.slice(0, 4)}〕${Number(month.slice(5))}号`;
}

interface Opening {
  awardId: AwardId;
  beneficiary: DemoBeneficiary;
  facts: Facts;
  origin: DemoCase['origin'];
  title: DemoTitle | null;
  createdAt: string;
  waitDays: number;
  goalOf: (expectedWan: string) => CaseGoal;
}

/**
 * What the rules say of the facts on the day the case began.
 * @throws RangeError where the rules module knows no such award
 */
function resultOf({ awardId, facts, createdAt }: Opening): AwardResult {
  const results = evaluate(facts, createdAt.slice(0, 10));
  const result = results.find((candidate) => candidate.awardId === awardId);
  if (result === undefined) throw new RangeError(`No award ${awardId}`);
  return resultToKeep(result, results, facts);
}

/** What stands beside the first event. */
function openingNote(title: DemoTitle | null): string | null {
  return title === null
    ? null
    : `免申即享：${title.publishedOn}公布为${certificateColumn(title.column).label}。`;
}

function flagEvent(title: DemoTitle | null, { events }: DemoLife): readonly DemoCaseEvent[] {
  const stage = events.at(-1)?.toStage;
  if (title === null || title.removedOn === null || stage === undefined) return [];
  const note = `称号已于${title.removedOn}退出（${title.removalReason ?? ''}）。`;
  const at = `${title.removedOn}${LIST_TIME}`;
  return [{ step: 'flag', fromStage: stage, toStage: stage, at, by: HANDLER, note, data: null }];
}

function caseOf(opening: Opening): DemoCase {
  const { awardId, beneficiary, origin, title, facts, createdAt, waitDays } = opening;
  const result = resultOf(opening);
  const goal = opening.goalOf(new Decimal(result.amountFen ?? 0).div(wan(1)).toFixed());
  const { treasuryUnit: unitCode } = beneficiary;
  const payer = awardById(awardId)?.policy.level === 'district' ? 'district' : 'city';
  const start = {
    name: `${beneficiary.name} ${awardId} ${createdAt.slice(0, 10)} ${JSON.stringify(facts)}`,
    note: openingNote(title),
    data: { awardId, clause: result.clause, expectedFen: result.amountFen },
    documentOf: documentOf(payer),
  };
  const life = lifeOf({ ...start, unitCode, origin, createdAt, waitDays, payer }, goal);
  const flagged = flagEvent(title, life);
  return {
    ...life,
    events: [...life.events, ...flagged],
    beneficiary: beneficiary.name,
    unitCode,
    origin,
    title,
    facts,
    result,
    goal,
    approvedFen: goal.approvedWan === undefined ? null : wan(goal.approvedWan),
    flag: flagged[0]?.note ?? null,
    createdAt,
  };
}

/** Who and where, as the rules module asks. */
function applicantFacts({ kind, treasuryUnit }: DemoBeneficiary): Facts {
  return { applicant: kind, unit: treasuryUnit as ChoiceValue<'unit'> };
}

function openedBy({ title, awardId, facts, waitDays, goalOf }: TitleCase, holder: DemoBeneficiary): Opening {
  const own = { ...applicantFacts(holder), ...facts };
  const createdAt = `${title.publishedOn}${LIST_TIME}`;
  return {
    awardId,
    facts: own,
    waitDays,
    goalOf,
    beneficiary: holder,
    origin: 'automatic',
    title,
    createdAt,
  };
}

function appliedFor(application: DemoApplication, beneficiary: DemoBeneficiary): Opening {
  const { awardId, appliedOn, goal } = application;
  const facts = { ...applicantFacts(beneficiary), ...application.facts };
  const createdAt = officeTime(
    appliedOn,
    seededRandom(`applied ${beneficiary.name} ${awardId} ${appliedOn}`),
  );
  const claim = { awardId, facts, waitDays: 1, goalOf: () => goal };
  return { ...claim, beneficiary, origin: 'application', title: null, createdAt };
}

/** All cases in the order they began; the same on every run. */
export function demoCases(): readonly DemoCase[] {
  const byName = new Map(demoBeneficiaries().map((one) => [one.name, one]));
  const known = (name: string): DemoBeneficiary => {
    const found = byName.get(name);
    if (found === undefined) throw new RangeError(`No demo beneficiary ${name}`);
    return found;
  };
  const openings = [
    ...demoTitleCases().map((one) => openedBy(one, known(one.title.holder))),
    ...demoApplications().map((one) => appliedFor(one, known(one.beneficiary))),
  ];
  return openings
    .map(caseOf)
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0));
}
