import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../db/open.ts';
import { beneficiary, energyDeclaration, project, subsidyCase } from '../../db/schema.ts';
import { newestDeclaration } from '../../server/firms/declarations.ts';
import { diagnosisFacts, retrofitFacts } from '../../server/rules/project-facts.ts';
import { PROJECT_STAGES } from '../../server/rules/project-stages.ts';
import { PROJECT_STEP_RULES, type ProjectStep, STAGE_DAY } from '../../server/rules/project-steps.ts';
import { loadDemo } from './load.ts';
import { demoProjects } from './projects.ts';

let db: Database;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tracker-projects-'));
  db = openDatabase(join(folder, 'demo.sqlite'));
  await loadDemo(db, { hashPassword: (text) => text, now: '2026-11-21T00:00:00.000Z' });
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const partyOf = (id: number) =>
  db.read
    .select({ row: beneficiary, declared: energyDeclaration })
    .from(beneficiary)
    .leftJoin(energyDeclaration, newestDeclaration())
    .where(eq(beneficiary.id, id))
    .get();

test('every stage has its projects; some stand still, some were given up; 浔阳区 has none', () => {
  const all = demoProjects();
  expect(all.length).toBeGreaterThanOrEqual(60);
  expect(new Set(all.map(({ stage }) => stage))).toEqual(new Set(PROJECT_STAGES));
  expect(all.filter(({ stoppedOn }) => stoppedOn !== null)).toHaveLength(3);
  const units = new Set(all.map(({ unitCode }) => unitCode));
  expect([units.size, units.has('360403')]).toEqual([13, false]);
});

test('what a linked case states is what its project says today', () => {
  const linked = db.read
    .select()
    .from(subsidyCase)
    .innerJoin(project, eq(project.id, subsidyCase.projectId))
    .all();
  expect(linked.length).toBeGreaterThanOrEqual(20);
  for (const { subsidy_case: row, project: of } of linked) {
    const holder = partyOf(row.beneficiaryId)?.row;
    if (!holder) throw new Error('no holder');
    const firmTce = partyOf(of.firmId)?.declared?.tce ?? null;
    const facts =
      row.awardId === 'jiujiang-1'
        ? diagnosisFacts(of, { provider: holder, firmTce })
        : retrofitFacts({ ...of, loanFen: null }, holder.treasuryUnit);
    expect([row.id, JSON.parse(row.facts)]).toEqual([row.id, facts]);
  }
  expect(linked.filter(({ subsidy_case: row }) => row.awardId === 'jiujiang-1')).toHaveLength(2);
});

test('each history follows the rules: from stage to stage, in order of time and of days', () => {
  for (const { events, days, stage, firm } of demoProjects()) {
    const times = events.map(({ at }) => at);
    expect([firm, times]).toEqual([firm, [...times].sort()]);
    expect(times.at(-1)?.slice(0, 10) ?? '').not.toBe('');
    expect((times.at(-1) ?? '') < '2026-11-21T16:00').toBe(true);
    expect([firm, events.at(-1)?.toStage]).toEqual([firm, stage]);
    const inOrder = PROJECT_STAGES.map((one) => days[one]).filter((day) => day !== undefined);
    expect([firm, inOrder]).toEqual([firm, [...inOrder].sort()]);
    for (const { step, fromStage, toStage } of events) {
      if (!Object.hasOwn(PROJECT_STEP_RULES, step) || fromStage === null) continue;
      const rule = PROJECT_STEP_RULES[step as ProjectStep];
      expect([firm, step, rule.from.includes(fromStage), rule.to ?? fromStage]).toEqual([
        firm,
        step,
        true,
        toStage,
      ]);
    }
  }
});

test('the columns are what the events say: the day of each stage', () => {
  for (const row of db.read.select().from(project).all()) {
    const reached = PROJECT_STAGES.filter((stage) => row[STAGE_DAY[stage]] !== null);
    expect(reached.at(-1)).toBe(row.stage);
    const events = db.sqlite
      .prepare("SELECT count(*) FROM project_event WHERE project_id = ? AND step <> 'file'")
      .pluck()
      .get(row.id);
    expect(row.version).toBe(events);
  }
});
