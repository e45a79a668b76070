import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beneficiary, energyDeclaration, project, user } from '../../db/schema.ts';
import type { ProgressReply } from '../../server/progress/schema.ts';
import type { ProjectSummaryReply, ProjectSums } from '../../server/projects/summary/schema.ts';
import type { IndicatorListReply } from '../../server/targets/schema.ts';
import { type Person, TestApp } from '../support/app.ts';

/** A ledger of its own: what the demo holds is cleared, so that every number below can be counted by hand. */
let app: TestApp;
let bureau: Person;
let leader: Person;
let county: Person;

const FEW = '360423';
const MANY = '360424';
const GUARD = '360425';
const EMPTY = '360430';

type NewProject = Partial<typeof project.$inferInsert>;

function clear(): void {
  app.db.sqlite.pragma('foreign_keys = OFF');
  app.db.sqlite.exec(`DELETE FROM project; DELETE FROM energy_declaration; DELETE FROM service_provider;
    UPDATE need SET project_id = NULL; UPDATE subsidy_case SET project_id = NULL;
    UPDATE beneficiary SET closed_on = '2025-01-01'`);
  app.db.sqlite.pragma('foreign_keys = ON');
}

/** A firm with what it declared, and its projects. */
function firm(unitCode: string, name: string, tce: string | null, projects: NewProject[] = []): void {
  app.db.write((tx) => {
    const by = tx.select({ id: user.id }).from(user).limit(1).get()?.id ?? 0;
    const units = { registeredUnit: unitCode, statisticsUnit: unitCode, treasuryUnit: unitCode };
    const { id } = tx
      .insert(beneficiary)
      .values({ kind: 'enterprise', name, ...units, createdAt: '2026-01-01T00:00:00.000Z' })
      .returning({ id: beneficiary.id })
      .get();
    if (tce !== null)
      tx.insert(energyDeclaration)
        .values({ beneficiaryId: id, year: 2025, tce, source: 'declaration' })
        .run();
    for (const one of projects) {
      const base = {
        name: `${name}改造`,
        kinds: ['energySaving'],
        stage: 'willing' as const,
        willingOn: '2026-09-01',
      };
      tx.insert(project)
        .values({
          ...base,
          firmId: id,
          unitCode,
          createdAt: '2026-01-01T00:00:00.000Z',
          createdBy: by,
          ...one,
        })
        .run();
    }
  });
}

const accepted = (acceptedSavingTce: string | null, more: NewProject = {}): NewProject => ({
  stage: 'accepted',
  willingOn: '2026-01-01',
  startedOn: '2026-02-10',
  acceptedOn: '2026-10-20',
  acceptedSavingTce,
  investmentFen: 100_000_000,
  ...more,
});

beforeAll(async () => {
  app = await TestApp.withDemo();
  clear();
  firm(FEW, '武宁甲', '1000', [accepted('111.5')]);
  firm(FEW, '武宁乙', '999.9', [{ willingOn: '2026-01-02' }]);
  for (const name of ['甲', '乙', '丙', '丁']) firm(MANY, `修水${name}`, '2000', [accepted('500')]);
  for (const name of ['甲', '乙', '丙']) firm(GUARD, `永修${name}`, '3000', [accepted('200.25')]);
  firm(GUARD, '永修丁', '4000', [
    { stage: 'retrofitting', startedOn: '2026-11-01', plannedTo: '2027-06-30' },
  ]);
  firm(GUARD, '永修戊', '1500');
  firm(GUARD, '永修己', null);
  firm(MANY, '修水旧', '1200', [
    accepted('900', { startedOn: '2025-02-10', acceptedOn: '2025-12-31', investmentFen: null }),
    { stage: 'diagnosed', diagnosedOn: '2026-09-11', stoppedOn: '2026-10-01' },
  ]);
  [bureau, leader, county] = await Promise.all([app.as('bureau'), app.as('leader'), app.as(`county-${FEW}`)]);
});
afterAll(() => app.close());

async function summary(person: Person, query = ''): Promise<ProjectSummaryReply> {
  const answer = await person.get(`/projects/summary${query}`);
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return answer.body as ProjectSummaryReply;
}

async function unitOf(person: Person, code: string, query = ''): Promise<ProjectSums> {
  const found = (await summary(person, query)).units.find((one) => one.code === code);
  if (!found) throw new Error(`no ${code}`);
  return found;
}

describe('what the bureau reads', () => {
  test('counts by unit, 14 units and the city, of this year', async () => {
    const all = await summary(bureau);
    expect([all.year, all.years, all.units.length]).toEqual([2026, [2026, 2025], 14]);
    const many = await unitOf(bureau, MANY);
    expect(many).toMatchObject({
      projects: 5,
      stopped: 1,
      started: 4,
      accepted: 4,
      acceptedSavingTce: '2000',
    });
    expect(many.stages).toMatchObject({ accepted: 5, diagnosed: 0 });
    expect(all.city).toMatchObject({ projects: 11, stopped: 1, accepted: 8, acceptedSavingTce: '2712.25' });
    // 8 × 100万元; the one of 2025 states none
    expect(all.city?.investmentFen).toBe(800_000_000);
  });

  test('another year counts what was accepted in it', async () => {
    const many = await unitOf(bureau, MANY, '?year=2025');
    expect(many).toMatchObject({ started: 1, accepted: 1, acceptedSavingTce: '900', projects: 5 });
    expect(await unitOf(bureau, FEW, '?year=2025')).toMatchObject({ accepted: 0, acceptedSavingTce: null });
  });

  test('the city’s coverage both ways: 以上 includes 1000, 999.9 is out, the closed and the undeclared are not counted', async () => {
    const { city } = await summary(bureau);
    // listed: 武宁1, 修水5, 永修5; covered: 1 + 5 + 3; tce 1000 + 4×2000+1200 + 3×3000+4000+1500
    expect(city?.coverage).toEqual({
      listed: 11,
      covered: 9,
      retrofitting: 1,
      uncovered: 1,
      undeclared: 1,
      pct: '81.8',
      listedTce: '24700',
      coveredTce: '19200',
      tcePct: '77.7',
    });
    expect((await unitOf(bureau, FEW)).coverage).toMatchObject({ listed: 1, covered: 1, pct: '100.0' });
  });

  test('a county without firms has its row: counts of 0, but no coverage, saving or investment of 0', async () => {
    const empty = await unitOf(bureau, EMPTY);
    expect(empty).toMatchObject({ projects: 0, accepted: 0, acceptedSavingTce: null, investmentFen: null });
    expect(empty.coverage).toMatchObject({ listed: 0, pct: null, tcePct: null });
    expect(empty.sentence).toMatch(/^2026年尚无验收项目；/);
  });

  test('the gap is that of the newest period, and the share is savings over it', async () => {
    const progress = (await bureau.get('/progress?period=2026-10')).body as ProgressReply;
    const { units, city } = await summary(bureau);
    const gaps = units.filter(({ gap }) => gap.state === 'gap' && gap.period === '2026-10');
    expect(gaps.length).toBeGreaterThan(0);
    for (const { code, gap } of gaps) {
      const row = progress.units.find((one) => one.code === code);
      const [energy, r, target] = [Number(row?.energyWanTce), row?.actualPct ?? 0, row?.targetPct ?? 0];
      const byHand = energy * 1.2 * 10_000 * (1 - (1 + target / 100) / (1 + r / 100));
      expect(r).toBeGreaterThan(target);
      expect(Math.abs(Number(gap.tce) - byHand)).toBeLessThan(0.1);
    }
    for (const { code, gap } of units.filter((one) => one.gap.state === 'none')) {
      const row = progress.units.find((one) => one.code === code);
      if (gap.period === '2026-10') expect(row?.actualPct ?? 0).toBeLessThanOrEqual(row?.targetPct ?? 0);
    }
    const [withGap] = gaps.filter(({ acceptedSavingTce }) => acceptedSavingTce !== null);
    if (withGap) {
      const share = (Number(withGap.acceptedSavingTce) / Number(withGap.gap.tce)) * 100;
      expect(Math.abs(Number(withGap.sharePct) - share)).toBeLessThan(0.051);
    }
    // 全市 has its own figure: 测算汇总 of the counties is not taken for it
    expect(city?.gap.energyWanTce ?? null).toBe(progress.city?.energyWanTce ?? null);
  });

  test('funnel and stage times', async () => {
    const { funnel, stageDays } = await summary(bureau);
    expect(funnel.map(({ stage, inYear, ever }) => [stage, inYear, ever]).slice(0, 5)).toEqual([
      ['willing', 12, 12],
      ['diagnosed', 10, 11],
      ['scheme', 9, 10],
      ['retrofitting', 9, 10],
      ['accepted', 8, 9],
    ]);
    // 2026-02-10 → 2026-10-20 for eight, 2025-02-10 → 2025-12-31 for one
    expect(stageDays[3]).toEqual({ stage: 'retrofitting', medianDays: 252, projects: 9 });
    expect(stageDays.at(-1)?.stage).toBe('awarded');
  });

  test('what stands still is counted, the given-up one is not', async () => {
    // willing since 2 January; accepted on 20 October is 31 days ago, under the limit; that of 2025 is over it
    expect((await unitOf(bureau, FEW)).stalled).toBe(1);
    expect((await unitOf(bureau, MANY)).stalled).toBe(1);
  });

  test('one unit alone: its row, its funnel, no city', async () => {
    const one = await summary(bureau, `?unit=${FEW}`);
    expect([one.units.map(({ code }) => code), one.city]).toEqual([[FEW], null]);
    expect(one.funnel[0]?.ever).toBe(2);
  });
});

describe('what leaders read', () => {
  test('no sum over one or two firms, nor one that would give it away; the total stands', async () => {
    const { city } = await summary(leader);
    const [few, guard, many] = await Promise.all([FEW, GUARD, MANY].map((code) => unitOf(leader, code)));
    expect(few).toMatchObject({ accepted: 1, acceptedSavingTce: null, investmentFen: null, sharePct: null });
    expect(few?.withheld).toMatchObject({ saving: 'few', investment: 'few' });
    expect(few?.sentence).toContain('节能量不足3家企业，不单列');
    expect(guard).toMatchObject({ accepted: 3, acceptedSavingTce: null });
    expect(guard?.withheld.saving).toBe('guard');
    expect(many?.acceptedSavingTce).toBe('2000');
    expect(city?.acceptedSavingTce).toBe('2712.25');
  });

  test('asking unit by unit tells no more', async () => {
    const few = (await summary(leader, `?unit=${FEW}`)).units[0];
    const guard = (await summary(leader, `?unit=${GUARD}`)).units[0];
    expect([few?.acceptedSavingTce, guard?.acceptedSavingTce, few?.investmentFen]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('a year in which one firm alone was accepted: the city’s total is kept back too', async () => {
    const { city, units } = await summary(leader, '?year=2025');
    expect([city?.accepted, city?.acceptedSavingTce, city?.withheld.saving]).toEqual([1, null, 'few']);
    expect(units.every(({ acceptedSavingTce }) => acceptedSavingTce === null)).toBe(true);
  });

  test('coverage by numbers everywhere, by energy nowhere where it would tell of one or two firms', async () => {
    const { city, units } = await summary(leader);
    expect(units.find(({ code }) => code === FEW)?.coverage).toMatchObject({ pct: '100.0', listedTce: null });
    expect(units.every(({ coverage }) => coverage.tcePct === null && coverage.coveredTce === null)).toBe(
      true,
    );
    // 9 covered, 2 not: the two could be worked out
    expect(city?.coverage).toMatchObject({
      listed: 11,
      covered: 9,
      pct: '81.8',
      listedTce: null,
      tcePct: null,
    });
  });

  test('no firm, project or code is named', async () => {
    const { text } = await leader.get('/projects/summary');
    expect(text).not.toMatch(/武宁甲|武宁乙|修水[甲乙丙丁旧]|永修[甲乙丙丁戊己]|改造","/);
    expect(text).not.toContain('111.5');
    expect(text).not.toContain('"name":"武宁县改造');
  });
});

describe('who else', () => {
  test('a county reads its own row with its figures, and no city', async () => {
    const own = await summary(county);
    expect(own.units.map(({ code, acceptedSavingTce }) => [code, acceptedSavingTce])).toEqual([
      [FEW, '111.5'],
    ]);
    expect(own.city).toBeNull();
    expect(own.funnel[0]?.ever).toBe(2);
    expect(own.units[0]?.coverage.listedTce).toBe('1000');
  });

  test('another county is not there', async () => {
    expect((await county.get(`/projects/summary?unit=${MANY}`)).status).toBe(404);
    expect((await county.get('/projects/summary?unit=360400')).status).toBe(404);
    expect((await bureau.get('/projects/summary?unit=999999')).status).toBe(404);
  });

  test.each(['dept-fgw', 'admin', 'auditor'])('%s reads no sums of firms', async (who) => {
    expect((await (await app.as(who)).get('/projects/summary')).status).toBe(403);
  });

  test('a year that is none is refused, one without figures is empty', async () => {
    expect((await bureau.get('/projects/summary?year=x')).status).toBe(400);
    const early = await unitOf(bureau, MANY, '?year=2024');
    expect([early.accepted, early.gap.words]).toEqual([0, '附件2未下达年度目标']);
  });
});

describe('the plan’s indicators', () => {
  const indicators = async (person: Person) =>
    ((await person.get('/indicators')).body as IndicatorListReply).indicators;
  const computedOf = async (person: Person, id: string) =>
    (await indicators(person)).find((one) => one.id === id)?.computed ?? null;

  test('coverage is counted, not typed; everybody reads the number, nobody a firm', async () => {
    expect(await computedOf(county, 'retrofitCoverage')).toEqual({
      value: '81.8',
      asOf: app.clock.today(),
      source: '项目库与企业申报（最新2025年）：已申报年耗千吨标准煤以上企业11家，已完工验收9家',
    });
  });

  test('what nobody selected is missing, not 0; afterwards it is counted', async () => {
    expect(await computedOf(bureau, 'serviceProviders')).toBeNull();
    const ids = app.db.sqlite
      .prepare('SELECT id FROM beneficiary ORDER BY id LIMIT 3')
      .pluck()
      .all() as number[];
    const [first, second, third] = ids;
    const add = app.db.sqlite.prepare(
      'INSERT INTO service_provider (beneficiary_id, selected_on, ended_on, version) VALUES (?, ?, ?, 1)',
    );
    app.db.write(() => {
      add.run(first, '2026-03-01', null);
      add.run(second, '2026-03-01', app.clock.today());
      add.run(third, '2026-11-22', null);
    });
    // gone today, and selected only tomorrow
    expect((await computedOf(bureau, 'serviceProviders'))?.value).toBe('1');
  });

  test('titles are those of the roster; what is only entered has no count', async () => {
    const pace = (await bureau.get('/quotas/pace')).body as {
      totals: Record<string, { stock: number | null }>;
    };
    const stock = pace.totals.greenParkNational?.stock ?? null;
    expect((await computedOf(bureau, 'greenParkNationalTotal'))?.value ?? null).toBe(
      stock === null ? null : String(stock),
    );
    expect(await computedOf(bureau, 'waterIntensity')).toBeNull();
  });
});
