import type { ReportDetail } from '../../server/reports/schema.ts';
import type { CheckContext } from '../../server/rules/report-checks.ts';

/** What a report is graded and checked against, from the API's answer; the server builds the same from its rows. */
export function checkContextOf(detail: ReportDetail): CheckContext {
  return {
    unitCode: detail.unitCode,
    period: detail.period,
    targetPct: detail.targetsPct[detail.period.slice(0, 4)] ?? null,
    targetsPct: detail.targetsPct,
    closedYearsPct: detail.closedYearsPct,
    ruleSet: detail.ruleSet,
    previous: detail.previous?.figures ?? null,
    samePeriodLastYear: detail.samePeriodLastYear?.figures ?? null,
    baselineEnergyWanTce: detail.baselineEnergyWanTce,
    history: detail.history,
    dueFields: detail.plan.dueFields,
    feedback: detail.feedback?.figures ?? null,
    feedbackDocument: detail.feedback?.document ?? null,
  };
}
