import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import type { ProjectDetail, ProjectListReply } from '../../server/projects/schema.ts';
import { PROJECT_STAGES, type ProjectStage } from '../../server/rules/project-stages.ts';
import { ACCEPTANCE_FIGURES, PROJECT_STEPS, type ProjectStep } from '../../server/rules/project-steps.ts';
import { type Person, TestApp } from '../support/app.ts';
import { addFirm, codeOf, refused as expectRefused, ok } from '../support/cases.ts';
import { projectOf } from '../support/ledger-world.ts';
import {
  ACCEPTANCE,
  bringTo,
  endProvider,
  newProject,
  newProvider,
  projectInput,
  readProject,
  STEP_FIELDS,
  takeProjectStep,
  uploadReport,
} from '../support/projects.ts';

let app: TestApp;
let officer: Person;
let neighbour: Person;
let bureau: Person;
let people: Record<string, Person>;
let firmId: number;
let providerId: number;
beforeAll(async () => {
  app = await TestApp.withDemo();
  officer = await app.as('county-360425');
  neighbour = await app.as('county-360404');
  bureau = await app.as('bureau');
  people = {
    own: officer,
    other: neighbour,
    bureau,
    leader: await app.as('leader'),
    department: await app.as('dept-fgw'),
    admin: await app.as('admin'),
    auditor: await app.as('auditor'),
  };
  firmId = (await addFirm(officer)).id;
  providerId = await newProvider(bureau);
});
afterAll(() => app.close());

const refused = (ask: () => ReturnType<Person['ask']>, status: number, ...fields: string[]) =>
  expectRefused(app, ask, status, ...fields);
const projectAt = async (stage: ProjectStage) =>
  bringTo(officer, await newProject(officer, firmId), stage, { providerId });
/** The step as the product expects it, with changes. */
const inputOf = (now: ProjectDetail, step: ProjectStep, change: object = {}) => ({
  version: now.version,
  step,
  on: '2026-11-12',
  ...STEP_FIELDS[step](providerId),
  ...change,
});
const person = (who: string): Person => people[who] ?? officer;

/** Stages each step may be taken from; the others are 409. */
const FROM: Readonly<Record<ProjectStep, readonly ProjectStage[]>> = {
  diagnose: ['willing'],
  scheme: ['willing', 'diagnosed'],
  start: ['willing', 'diagnosed', 'scheme'],
  accept: ['retrofitting'],
  evaluate: ['accepted', 'awarded'],
  note: [...PROJECT_STAGES],
  stop: ['willing', 'diagnosed', 'scheme', 'retrofitting'],
  resume: [],
  sendBack: ['diagnosed', 'scheme', 'retrofitting', 'accepted'],
};

describe('who takes a step', () => {
  const REFUSED = { other: 404, leader: 403, department: 403, admin: 403, auditor: 403 };
  const steps = PROJECT_STEPS.filter((step) => step !== 'resume');

  async function ready(step: ProjectStep): Promise<ProjectDetail> {
    const { id } = await projectAt(FROM[step][0] ?? 'willing');
    if (step === 'accept') ok(await uploadReport(officer, id));
    return readProject(officer, id);
  }

  test.each(steps)('%s: nobody but its own people', async (step) => {
    const now = await ready(step);
    for (const [who, status] of Object.entries(REFUSED)) {
      const answer = await takeProjectStep(person(who), now.id, inputOf(now, step));
      expect([who, answer.status, codeOf(answer)]).toEqual([
        who,
        status,
        status === 404 ? 'not_found' : 'forbidden',
      ]);
    }
    expect(await readProject(officer, now.id)).toEqual(now);
    const own = await takeProjectStep(officer, now.id, inputOf(now, step));
    const isOwn = step !== 'sendBack';
    expect([own.status, codeOf(own) ?? null]).toEqual(isOwn ? [200, null] : [403, 'forbidden']);
    expect(now.steps.includes(step)).toBe(isOwn);
  });

  test.each(steps)('%s: the bureau for any county', async (step) => {
    const now = await ready(step);
    expect((await readProject(bureau, now.id)).steps).toContain(step);
    const answer = await takeProjectStep(bureau, now.id, inputOf(now, step));
    expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
  });
});

describe('from which stage', () => {
  // 奖补 is reached by a payment alone: test/api/project-cases.test.ts
  test.each(
    PROJECT_STAGES.filter((stage) => stage !== 'awarded'),
  )('at the stage %s every step that is not of it is refused', async (stage) => {
    const now = await projectAt(stage);
    const wrong = PROJECT_STEPS.filter((step) => step !== 'resume' && !FROM[step].includes(stage));
    expect(wrong.length).toBeGreaterThan(1);
    for (const step of wrong) {
      const answer = await takeProjectStep(bureau, now.id, inputOf(now, step));
      expect([step, answer.status, codeOf(answer)]).toEqual([step, 409, 'wrong_stage']);
    }
    expect(await readProject(officer, now.id)).toEqual(now);
  });

  test('a firm with a scheme of its own may skip the diagnosis; acceptance is never skipped', async () => {
    const fresh = await newProject(officer, firmId);
    const started = ok<ProjectDetail>(await takeProjectStep(officer, fresh.id, inputOf(fresh, 'start')));
    expect(started).toMatchObject({ stage: 'retrofitting', diagnosedOn: null, schemeOn: null });
    expect(started.stages.map(({ on }) => on)).toEqual([
      '2026-01-05',
      null,
      null,
      '2026-04-07',
      null,
      null,
      null,
    ]);
    expect(started.steps).toEqual(['accept', 'note', 'stop']);
  });
});

describe('what a step needs', () => {
  const NEEDS: Readonly<Record<string, readonly string[]>> = {
    diagnose: ['providerId', 'ndrcDiagnosed'],
    scheme: ['expectedSavingTce', 'investmentFen'],
    start: ['plannedTo'],
    accept: [...ACCEPTANCE_FIGURES, 'acceptanceFiled'],
    evaluate: ['note'],
    note: ['note'],
    stop: ['note'],
    sendBack: ['note'],
  };
  const cases = Object.entries(NEEDS).flatMap(([step, names]) =>
    names.map((name): [ProjectStep, string] => [step as ProjectStep, name]),
  );
  test.each(cases)('%s without %s is refused at that field', async (step, name) => {
    const now = await projectAt(FROM[step][0] ?? 'willing');
    if (step === 'accept') ok(await uploadReport(officer, now.id));
    const input = inputOf(await readProject(officer, now.id), step, { [name]: null });
    await refused(() => takeProjectStep(bureau, now.id, input), 422, name);
  });

  test('acceptance without its report is refused at the file', async () => {
    const now = await projectAt('retrofitting');
    ok(await uploadReport(officer, now.id, 'diagnosed'));
    const input = inputOf(await readProject(officer, now.id), 'accept');
    await refused(() => takeProjectStep(officer, now.id, input), 422, 'file');
  });

  test('a water project has no unit energy to state', async () => {
    const fresh = await newProject(officer, firmId, { kinds: ['waterSaving'] });
    const started = await bringTo(officer, fresh, 'retrofitting', { providerId });
    ok(await uploadReport(officer, started.id));
    const bare = { version: started.version, step: 'accept', on: '2026-09-15' } as const;
    await refused(() => takeProjectStep(officer, started.id, bare), 422, 'acceptanceFiled');
    const input = { ...bare, acceptanceFiled: true };
    expect(ok<ProjectDetail>(await takeProjectStep(officer, started.id, input))).toMatchObject({
      stage: 'accepted',
      acceptedSavingTce: null,
      improvementPct: null,
    });
  });

  test.each<[string, ProjectStep, object, string]>([
    ['a day after today', 'diagnose', { on: '2026-11-22' }, 'on'],
    ['a day before the stage before', 'diagnose', { on: '2026-01-04' }, 'on'],
    ['no day', 'diagnose', { on: '' }, 'on'],
    ['a day no calendar has', 'diagnose', { on: '2026-02-30' }, 'on'],
    ['a firm as provider', 'diagnose', { providerId: -1 }, 'providerId'],
    ['a saving below zero', 'scheme', { expectedSavingTce: '-1' }, 'expectedSavingTce'],
    ['a saving in words', 'scheme', { expectedSavingTce: '很多' }, 'expectedSavingTce'],
    ['an investment of nothing', 'scheme', { investmentFen: 0 }, 'investmentFen'],
    ['a loan above the investment', 'scheme', { loanFen: 300_000_001 }, 'loanFen'],
    ['a figure of another step', 'scheme', { acceptedSavingTce: '5' }, 'acceptedSavingTce'],
    ['works that end before they begin', 'start', { plannedTo: '2026-04-06' }, 'plannedTo'],
  ])('%s is refused', async (_what, step, change, field) => {
    const now = await newProject(officer, firmId);
    await refused(() => takeProjectStep(officer, now.id, inputOf(now, step, change)), 422, field);
  });

  test.each<[string, object, string]>([
    ['before the works began', { on: '2026-04-06' }, 'on'],
    ['from a unit energy of nothing', { unitEnergyBefore: '0' }, 'unitEnergyBefore'],
    ['to a unit energy below nothing', { unitEnergyAfter: '-0.1' }, 'unitEnergyAfter'],
  ])('acceptance %s is refused', async (_what, change, field) => {
    const now = await projectAt('retrofitting');
    ok(await uploadReport(officer, now.id));
    const input = inputOf(await readProject(officer, now.id), 'accept', change);
    await refused(() => takeProjectStep(officer, now.id, input), 422, field);
  });

  test('the day of the stage before and today are both right', async () => {
    const fresh = await newProject(officer, firmId);
    const first = await takeProjectStep(officer, fresh.id, inputOf(fresh, 'diagnose', { on: '2026-01-05' }));
    const next = ok<ProjectDetail>(first);
    const last = await takeProjectStep(officer, fresh.id, inputOf(next, 'scheme', { on: '2026-11-21' }));
    expect(ok<ProjectDetail>(last)).toMatchObject({
      diagnosedOn: '2026-01-05',
      schemeOn: '2026-11-21',
      days: 0,
    });
  });
});

test('the whole way is kept: stages with days, persons and files, events and audit rows', async () => {
  const done = await projectAt('evaluated');
  expect(done).toMatchObject({
    stage: 'evaluated',
    investmentFen: 300_000_000,
    expectedSavingTce: '800',
    ...ACCEPTANCE,
    improvementPct: '5',
    stalled: null,
    steps: ['note'],
  });
  expect(done.stages.map(({ stage, on, days, files }) => [stage, on, days, files])).toEqual([
    ['willing', '2026-01-05', 28, 0],
    ['diagnosed', '2026-02-02', 29, 0],
    ['scheme', '2026-03-03', 35, 0],
    ['retrofitting', '2026-04-07', 161, 0],
    ['accepted', '2026-09-15', 56, 1],
    ['awarded', null, null, 0],
    ['evaluated', '2026-11-10', null, 0],
  ]);
  const steps = ['create', 'diagnose', 'scheme', 'start', 'file', 'accept', 'evaluate'];
  expect(done.events.map(({ step }) => step)).toEqual(steps);
  const audited = app.db.sqlite
    .prepare("SELECT action FROM audit_log WHERE entity = 'project' AND entity_id = ? ORDER BY id")
    .pluck()
    .all(String(done.id));
  expect(audited).toEqual(steps.map((step) => `project.${step}`));
  expect(verifyAudit(app.db.read).ok).toBe(true);
});

describe('sending back, stopping, resuming', () => {
  test('acceptance sent back takes its figures with it; the works go on', async () => {
    const accepted = await projectAt('accepted');
    const back = ok<ProjectDetail>(await takeProjectStep(bureau, accepted.id, inputOf(accepted, 'sendBack')));
    expect(back).toMatchObject({
      stage: 'retrofitting',
      acceptedOn: null,
      acceptedSavingTce: null,
      unitEnergyAfter: null,
      acceptanceFiled: null,
      unitEnergyBefore: '0.4',
    });
    expect(back.events.at(-1)).toMatchObject({ step: 'sendBack', note: '材料不实。', fromStage: 'accepted' });
  });

  test('a new acceptance rests on a report uploaded since, and is not dated before the old one was sent back', async () => {
    const accepted = await projectAt('accepted');
    const back = ok<ProjectDetail>(await takeProjectStep(bureau, accepted.id, inputOf(accepted, 'sendBack')));
    const again = (now: ProjectDetail, on: string) =>
      takeProjectStep(officer, accepted.id, inputOf(now, 'accept', { on }));
    const old = await refused(() => again(back, '2026-11-12'), 422, 'file');
    expect(old.text).toContain('退回之后');
    ok(await uploadReport(officer, accepted.id, 'diagnosed', '另一阶段'));
    await refused(() => again(back, '2026-11-12'), 422, 'file');
    ok(await uploadReport(officer, accepted.id, 'accepted', '整改后'));
    const early = await refused(() => again(back, '2026-11-11'), 422, 'on');
    expect(early.text).toContain('退回验收的日期（2026-11-12）');
    expect(ok<ProjectDetail>(await again(back, '2026-11-12'))).toMatchObject({
      stage: 'accepted',
      acceptedOn: '2026-11-12',
      acceptedSavingTce: '820.5',
    });
  });

  test('a skipped stage is not come back to', async () => {
    const fresh = await newProject(officer, firmId);
    const started = ok<ProjectDetail>(await takeProjectStep(officer, fresh.id, inputOf(fresh, 'start')));
    const back = await takeProjectStep(bureau, fresh.id, inputOf(started, 'sendBack'));
    expect(ok<ProjectDetail>(back)).toMatchObject({ stage: 'willing', startedOn: null });
  });

  test('a stopped project only takes notes until it is resumed, and never goes on before that day', async () => {
    const scheme = await projectAt('scheme');
    const stopped = ok<ProjectDetail>(await takeProjectStep(officer, scheme.id, inputOf(scheme, 'stop')));
    expect(stopped).toMatchObject({
      stage: 'scheme',
      stoppedOn: '2026-10-20',
      stalled: null,
      mayEdit: false,
    });
    expect(stopped.steps).toEqual(['note', 'resume']);
    for (const step of ['start', 'stop'] as const) {
      const answer = await refused(() => takeProjectStep(officer, stopped.id, inputOf(stopped, step)), 409);
      expect(codeOf(answer)).toBe('stopped');
    }
    const early = inputOf(stopped, 'resume', { on: '2026-10-19' });
    await refused(() => takeProjectStep(officer, stopped.id, early), 422, 'on');
    const resumed = ok<ProjectDetail>(await takeProjectStep(officer, scheme.id, inputOf(stopped, 'resume')));
    expect(resumed).toMatchObject({ stoppedOn: null, stage: 'scheme' });
    const before = inputOf(resumed, 'start', { on: '2026-11-01', plannedTo: '2026-12-31' });
    await refused(() => takeProjectStep(officer, scheme.id, before), 422, 'on');
    const again = await refused(() => takeProjectStep(officer, scheme.id, inputOf(resumed, 'resume')), 409);
    expect(codeOf(again)).toBe('not_stopped');
  });
});

describe('the provider', () => {
  const ask = (now: ProjectDetail, change: object) => {
    const { name, willingOn, product, energyUnit, unitEnergyBefore, expectedSavingTce, plannedTo } = now;
    const own = { name, willingOn: willingOn ?? '', product, energyUnit, unitEnergyBefore };
    const input = projectInput(firmId, { ...own, expectedSavingTce, plannedTo });
    return officer.ask('PUT', `/projects/${now.id}`, { version: now.version, ...input, ...change });
  };

  test('is free to change until the diagnosis is completed, then stays until it is sent back', async () => {
    const other = await newProvider(bureau);
    const fresh = await newProject(officer, firmId, { providerId });
    const changed = ok<ProjectDetail>(await ask(fresh, { providerId: other }));
    expect(changed.providerId).toBe(other);
    const diagnosed = ok<ProjectDetail>(
      await takeProjectStep(officer, fresh.id, inputOf(changed, 'diagnose', { providerId })),
    );
    for (const wrong of [other, null]) {
      await refused(() => ask(diagnosed, { providerId: wrong }), 422, 'providerId');
    }
    const scheme = inputOf(diagnosed, 'scheme', { providerId: other });
    await refused(() => takeProjectStep(officer, fresh.id, scheme), 422, 'providerId');
    const kept = ok<ProjectDetail>(await ask(diagnosed, { providerId, content: '只改内容' }));
    expect(kept).toMatchObject({ providerId, content: '只改内容' });
    const back = ok<ProjectDetail>(await takeProjectStep(bureau, fresh.id, inputOf(kept, 'sendBack')));
    expect(ok<ProjectDetail>(await ask(back, { providerId: other })).providerId).toBe(other);
  });

  test('of a diagnosis taken over without one may be completed, once', async () => {
    const columns = { firmId, unitCode: '360425', stage: 'diagnosed', diagnosedOn: '2026-02-10' } as const;
    const now = await readProject(officer, projectOf(app, columns));
    const done = ok<ProjectDetail>(await ask(now, { providerId }));
    expect(done.providerId).toBe(providerId);
    await refused(() => ask(done, { providerId: null }), 422, 'providerId');
  });
});

test('a stopped project is not resumed beside a live one of the same name', async () => {
  const first = await newProject(officer, firmId);
  const stopped = ok<ProjectDetail>(await takeProjectStep(officer, first.id, inputOf(first, 'stop')));
  const twin = await newProject(officer, firmId, { name: first.name });
  const answer = await refused(() => takeProjectStep(officer, first.id, inputOf(stopped, 'resume')), 409);
  expect([codeOf(answer), answer.text.includes(`编号${twin.id}`)]).toEqual(['duplicate', true]);
  ok(await takeProjectStep(officer, twin.id, inputOf(twin, 'stop')));
  ok(await takeProjectStep(officer, first.id, inputOf(stopped, 'resume')));
});

describe('stalls', () => {
  const stalledOn = async (id: number, day: string) => {
    app.clock.setToday(day);
    const { stalled, overdue } = await readProject(officer, id);
    app.clock.setToday('2026-11-21');
    return { days: stalled?.days ?? null, limit: stalled?.limit ?? null, overdue };
  };
  test.each<[ProjectStage, string, string, number]>([
    ['willing', '2026-04-05', '2026-04-06', 90],
    ['diagnosed', '2026-05-03', '2026-05-04', 90],
    ['scheme', '2026-07-01', '2026-07-02', 120],
    ['accepted', '2026-11-14', '2026-11-15', 60],
  ])('%s stands still after its limit, not on it', async (stage, lastDay, dayAfter, limit) => {
    const { id } = await projectAt(stage);
    expect(await stalledOn(id, lastDay)).toMatchObject({ days: null });
    expect(await stalledOn(id, dayAfter)).toMatchObject({ days: limit + 1, limit });
  });

  test('works stand still from the day after the planned last one', async () => {
    const { id } = await projectAt('retrofitting');
    expect(await stalledOn(id, '2026-09-30')).toEqual({ days: null, limit: null, overdue: false });
    expect(await stalledOn(id, '2026-10-01')).toEqual({ days: 1, limit: 0, overdue: true });
  });
});

describe('registering and changing', () => {
  test.each<[string, object, string[]]>([
    ['no name', { name: ' ' }, ['name']],
    ['no kind', { kinds: [] }, ['kinds']],
    ['no day', { willingOn: '' }, ['willingOn']],
    ['a day to come', { willingOn: '2026-11-22' }, ['willingOn']],
    ['no such firm', { firmId: 999_999 }, ['firmId']],
    [
      'works that end before they begin',
      { plannedFrom: '2026-05-02', plannedTo: '2026-05-01' },
      ['plannedTo'],
    ],
    ['a unit energy of nothing', { unitEnergyBefore: '0' }, ['unitEnergyBefore']],
    ['a name nobody can see', { name: '\u200B\u3164 \n' }, ['name']],
    ['a will before 2020', { willingOn: '2019-12-31' }, ['willingOn']],
    ['works planned before 2020', { plannedFrom: '2019-12-31' }, ['plannedFrom']],
    ['works planned after 2040', { plannedTo: '2041-01-01' }, ['plannedTo']],
  ])('%s is refused', async (_what, change, fields) => {
    await refused(() => officer.ask('POST', '/projects', projectInput(firmId, change)), 422, ...fields);
  });

  test('the first and last days a plan may name are right; a name is kept on one line', async () => {
    const days = { willingOn: '2020-01-01', plannedFrom: '2020-01-01', plannedTo: '2040-12-31' };
    const made = await newProject(officer, firmId, { ...days, name: '窑头\n余热\u200B利用改造' });
    expect(made).toMatchObject({ ...days, name: '窑头余热利用改造' });
  });

  test('only a provider on the list may be named; one that left since stays where it was', async () => {
    const candidate = await newProvider(bureau, {}, { selectedOn: null, selectionDocument: null });
    const bare = (await addFirm(bureau, { kind: 'serviceProvider' })).id;
    for (const id of [candidate, bare, firmId]) {
      const input = projectInput(firmId, { providerId: id });
      await refused(() => officer.ask('POST', '/projects', input), 422, 'providerId');
    }
    const leaving = await newProvider(bureau);
    const input = projectInput(firmId, { providerId: leaving });
    const { id, version } = ok<ProjectDetail>(await officer.ask('POST', '/projects', input));
    await endProvider(bureau, leaving, '2026-11-20');
    await refused(
      () => officer.ask('POST', '/projects', projectInput(firmId, { providerId: leaving })),
      422,
      'providerId',
    );
    const change = (more: object) =>
      officer.ask('PUT', `/projects/${id}`, { ...input, version, content: '改', ...more });
    await refused(() => change({ providerId: candidate }), 422, 'providerId');
    const kept = ok<ProjectDetail>(await change({}));
    expect(kept).toMatchObject({ providerId: leaving, content: '改' });
    const step = { ...inputOf(kept, 'diagnose'), providerId: leaving };
    expect(ok<ProjectDetail>(await takeProjectStep(officer, id, step)).stage).toBe('diagnosed');
  });

  test('the same project is not registered twice, nor for another county’s firm or a park', async () => {
    const { name } = await newProject(officer, firmId);
    await refused(() => officer.ask('POST', '/projects', projectInput(firmId, { name })), 422, 'name');
    await refused(() => neighbour.ask('POST', '/projects', projectInput(firmId)), 422, 'firmId');
    const park = await addFirm(officer, { kind: 'park', creditCode: null });
    await refused(() => officer.ask('POST', '/projects', projectInput(park.id)), 422, 'firmId');
  });

  test('the bureau registers for any county', async () => {
    expect(await newProject(bureau, firmId)).toMatchObject({ unitCode: '360425', stage: 'willing' });
  });

  test('a change names the version it saw and is refused on an old one, with both', async () => {
    const fresh = await newProject(officer, firmId);
    const { name, willingOn } = fresh;
    const input = { ...projectInput(firmId, { name, willingOn: willingOn ?? '' }), content: '换热器改造' };
    const changed = ok<ProjectDetail>(
      await officer.ask('PUT', `/projects/${fresh.id}`, { version: fresh.version, ...input }),
    );
    expect(changed).toMatchObject({ content: '换热器改造', version: fresh.version + 1 });
    const again = { version: fresh.version, ...input, content: '另一改法' };
    const late = await refused(() => bureau.ask('PUT', `/projects/${fresh.id}`, again), 409);
    expect(codeOf(late)).toBe('version_conflict');
    expect(late.body).toMatchObject({ error: { details: { current: { content: '换热器改造' } } } });
    const stale = inputOf(fresh, 'diagnose');
    expect(codeOf(await refused(() => takeProjectStep(officer, fresh.id, stale), 409))).toBe(
      'version_conflict',
    );
  });

  test('what acceptance settled stays; the firm stays; another county changes nothing', async () => {
    const accepted = await projectAt('accepted');
    const known = { name: accepted.name, willingOn: '2026-01-05', providerId };
    const own = { ...known, investmentFen: 1, expectedSavingTce: '800' };
    const settled = { product: '水泥熟料', energyUnit: '吨标准煤/吨', unitEnergyBefore: '0.4' };
    const input = { version: accepted.version, ...projectInput(firmId, { ...own, ...settled }) };
    const ask = (who: Person, change: object) =>
      who.ask('PUT', `/projects/${accepted.id}`, { ...input, ...change });
    await refused(() => ask(officer, { unitEnergyBefore: '0.5' }), 422, 'unitEnergyBefore');
    await refused(() => ask(officer, { firmId: providerId }), 422, 'firmId');
    await refused(() => ask(officer, { willingOn: '2026-02-03' }), 422, 'willingOn');
    await refused(() => ask(neighbour, {}), 404);
    expect((await ask(officer, {})).status).toBe(200);
  });
});

describe('who sees what', () => {
  test('a county sees its own projects, the bureau all, everybody else none', async () => {
    const { id } = await newProject(officer, firmId);
    const seen = async (who: string) => {
      const answer = await person(who).get('/projects');
      return answer.status === 200 ? (answer.body as ProjectListReply).projects : answer.status;
    };
    const own = await seen('own');
    expect(own).toEqual(expect.arrayContaining([expect.objectContaining({ id })]));
    expect(new Set((own as ProjectListReply['projects']).map(({ unitCode }) => unitCode))).toEqual(
      new Set(['360425']),
    );
    expect(await seen('other')).not.toEqual(expect.arrayContaining([expect.objectContaining({ id })]));
    expect(await seen('bureau')).toEqual(expect.arrayContaining([expect.objectContaining({ id })]));
    for (const who of ['leader', 'department', 'admin', 'auditor']) {
      expect([who, await seen(who), (await person(who).get(`/projects/${id}`)).status]).toEqual([
        who,
        403,
        403,
      ]);
    }
    expect((await neighbour.get(`/projects/${id}`)).status).toBe(404);
    const filtered = ok<ProjectListReply>(
      await bureau.get(`/projects?unit=360425&stage=willing&kind=energySaving`),
    );
    expect(filtered.projects.every((row) => row.stage === 'willing' && row.unitCode === '360425')).toBe(true);
    expect((await neighbour.get('/projects?unit=360425')).status).toBe(404);
    for (const code of ['360400', '360999']) {
      expect((await bureau.get(`/projects?unit=${code}`)).status, code).toBe(404);
    }
  });

  test('a file comes back to those entitled; another county does not even learn of it', async () => {
    const { id } = await newProject(officer, firmId);
    const { files } = ok<ProjectDetail>(await uploadReport(officer, id, 'diagnosed'));
    expect(files).toMatchObject([{ stage: 'diagnosed', name: '节能验收报告.pdf' }]);
    const path = `/projects/${id}/files/${files[0]?.id}`;
    expect((await bureau.get(path)).status).toBe(200);
    expect((await neighbour.get(path)).status).toBe(404);
    await refused(() => uploadReport(neighbour, id), 404);
    await refused(() => uploadReport(officer, id, 'diagnosed'), 422, 'file');
    const leader = await person('leader').get(path);
    expect(leader.status).toBe(403);
  });

  test('history cannot be changed, even by hand', () => {
    expect(() => app.db.sqlite.exec('UPDATE project_event SET id = id + 1')).toThrow('append-only');
    expect(() => app.db.sqlite.exec('DELETE FROM project_event')).toThrow('append-only');
  });
});
