import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import { energyDeclaration, serviceProvider } from '../../db/schema.ts';
import { DEMO_TODAY } from '../../seed/demo/profiles.ts';
import type { NeedDetail, NeedListReply, NeedStepInput, NewNeed } from '../../server/needs/schema.ts';
import type { ProjectDetail } from '../../server/projects/schema.ts';
import type { Reminder, ReminderListReply } from '../../server/reminders/schema.ts';
import { type Answer, type Person, TestApp } from '../support/app.ts';
import { endProvider, newProvider } from '../support/projects.ts';

const UNIT = '360425';
/** 彭泽县: no need of the tests is its own. */
const ELSEWHERE = 'county-360430';

let app: TestApp;
let officer: Person;
let bureau: Person;
let firmId: number;
let elsewhereFirmId: number;
let providers: number[];

const idsOf = (where: string): number[] =>
  app.db.sqlite.prepare(`SELECT id FROM beneficiary WHERE ${where} ORDER BY id`).pluck().all() as number[];
const first = (ids: readonly number[]): number => ids[0] ?? 0;

beforeAll(async () => {
  app = await TestApp.withDemo();
  officer = await app.as(`county-${UNIT}`);
  bureau = await app.as('bureau');
  firmId = first(idsOf(`kind = 'enterprise' AND statistics_unit = '${UNIT}' AND closed_on IS NULL`));
  elsewhereFirmId = first(idsOf("kind = 'enterprise' AND statistics_unit = '360430' AND closed_on IS NULL"));
  providers = idsOf("kind = 'serviceProvider'").slice(0, 3);
  app.db.write((tx) => {
    for (const beneficiaryId of providers) {
      tx.insert(serviceProvider)
        .values({ beneficiaryId, selectedOn: '2026-03-01' })
        .onConflictDoUpdate({ target: serviceProvider.beneficiaryId, set: { endedOn: null } })
        .run();
    }
  });
});
afterEach(() => app.clock.setToday(DEMO_TODAY));
afterAll(() => app.close());

const NEED: Omit<NewNeed, 'firmId'> = {
  kind: 'technology',
  title: '循环水泵变频节能改造（测试）',
  content: '三台循环水泵常年工频运行，求变频改造方案。',
  budgetFen: 80_000_000,
  answerBy: '2026-12-10',
};

function ok<T = NeedDetail>(answer: Answer): T {
  expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
  return answer.body as T;
}

let published = 0;
/** A need of a title of its own: one open already is not published twice. */
const publish = async (person: Person, more: Partial<NewNeed> = {}) => {
  published += 1;
  const title = `${NEED.title}${published}`;
  return ok(await person.ask('POST', '/needs', { firmId, ...NEED, title, ...more }));
};
const offer = (person: Person, id: number, nth = 0, more = {}) =>
  person.ask('POST', `/needs/${id}/offers`, {
    providerId: providers[nth],
    on: '2026-11-21',
    content: '合同能源管理，节电率20%。',
    priceFen: 76_000_000,
    ...more,
  });
const take = (person: Person, { id, version }: NeedDetail, step: Partial<NeedStepInput>) =>
  person.ask('POST', `/needs/${id}/steps`, { version, ...step });

/** Refused with this status and code, and nothing in the database changed. */
async function refused(ask: () => Promise<Answer>, status: number, code: string, ...fields: string[]) {
  const before = app.fingerprint();
  const answer = await ask();
  const { error } = answer.body as { error: { code: string; fields?: Record<string, unknown> } };
  expect([answer.status, error.code, Object.keys(error.fields ?? {})]).toEqual([status, code, fields]);
  expect(app.fingerprint()).toBe(before);
}

/** A need with two answers, matched with the second. */
async function matched(): Promise<NeedDetail> {
  const { id } = await publish(officer);
  ok(await offer(bureau, id, 0));
  const answered = ok(await offer(bureau, id, 1, { priceFen: null }));
  const offerId = answered.answers[1]?.id ?? 0;
  return ok(await take(bureau, answered, { step: 'match', offerId }));
}

test('the whole round: published, answered twice, matched, and become a project of the firm with its provider', async () => {
  const open = await publish(officer);
  expect(open).toMatchObject({ stage: 'open', offers: 0, daysLeft: 19, unitCode: UNIT, steps: ['close'] });
  expect([open.mayEdit, open.mayRecordOffer]).toEqual([true, false]);
  const need = await matched();
  expect(need.answers.map(({ chosen, priceFen }) => [chosen, priceFen])).toEqual([
    [false, 76_000_000],
    [true, null],
  ]);
  expect(need).toMatchObject({ stage: 'matched', providerName: need.answers[1]?.providerName });
  const seen = ok(await officer.get(`/needs/${need.id}`));
  expect(seen.steps).toEqual(['makeProject', 'close']);
  const made = ok(
    await take(officer, seen, { step: 'makeProject', name: '循环水泵变频改造', kinds: ['energySaving'] }),
  );
  expect(made).toMatchObject({ stage: 'matched', steps: [], mayEdit: false });
  const project = ok<ProjectDetail>(await officer.get(`/projects/${made.project?.id}`));
  expect(project).toMatchObject({
    firmId,
    unitCode: UNIT,
    stage: 'willing',
    providerId: providers[1],
    content: NEED.content,
    willingOn: '2026-11-21',
  });
  expect(verifyAudit(app.db.read).ok).toBe(true);
});

test('a project is made once only, and one that came of a need is linked to no other', async () => {
  const need = await matched();
  const made = ok(
    await take(officer, need, { step: 'makeProject', name: '水泵改造', kinds: ['energySaving'] }),
  );
  const again: Partial<NeedStepInput> = {
    step: 'makeProject',
    name: '水泵改造二',
    kinds: ['energySaving'],
  };
  await refused(() => take(officer, made, again), 409, 'has_project');
  await refused(() => take(officer, need, again), 409, 'version_conflict');
  const other = await matched();
  const projectId = made.project?.id ?? 0;
  expect(other.linkable.map(({ id }) => id)).not.toContain(projectId);
  await refused(
    () => take(officer, other, { step: 'makeProject', projectId }),
    422,
    'invalid_fields',
    'projectId',
  );
  await refused(() => take(officer, other, { step: 'close', reason: ' ' }), 422, 'invalid_fields', 'reason');
});

test('an existing project of the firm can be linked instead; a project without name or kinds is refused', async () => {
  const input = {
    name: '已登记的改造项目',
    kinds: ['carbonReduction'],
    content: '',
    willingOn: '2026-11-01',
  };
  const none = {
    person: null,
    note: null,
    investmentFen: null,
    loanFen: null,
    product: null,
    energyUnit: null,
  };
  const rest = { unitEnergyBefore: null, expectedSavingTce: null, plannedFrom: null, plannedTo: null };
  const project = ok<ProjectDetail>(
    await officer.ask('POST', '/projects', { firmId, ...input, ...none, ...rest, providerId: null }),
  );
  const need = await matched();
  await refused(() => take(officer, need, { step: 'makeProject' }), 422, 'invalid_fields', 'name', 'kinds');
  const linked = ok(await take(bureau, need, { step: 'makeProject', projectId: project.id }));
  expect(linked.project).toEqual({ id: project.id, name: '已登记的改造项目', stage: 'willing' });
});

describe('who may do what', () => {
  test('a county keeps its own needs and is told nothing of another county’s', async () => {
    const need = await publish(officer);
    const other = await app.as(ELSEWHERE);
    expect((await other.get(`/needs/${need.id}`)).status).toBe(404);
    const listed = ok<NeedListReply>(await other.get('/needs')).needs;
    expect(listed.every(({ unitCode }) => unitCode === '360430')).toBe(true);
    const { version } = need;
    await refused(() => other.ask('PUT', `/needs/${need.id}`, { ...NEED, version }), 404, 'not_found');
    await refused(() => take(other, need, { step: 'close', reason: '无' }), 404, 'not_found');
    await refused(
      () => officer.ask('POST', '/needs', { ...NEED, firmId: elsewhereFirmId }),
      422,
      'invalid_fields',
      'firmId',
    );
    expect((await publish(bureau, { firmId: elsewhereFirmId })).unitCode).toBe('360430');
  });

  test('leaders, departments, administrators and auditors see no needs at all', async () => {
    for (const who of ['leader', 'dept-fgw', 'admin', 'auditor']) {
      const person = await app.as(who);
      expect((await person.get('/needs')).status).toBe(403);
      await refused(() => person.ask('POST', '/needs', { firmId, ...NEED }), 403, 'forbidden');
    }
    expect((await app.someone().get('/needs')).status).toBe(401);
  });

  test('answers and the match are the bureau’s, and so is undoing it', async () => {
    const open = await publish(officer);
    await refused(() => offer(officer, open.id), 403, 'forbidden');
    const answered = ok(await offer(bureau, open.id));
    const offerId = answered.answers[0]?.id ?? 0;
    await refused(() => take(officer, answered, { step: 'match', offerId }), 403, 'forbidden');
    const need = ok(await take(bureau, answered, { step: 'match', offerId }));
    await refused(() => take(officer, need, { step: 'reopen' }), 403, 'forbidden');
    const back = ok(await take(bureau, need, { step: 'reopen' }));
    expect(back).toMatchObject({ stage: 'open', providerName: null, offers: 1 });
  });
});

describe('answers', () => {
  test('one a provider, of the list, within the days; a match needs one of the need’s own', async () => {
    const need = await publish(officer);
    await refused(() => take(bureau, need, { step: 'match', offerId: 1 }), 409, 'no_offers');
    const answered = ok(await offer(bureau, need.id));
    await refused(() => offer(bureau, need.id), 422, 'invalid_fields', 'providerId');
    await refused(
      () => offer(bureau, need.id, 1, { providerId: firmId }),
      422,
      'invalid_fields',
      'providerId',
    );
    for (const on of ['2026-11-20', '2026-11-22', '昨天']) {
      await refused(() => offer(bureau, need.id, 1, { on }), 422, 'invalid_fields', 'on');
    }
    await refused(
      () => take(bureau, answered, { step: 'match', offerId: 9_999 }),
      422,
      'invalid_fields',
      'offerId',
    );
    await refused(
      () => take(bureau, need, { step: 'match', offerId: answered.answers[0]?.id ?? 0 }),
      409,
      'version_conflict',
    );
  });

  test('one that came after the last day is taken once that day was put off', async () => {
    const need = await publish(officer, { answerBy: '2026-11-22' });
    app.clock.setToday('2026-11-25');
    await refused(() => offer(bureau, need.id, 0, { on: '2026-11-25' }), 422, 'invalid_fields', 'on');
    ok(await offer(bureau, need.id, 0, { on: '2026-11-22' }));
    const { version } = ok(await officer.get(`/needs/${need.id}`));
    const later = { ...NEED, title: need.title, version, answerBy: '2026-11-30' };
    ok(await officer.ask('PUT', `/needs/${need.id}`, later));
    expect(ok(await offer(bureau, need.id, 1, { on: '2026-11-25' })).offers).toBe(2);
  });
});

test('what was answered stays as it was; only the last day may still be moved', async () => {
  const need = await publish(officer);
  const change = (version: number, more: Partial<NewNeed>) =>
    officer.ask('PUT', `/needs/${need.id}`, { ...NEED, version, ...more });
  const changed = ok(await change(need.version, { budgetFen: null, answerBy: '2026年12月20日' }));
  expect([changed.budgetFen, changed.answerBy]).toEqual([null, '2026-12-20']);
  await refused(() => change(need.version, {}), 409, 'version_conflict');
  const answered = ok(await offer(bureau, need.id));
  await refused(() => change(answered.version, { budgetFen: null, title: '另一项' }), 409, 'has_offers');
  ok(await change(answered.version, { budgetFen: null }));
});

test('a closed need says why, and is opened again with a new last day once the old one is past', async () => {
  const need = await publish(officer);
  const closed = ok(await take(officer, need, { step: 'close', reason: '企业已自行解决。' }));
  expect(closed).toMatchObject({ stage: 'closed', closedReason: '企业已自行解决。', steps: ['reopen'] });
  await refused(() => offer(bureau, need.id), 409, 'wrong_stage');
  app.clock.setToday('2026-12-11');
  await refused(() => take(officer, closed, { step: 'reopen' }), 422, 'invalid_fields', 'answerBy');
  const open = ok(await take(officer, closed, { step: 'reopen', answerBy: '2026-12-31' }));
  expect(open).toMatchObject({ stage: 'open', closedReason: null, answerBy: '2026-12-31', daysLeft: 20 });
});

test('a need without name, content or a day to come is refused at the fields', async () => {
  const wrong = { ...NEED, firmId, title: ' ', content: '', answerBy: '2026-11-20' };
  await refused(
    () => officer.ask('POST', '/needs', wrong),
    422,
    'invalid_fields',
    'title',
    'content',
    'answerBy',
  );
});

test('a need sent twice is published once; another kind or firm, and one closed since, may be', async () => {
  const { id, title, version } = await publish(officer);
  const again = (more: object = {}) => officer.ask('POST', '/needs', { ...NEED, firmId, title, ...more });
  await refused(() => again(), 422, 'invalid_fields', 'title');
  await refused(() => again({ title: `${title}\u200B\n` }), 422, 'invalid_fields', 'title');
  ok(await again({ kind: 'equipment' }));
  ok(await officer.ask('POST', `/needs/${id}/steps`, { version, step: 'close', reason: '已解决。' }));
  ok(await again());
});

test('a name nobody can see is none', async () => {
  const input = { ...NEED, firmId, title: '\u200B\u2060' };
  await refused(() => officer.ask('POST', '/needs', input), 422, 'invalid_fields', 'title');
});

describe('a provider not on the list', () => {
  test('no candidate and none that left may answer, and nobody learns the name', async () => {
    const need = await publish(officer);
    const candidate = await newProvider(bureau, {}, { selectedOn: null, selectionDocument: null });
    const gone = await newProvider(bureau);
    await endProvider(bureau, gone, '2026-11-20');
    for (const providerId of [candidate, gone]) {
      await refused(() => offer(bureau, need.id, 0, { providerId }), 422, 'invalid_fields', 'providerId');
    }
  });

  test('one that left after its answer is matched no more, nor does it come into a new project', async () => {
    const leaving = await newProvider(bureau);
    const first = ok(await offer(bureau, (await publish(officer)).id, 0, { providerId: leaving }));
    const second = ok(await offer(bureau, (await publish(officer)).id, 0, { providerId: leaving }));
    const offerId = second.answers[0]?.id ?? 0;
    const chosen = ok(await take(bureau, second, { step: 'match', offerId }));
    await endProvider(bureau, leaving, '2026-11-20');
    const match = { step: 'match', offerId: first.answers[0]?.id ?? 0 } as const;
    await refused(() => take(bureau, first, match), 422, 'invalid_fields', 'offerId');
    const make = { step: 'makeProject', name: '不在册的改造', kinds: ['waterSaving'] } as const;
    await refused(
      () => take(officer, chosen, { ...make, kinds: ['waterSaving'] }),
      409,
      'provider_not_listed',
    );
    expect(ok(await take(bureau, chosen, { step: 'reopen' })).stage).toBe('open');
  });
});

test('the list is filtered by unit, kind and what is waited for', async () => {
  const need = await publish(officer);
  const ids = async (query: string) =>
    ok<NeedListReply>(await bureau.get(`/needs?${query}`)).needs.map(({ id }) => id);
  expect(await ids(`unit=${UNIT}&kind=technology&stage=unanswered`)).toContain(need.id);
  expect(await ids(`unit=${UNIT}&kind=finance`)).not.toContain(need.id);
  expect(await ids('unit=360430')).not.toContain(need.id);
  for (const [who, code] of [
    [officer, '360430'],
    [bureau, '360400'],
    [bureau, '360999'],
  ] as const) {
    expect((await who.get(`/needs?unit=${code}`)).status, code).toBe(404);
  }
  ok(await offer(bureau, need.id));
  expect(await ids('stage=unanswered')).not.toContain(need.id);
  expect(await ids('stage=open')).toContain(need.id);
  const { needs } = ok<NeedListReply>(await bureau.get('/needs'));
  const stages = needs.map(({ stage }) => stage !== 'open');
  expect(stages).toEqual([...stages].sort());
});

describe('reminders', () => {
  const LEDGER = ['need', 'project', 'declaration'];
  const remindersOf = async (person: Person): Promise<Reminder[]> =>
    ok<ReminderListReply>(await person.get('/reminders')).reminders.filter(({ kind }) =>
      LEDGER.includes(kind),
    );
  const linesOf = async (person: Person) => (await remindersOf(person)).map(({ text }) => text);
  const shut = async (id: number) => {
    const need = ok(await bureau.get(`/needs/${id}`));
    if (need.steps.includes('close')) ok(await take(bureau, need, { step: 'close', reason: '测试完毕。' }));
  };
  /** Nothing open or matched is left in the unit, so that what follows stands alone. */
  const clear = async () => {
    const { needs } = ok<NeedListReply>(await bureau.get(`/needs?unit=${UNIT}`));
    for (const { id } of needs) await shut(id);
  };

  test('a county is told of a need whose last day has passed, and of one matched that is no project yet', async () => {
    await clear();
    const words = ['应答已截止，请跟进对接、延长截止日或关闭', '已对接，请转为项目'];
    const told = async () =>
      (await remindersOf(officer)).filter(({ text }) => words.some((word) => text.endsWith(word)));
    const need = await publish(officer, { answerBy: '2026-11-21' });
    expect(await told()).toEqual([]);
    app.clock.setToday('2026-11-22');
    expect(await told()).toMatchObject([
      { text: `需求“${need.title}”${words[0]}`, to: `/projects?tab=needs&need=${need.id}`, unitCode: UNIT },
    ]);
    const answered = ok(await offer(bureau, need.id));
    const offerId = answered.answers[0]?.id ?? 0;
    const chosen = ok(await take(bureau, answered, { step: 'match', offerId }));
    expect(await told()).toMatchObject([{ text: `需求“${need.title}”${words[1]}` }]);
    ok(await take(officer, chosen, { step: 'makeProject', name: '提醒用项目', kinds: ['waterSaving'] }));
    expect(await told()).toEqual([]);
    expect(await linesOf(await app.as('leader'))).toEqual([]);
  });

  test('the bureau is told how many needs nobody answered, by unit, and finds them behind the link', async () => {
    await clear();
    const before = ok<NeedListReply>(await bureau.get('/needs?stage=unanswered')).needs.length;
    await publish(officer);
    const line = (await remindersOf(bureau)).find(({ text }) => text.includes('尚无应答'));
    expect(line).toMatchObject({ to: '/projects?tab=needs&stage=unanswered' });
    expect(line?.text).toMatch(new RegExp(`^${before + 1}项需求尚无应答.*永修县1项`));
    await clear();
  });

  test('projects past the reminder limit: the county by name, the bureau by unit', async () => {
    const name = '停滞提醒用项目';
    const blank = { person: null, note: null, investmentFen: null, loanFen: null, product: null };
    const none = { energyUnit: null, unitEnergyBefore: null, expectedSavingTce: null, plannedFrom: null };
    const own = { firmId, name, kinds: ['efficiency'], content: '', willingOn: '2026-08-24' };
    const rest = { plannedTo: null, providerId: null };
    ok(await officer.ask('POST', '/projects', { ...own, ...blank, ...none, ...rest }));
    const ofBureau = async () => (await linesOf(bureau)).find((text) => text.includes('超过提醒时限')) ?? '';
    const count = async () => Number(/永修县(\d+)个/.exec(await ofBureau())?.[1] ?? 0);
    // 意愿 may last 90 days: 2026-11-22 is the last of them
    app.clock.setToday('2026-11-22');
    const before = await count();
    app.clock.setToday('2026-11-23');
    expect(await count()).toBe(before + 1);
    const own1 = (await linesOf(officer)).find((text) => text.includes('改造项目')) ?? '';
    expect(own1).toMatch(before === 0 ? name : /个改造项目超过提醒时限/);
  });

  test('a large firm that declared nothing for last year is counted, from 1 April on', async () => {
    const line = async () => (await remindersOf(bureau)).find(({ kind }) => kind === 'declaration');
    const seen = Number(/^(\d+)家/.exec((await line())?.text ?? '')?.[1] ?? 0);
    const edges: [string, number][] = [
      ['999.9999', 0],
      ['1000', 1],
    ];
    for (const [tce, more] of edges) {
      app.db.sqlite.prepare('DELETE FROM energy_declaration WHERE beneficiary_id = ?').run(firmId);
      app.db.write((tx) =>
        tx
          .insert(energyDeclaration)
          .values({ beneficiaryId: firmId, year: 2024, tce, source: 'declaration' })
          .run(),
      );
      const text = (await line())?.text ?? '';
      expect(Number(/^(\d+)家/.exec(text)?.[1] ?? 0)).toBe(seen + more);
    }
    expect(await line()).toMatchObject({
      text: expect.stringContaining('年耗1000吨标准煤以上企业未申报2025年用能'),
      to: '/projects?tab=firms&least=1000',
    });
    app.clock.setToday('2026-03-31');
    expect(await line()).toBeUndefined();
  });
});
