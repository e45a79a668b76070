import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import type { CaseDetail } from '../../server/cases/schema.ts';
import { SUBSIDY_RULES_VERSION } from '../../server/rules/subsidies/model.ts';
import { wan } from '../../server/rules/subsidies/money.ts';
import { TestApp } from '../support/app.ts';
import {
  advance,
  apply,
  certificate,
  codeOf,
  type Desk,
  deskOf,
  ok,
  RETROFIT,
  readCase,
  refused,
  step,
} from '../support/cases.ts';

let app: TestApp;
let desk: Desk;
beforeEach(async () => {
  app = await TestApp.withDemo();
  desk = await deskOf(app);
});
afterEach(() => app.close());

async function returned(id: number): Promise<CaseDetail> {
  const { version } = await readCase(desk.clerk, id);
  return ok(await step(desk.clerk, id, { version, step: 'return', note: '请更正单耗。' }));
}

const resubmit = ({ id, version }: CaseDetail, facts?: Record<string, unknown>, note = '已更正。') =>
  step(desk.officer, id, { version, step: 'resubmit', note, ...(facts === undefined ? {} : { facts }) });

/** 8 % and one tier higher, accepted a week earlier. */
const CORRECTED = { ...RETROFIT, completionDate: '2026-09-23', unitEnergyAfter: '0.368' };

describe('a returned application is corrected', () => {
  test('the facts, the amount and its trace are replaced; the event and the audit keep both', async () => {
    const fresh = await apply(desk);
    const again = ok<CaseDetail>(await resubmit(await returned(fresh.id), CORRECTED));
    expect(again).toMatchObject({
      stage: 'applied',
      expectedFen: wan('70'),
      amountKind: 'ceiling',
      eventDate: '2026-09-23',
      rulesVersion: SUBSIDY_RULES_VERSION,
      facts: { ...CORRECTED, applicant: 'enterprise', unit: '360425' },
      trace: { amountFen: wan('70') },
    });
    expect(again.traceText).toContain('70万元（最高）');
    const after = { facts: again.facts, expectedFen: wan('70'), eventDate: '2026-09-23' };
    const before = { facts: fresh.facts, expectedFen: wan('50'), eventDate: '2026-09-30' };
    expect(again.events.at(-1)).toMatchObject({
      step: 'resubmit',
      note: '已更正。',
      data: { ...after, before },
    });
    const row = app.db.sqlite
      .prepare('SELECT before, after FROM audit_log ORDER BY id DESC LIMIT 1')
      .get() as Record<'before' | 'after', string>;
    expect(JSON.parse(row.before)).toMatchObject({ stage: 'returned', ...before });
    expect(JSON.parse(row.after)).toMatchObject({ stage: 'applied', ...after });
    expect(verifyAudit(app.db.read).ok).toBe(true);

    expect(await advance(desk, fresh.id, 'approve')).toMatchObject({ approvedFen: wan('70') });
  });

  test('or comes back as it was, with nothing assessed anew', async () => {
    const fresh = await apply(desk);
    const again = ok<CaseDetail>(await resubmit(await returned(fresh.id)));
    expect(again).toMatchObject({ stage: 'applied', facts: fresh.facts, expectedFen: fresh.expectedFen });
    expect(again.events.at(-1)?.data).toEqual({ on: '2026-11-21' });
  });

  test('sending the same facts back, who and where among them, is no duplicate of itself', async () => {
    const back = await returned((await apply(desk)).id);
    expect(ok<CaseDetail>(await resubmit(back, back.facts ?? {}))).toMatchObject({ expectedFen: wan('50') });
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ['an unknown fact', { ...CORRECTED, colour: 'green' }, ['facts.colour']],
    ['a wrong value', { ...CORRECTED, unitEnergyAfter: 'low' }, ['facts.unitEnergyAfter']],
    [
      'missing facts',
      { ...CORRECTED, unitEnergyAfter: null, completionDate: null },
      ['facts.unitEnergyAfter', 'facts.completionDate'],
    ],
    ['a day to come', { ...CORRECTED, completionDate: '2026-11-22' }, ['facts.completionDate']],
    ['another unit', { ...CORRECTED, unit: '360404' }, ['facts.unit']],
    ['conditions that fail', { ...CORRECTED, unitEnergyAfter: '0.3881' }, ['facts']],
    ['a project before the first day', { ...CORRECTED, completionDate: '2025-06-29' }, ['facts']],
  ])('%s is refused at its field', async (_what, facts, fields) => {
    const back = await returned((await apply(desk)).id);
    await refused(app, () => resubmit(back, facts), 422, ...fields);
  });

  test('it does not become what another case claims already', async () => {
    const { id, beneficiaryId } = await apply(desk);
    const body = { beneficiaryId, awardId: 'jiujiang-2-retrofit', facts: CORRECTED };
    ok(await desk.officer.ask('POST', '/cases', body));
    const back = await returned(id);
    await refused(app, () => resubmit(back, CORRECTED), 422, 'facts');
  });

  test('only when it is resubmitted, only by its county, only on the version seen', async () => {
    const { id, version } = await apply(desk);
    const check = { version, step: 'countyCheck', facts: CORRECTED } as const;
    await refused(app, () => step(desk.officer, id, check), 422, 'facts');
    const back = await returned(id);
    const again = { version: back.version, step: 'resubmit', facts: CORRECTED } as const;
    await refused(app, () => step(desk.clerk, id, again), 403);
    const stale = await refused(app, () => step(desk.officer, id, { ...again, version }), 409);
    expect(codeOf(stale)).toBe('version_conflict');
  });

  test('免申即享 rests on the published list: it comes back as it is, never with other facts', async () => {
    const { openedCaseId: id } = ok<{ openedCaseId: number }>(
      await desk.clerk.ask('POST', '/certificates', certificate()),
    );
    const back = await returned(id);
    await refused(app, () => resubmit(back, { ...back.facts, greenFactoryLevel: 'national' }), 422, 'facts');
    expect((await resubmit(back)).status).toBe(200);
  });
});
