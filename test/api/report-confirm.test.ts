import { describe, expect, test } from 'vitest';
import type { ReportDetail, ReportListReply } from '../../server/reports/schema.ts';
import { seenBy, startApp, world } from '../support/report-world.ts';
import { feedBack, GOOD, outcome, PERIOD, stepsOf, traces, UNIT, versionOf } from '../support/reports.ts';

describe('confirming what the statistics bureau fed back', () => {
  test('takes its figures, scope and edition as they stand', async () => {
    const here = await world('none', ['officer']);
    const detail = await seenBy(here.people.officer);
    expect(detail.feedback).toMatchObject({
      id: here.feedbackId,
      document: '九统函〔2026〕88号',
      differs: false,
    });
    const confirmed = (await stepsOf(here.people.officer).confirm(0, here.feedbackId)).body as ReportDetail;
    expect(confirmed.status).toBe('submitted');
    expect(confirmed.revisions).toHaveLength(1);
    expect(confirmed.revisions[0]).toMatchObject({
      feedbackId: here.feedbackId,
      figures: {
        energyWanTce: '24.62',
        publishedIntensityPct: '-3.1',
        source: 'statistics',
        energyScope: 'equivalent',
        feedstockDeducted: 'yes',
        renewablesDeducted: 'no',
        edition: 'flash',
        note: '已核对。',
      },
    });
  });

  test('other figures than those fed back are no confirmation, and are said to differ', async () => {
    const here = await world('none', ['officer']);
    const scope = { energyScope: 'equivalent', feedstockDeducted: 'yes', renewablesDeducted: 'no' } as const;
    const answer = await stepsOf(here.people.officer).submit(0, { ...scope, publishedIntensityPct: '-2.9' });
    const detail = answer.body as ReportDetail;
    expect(detail.revisions[0]?.feedbackId).toBeNull();
    expect(detail.feedback?.differs).toBe(true);
    const list = (await here.people.bureau.get(`/reports?period=${PERIOD}`)).body as ReportListReply;
    const row = list.reports.find((report) => report.unitCode === UNIT);
    expect(row?.feedbackDiffers).toBe(true);
    expect(row?.risk.reasons.join()).toContain('与统计反馈不一致');
    expect(row?.risk.score).toBeGreaterThan(0);
  });

  test('more decimals than the table prints confirm it and are no difference, fewer are one', async () => {
    for (const [entered, differs] of [
      ['-3.14', false],
      ['-3.1', false],
      ['-3', true],
      ['-3.16', true],
    ] as const) {
      const here = await world('none', ['officer']);
      const scope = {
        energyScope: 'equivalent',
        feedstockDeducted: 'yes',
        renewablesDeducted: 'no',
      } as const;
      const figures = { ...scope, publishedIntensityPct: entered };
      const detail = (await stepsOf(here.people.officer).submit(0, figures)).body as ReportDetail;
      expect([entered, detail.feedback?.differs]).toEqual([entered, differs]);
      expect(detail.revisions[0]?.feedbackId).toBe(differs ? null : here.feedbackId);
      expect(detail.revisions[0]?.flags.some(({ id }) => id === 'feedback_difference')).toBe(differs);
      const list = (await here.people.bureau.get(`/reports?period=${PERIOD}`)).body as ReportListReply;
      expect(list.reports.find(({ unitCode }) => unitCode === UNIT)?.feedbackDiffers).toBe(differs);
    }
  });

  test('a newer table has to be looked at first', async () => {
    const here = await world('none', ['officer']);
    const newer = feedBack(here.app, { ...GOOD, publishedIntensityPct: '-3.2' });
    const before = traces(here.app);
    expect(outcome(await stepsOf(here.people.officer).confirm(0, here.feedbackId))).toEqual([
      409,
      'feedback_changed',
    ]);
    expect(traces(here.app)).toBe(before);
    expect((await stepsOf(here.people.officer).confirm(0, newer)).status).toBe(200);
  });

  test('without a table there is nothing to confirm', async () => {
    const app = await startApp();
    app.clock.setToday('2026-12-05');
    const officer = await app.as(`county-${UNIT}`);
    const before = traces(app);
    const answer = await stepsOf(officer, `/reports/${UNIT}/2026-11`).confirm(0, 1);
    expect(outcome(answer)).toEqual([409, 'no_feedback']);
    expect(traces(app)).toBe(before);
  });

  test('figures of the second page that the table lacks are named, and taken from the draft', async () => {
    const app = await startApp();
    app.clock.setToday('2027-01-10');
    const path = `/reports/${UNIT}/2026-12`;
    const officer = stepsOf(await app.as(`county-${UNIT}`), path);
    const id = feedBack(app, { ...GOOD, energyWanTce: '32.00', waterIntensityPct: '-2.0' }, '2026-12');
    const bare = await officer.confirm(0, id);
    expect(outcome(bare)).toEqual([422, 'invalid_fields']);
    const named = Object.keys((bare.body as { error: { fields: object } }).error.fields).sort();
    expect(named).toEqual([
      'carbonIntensityPct',
      'efficientMotorSharePct',
      'greenRevenueYiYuan',
      'retrofitCoveragePct',
    ]);
    const drafted = versionOf(
      await officer.save(0, {
        carbonIntensityPct: '-4.0',
        greenRevenueYiYuan: '18.6',
        retrofitCoveragePct: '62',
        absent: { efficientMotorSharePct: '企业台账尚未建立' },
      }),
    );
    const confirmed = (await officer.confirm(drafted, id)).body as ReportDetail;
    expect(confirmed.revisions.at(-1)).toMatchObject({
      feedbackId: id,
      figures: { waterIntensityPct: '-2.0', greenRevenueYiYuan: '18.6', energyWanTce: '32.00' },
    });
  });
});
