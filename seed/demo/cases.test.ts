import { describe, expect, test } from 'vitest';
import { shanghaiDate } from '../../server/http/clock.ts';
import { CASE_STAGES, CASE_STEPS, type CaseStep, STEP_RULES } from '../../server/rules/case-steps.ts';
import { checkBudget, fundById } from '../../server/rules/funds.ts';
import { parseFacts } from '../../server/rules/subsidies/facts.ts';
import { wan, wanText } from '../../server/rules/subsidies/money.ts';
import { isSameMatter } from '../../server/rules/subsidies/same-matter.ts';
import { REPORTING_UNITS } from '../units.ts';
import { DEMO_ACCOUNTS } from './accounts.ts';
import { demoBeneficiaries } from './beneficiaries.ts';
import type { DemoCaseEvent } from './case-life.ts';
import { type DemoCase, demoCases } from './cases.ts';
import { DEMO_BUDGETS } from './load-funds.ts';
import { DEMO_TODAY } from './profiles.ts';
import { demoCertificates } from './roster.ts';
import { demoOtherTitles, FIRST_DAY_IN_FORCE } from './titles.ts';

const CASES = demoCases();
const sum = (amounts: readonly number[]) => amounts.reduce((total, fen) => total + fen, 0);
const paidOf = ({ payments }: DemoCase) => sum(payments.map(({ amountFen }) => amountFen));
const isOpen = ({ approvedFen, goal }: DemoCase) => approvedFen === null && goal.stage !== 'cancelled';
const fund = (policyId: string, year: number) =>
  CASES.filter(({ result }) => result.policyId === policyId && result.eventDate.startsWith(String(year)));
const isStep = (step: string): step is CaseStep => CASE_STEPS.some((known) => known === step);
const label = ({ beneficiary, result }: DemoCase) => `${beneficiary} ${result.awardId}`;

describe('the money of the demo', () => {
  test('is the same on every run', () => {
    expect(JSON.stringify(demoCases())).toBe(JSON.stringify(CASES));
  });

  test.each([
    ['jiujiang', 2025, '832万元', '0万元', '0万元'],
    ['jiujiang', 2026, '1286万元', '620万元', '545万元'],
    ['chaisang', 2026, '113.2万元', '96万元', '186万元'],
  ])('%s %i: paid %s, approved and not paid %s, expected %s', (policyId, year, paid, due, expected) => {
    const cases = fund(policyId, year);
    const paidFen = sum(cases.map(paidOf));
    expect(wanText(paidFen)).toBe(paid);
    expect(wanText(sum(cases.map(({ approvedFen }) => approvedFen ?? 0)) - paidFen)).toBe(due);
    expect(wanText(sum(cases.filter(isOpen).map(({ result }) => result.amountFen ?? 0)))).toBe(expected);
  });

  test('pays the cases of a year within that year, so that a year is the same by event and by payment', () => {
    for (const one of CASES) {
      for (const { paidOn } of one.payments)
        expect(paidOn.slice(0, 4)).toBe(one.result.eventDate.slice(0, 4));
    }
  });

  test('keeps every approval within its budget, and holds one the capped budget of 柴桑 cannot bear', () => {
    for (const { policyId, year, wan: budget } of DEMO_BUDGETS) {
      const approvedFen = sum(fund(policyId, year).map(({ approvedFen: fen }) => fen ?? 0));
      expect(approvedFen).toBeLessThanOrEqual(wan(budget));
    }
    const waiting = CASES.find((one) => one.result.awardId === 'chaisang-5' && isOpen(one));
    const capped = fundById('chaisang');
    if (waiting === undefined || capped === null) throw new Error('the case is not there');
    const answer = checkBudget({
      fund: capped,
      year: 2026,
      budgetFen: wan('300'),
      committedFen: sum(fund('chaisang', 2026).map(({ approvedFen }) => approvedFen ?? 0)),
      amountFen: waiting.result.amountFen ?? 0,
      demandFen: [],
    });
    expect(waiting.goal.stage).toBe('publicNotice');
    expect(answer.refused).toBe(true);
  });
});

describe('the cases of the demo', () => {
  test.each(CASE_STAGES)('stand in every stage: %s', (stage) => {
    expect(CASES.some(({ goal }) => goal.stage === stage)).toBe(true);
  });

  test('are found in each of the 14 units', () => {
    const units = new Set(CASES.map(({ unitCode }) => unitCode));
    expect([...units].sort()).toEqual(REPORTING_UNITS.map(({ code }) => code).sort());
  });

  test('rest on facts the rules module accepts, and on awards it grants', () => {
    for (const one of CASES) {
      expect(parseFacts(one.facts).errors, label(one)).toEqual([]);
      expect(['eligible', 'discretionary'], label(one)).toContain(one.result.outcome);
    }
  });

  test('are opened once for each title of 措施三 recognised in force, and for no other', () => {
    const due = [...demoCertificates(), ...demoOtherTitles()].filter(
      ({ publishedOn }) => publishedOn >= FIRST_DAY_IN_FORCE,
    );
    const opened = CASES.filter(({ origin }) => origin === 'automatic');
    const keys = (titles: readonly { holder: string; column: string }[]) =>
      titles.map(({ holder, column }) => `${holder} ${column}`).sort();
    expect(keys(opened.flatMap(({ title }) => (title === null ? [] : [title])))).toEqual(keys(due));
    expect(opened.every(({ result }) => result.automatic && result.clause === '措施三')).toBe(true);
    expect(CASES.filter(({ origin, result }) => origin === 'application' && result.automatic)).toEqual([]);
  });

  test('claim one award of one day once', () => {
    const live = CASES.filter(({ goal, origin }) => goal.stage !== 'cancelled' && origin === 'application');
    const keys = live.map((one) => `${label(one)} ${one.result.eventDate}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('approve no more than expected, and give a reason where it is less', () => {
    for (const { approvedFen, result, goal } of CASES) {
      if (approvedFen === null) continue;
      expect(approvedFen).toBeLessThanOrEqual(result.amountFen ?? 0);
      if (approvedFen !== result.amountFen) expect(goal.amountReason).toBeDefined();
    }
  });

  test('say why, where one beneficiary is approved more than the highest award of a matter', () => {
    const approved = CASES.filter(({ approvedFen }) => approvedFen !== null);
    const claimOf = ({ result, facts }: DemoCase) => ({ awardId: result.awardId, facts });
    for (const own of approved) {
      const cases = approved.filter(
        (one) => one.beneficiary === own.beneficiary && isSameMatter(claimOf(own), claimOf(one)),
      );
      const highest = Math.max(...cases.map(({ result }) => result.amountFen ?? 0));
      const isMore = sum(cases.map(({ approvedFen }) => approvedFen ?? 0)) > highest;
      const isExplained = cases.every(({ goal }) => goal.amountReason !== undefined);
      expect(!isMore || isExplained, label(own)).toBe(true);
    }
  });

  test('pay no more than approved; closed is paid in full', () => {
    for (const one of CASES) {
      const approvedFen = one.approvedFen ?? 0;
      expect(paidOf(one)).toBeLessThanOrEqual(approvedFen);
      expect(paidOf(one) === approvedFen && approvedFen > 0, label(one)).toBe(one.goal.stage === 'closed');
    }
  });

  test('flag the one whose title was removed', () => {
    const flagged = CASES.filter(({ flag }) => flag !== null);
    expect(flagged.map(({ flag }) => flag)).toEqual([expect.stringContaining('2026-10-16退出')]);
    expect(flagged[0]?.title?.removedOn).toBe('2026-10-16');
  });

  test('hold a public notice that still runs and one that has ended', () => {
    const ends = CASES.filter(({ goal }) => goal.stage === 'publicNotice').map(
      ({ notice }) => notice?.to ?? '',
    );
    expect(ends.some((to) => to >= DEMO_TODAY)).toBe(true);
    expect(ends.some((to) => to < DEMO_TODAY)).toBe(true);
  });
});

describe('the life of each case', () => {
  const roleOf = (username: string) => DEMO_ACCOUNTS.find((account) => account.username === username);

  function expectLawful(one: DemoCase, event: DemoCaseEvent): void {
    if (!isStep(event.step) || event.fromStage === null) return;
    const { county, bureau, to } = STEP_RULES[event.step];
    const person = roleOf(event.by);
    const stages = person?.role === 'county' ? county : bureau;
    expect(stages, `${label(one)} ${event.step}`).toContain(event.fromStage);
    expect(event.toStage).toBe(to);
    if (person?.role === 'county') expect(person.units.map(({ code }) => code)).toContain(one.unitCode);
  }

  test('follows the table of steps, each by somebody who may take it', () => {
    for (const one of CASES) for (const event of one.events) expectLawful(one, event);
  });

  test('is a chain without gaps, in the order of time, up to today and to the stage it stands in', () => {
    for (const { events, goal } of CASES) {
      const times = events.map(({ at }) => at);
      expect(times).toEqual([...times].sort());
      expect(times.at(-1)?.slice(0, 10) ?? '').toMatch(/^202[56]-/);
      expect((times.at(-1) ?? '') < `${DEMO_TODAY}T00:00:00Z`).toBe(true);
      expect(events.slice(1).map(({ fromStage }) => fromStage)).toEqual(
        events.slice(0, -1).map(({ toStage }) => toStage),
      );
      expect(events.at(-1)?.toStage).toBe(goal.stage);
    }
  });

  test('has two people for 经办 and 审批, and an approval after the last day of the notice', () => {
    for (const { events, notice } of CASES) {
      const byStep = new Map(events.map((event) => [event.step, event]));
      for (const step of ['endorse', 'approve'] as const) {
        const second = byStep.get(step);
        if (second !== undefined) expect(second.by).not.toBe(byStep.get('handle')?.by);
      }
      const approvedOn = byStep.get('approve')?.at.slice(0, 10);
      if (approvedOn !== undefined) expect(approvedOn > (notice?.to ?? '')).toBe(true);
    }
  });

  test('keeps the business date of each step: 公示 not before 审批, 拨付 not before 审定', () => {
    for (const { events, notice, payments } of CASES) {
      const dayOf = (step: string) =>
        events.findLast((event) => event.step === step)?.data?.on as string | undefined;
      for (const { step, at, data } of events) {
        if (step !== 'flag') expect([step, data?.on]).toEqual([step, shanghaiDate(new Date(at))]);
      }
      if (notice !== null) expect(notice.from >= (dayOf('endorse') ?? '9')).toBe(true);
      for (const { paidOn } of payments) expect(paidOn >= (dayOf('approve') ?? '9')).toBe(true);
    }
  });

  test('tells what 信用与重复核查 found', () => {
    const checks = CASES.flatMap(({ events }) => events.filter(({ step }) => step === 'creditCheck'));
    expect(checks.every(({ note }) => note !== null)).toBe(true);
  });

  test('was returned and came back at least once', () => {
    expect(CASES.some(({ events }) => events.some(({ step }) => step === 'resubmit'))).toBe(true);
  });
});

describe('the beneficiaries of the demo', () => {
  const ALL = demoBeneficiaries();

  test('include every holder on the roster and everybody with a case, once, recognisably invented', () => {
    const names = ALL.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(demoCertificates().map(({ holder }) => holder)));
    expect(names).toEqual(expect.arrayContaining(CASES.map(({ beneficiary }) => beneficiary)));
    for (const name of names) expect(name).toContain('（演示）');
  });

  test('are of every kind, and some are registered, counted or paid in different units', () => {
    expect(new Set(ALL.map(({ kind }) => kind)).size).toBe(4);
    expect(ALL.some(({ registeredUnit, statisticsUnit }) => registeredUnit !== statisticsUnit)).toBe(true);
    expect(ALL.some(({ treasuryUnit, statisticsUnit }) => treasuryUnit !== statisticsUnit)).toBe(true);
  });

  test('declare their energy with its year and source, or not at all', () => {
    for (const { annualTce, tceYear, tceSource } of ALL) {
      expect([annualTce, tceYear, tceSource].filter((value) => value === null).length % 3).toBe(0);
    }
    expect(ALL.some(({ annualTce }) => annualTce !== null)).toBe(true);
  });
});
