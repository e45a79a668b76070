import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReportDetail, ReportMessage } from '../../server/reports/schema.ts';
import { type Answer, type Person, TestApp } from '../support/app.ts';
import { addOfficer, OWN, outcome, stepsOf, traces, versionOf } from '../support/reports.ts';

let app: TestApp;
let people: Record<'officer' | 'colleague' | 'neighbour' | 'bureau' | 'leader' | 'admin' | 'auditor', Person>;

beforeEach(async () => {
  app = await TestApp.withDemo();
  addOfficer(app, 'colleague', false);
  people = {
    officer: await app.as('county-360425'),
    colleague: await app.as('colleague'),
    neighbour: await app.as('county-360402'),
    bureau: await app.as('bureau'),
    leader: await app.as('leader'),
    admin: await app.as('admin'),
    auditor: await app.as('auditor'),
  };
});
afterEach(() => app.close());

const linesOf = (answer: Answer) =>
  (answer.body as { messages: ReportMessage[] }).messages.map(({ kind, text, role }) => [kind, text, role]);

test('the county and the bureau read one conversation, with what happened in between; nobody else does', async () => {
  const [county, bureau] = [stepsOf(people.officer), stepsOf(people.bureau)];
  const submitted = versionOf(await county.submit(0));
  app.clock.forward(1000);
  await bureau.message('增值税退库是否已剔除？');
  app.clock.forward(1000);
  await county.message(' 已剔除。 ');
  app.clock.forward(1000);
  await bureau.giveBack(submitted, '请附说明。');
  const expected = [
    ['submitted', '', 'county'],
    ['message', '增值税退库是否已剔除？', 'bureau'],
    ['message', '已剔除。', 'county'],
    ['returned', '请附说明。', 'bureau'],
  ];
  for (const person of [people.officer, people.colleague, people.bureau]) {
    expect(linesOf(await person.get(`${OWN}/messages`))).toEqual(expected);
    const detail = (await person.get(OWN)).body as ReportDetail;
    expect(detail.messages.map(({ kind, text, role }) => [kind, text, role])).toEqual(expected);
    expect(detail.mayMessage).toBe(true);
  }
  for (const person of [people.neighbour, people.leader, people.admin, people.auditor]) {
    const before = traces(app);
    expect(outcome(await person.get(`${OWN}/messages`))).toEqual([403, 'forbidden']);
    expect(outcome(await stepsOf(person).message())).toEqual([403, 'forbidden']);
    expect(traces(app)).toBe(before);
  }
  expect(outcome(await app.someone().get(`${OWN}/messages`))).toEqual([401, 'not_signed_in']);
});

test('a leader reads the approved figures without a word of the conversation', async () => {
  const [county, bureau] = [stepsOf(people.officer), stepsOf(people.bureau)];
  const submitted = versionOf(await county.submit(0));
  await bureau.message('请说明增速。');
  await bureau.approve(submitted);
  const answer = await people.leader.get(OWN);
  const detail = answer.body as ReportDetail;
  expect([detail.status, detail.messages, detail.feedback, detail.signOff, detail.mayMessage]).toEqual([
    'approved',
    [],
    null,
    null,
    false,
  ]);
  expect(answer.text).not.toContain('请说明增速。');
});

test('a message changes neither the report nor its version', async () => {
  const saved = versionOf(await stepsOf(people.officer).save(0));
  const rows = () => app.db.sqlite.prepare('SELECT * FROM report').all();
  const before = rows();
  expect((await stepsOf(people.bureau).message()).status).toBe(200);
  expect(rows()).toEqual(before);
  expect((await stepsOf(people.officer).submit(saved)).status).toBe(200);
});

test.each([
  ['an empty message', '', 422, 'invalid_fields'],
  ['only blanks', ' \n', 422, 'invalid_fields'],
  ['more than 1,000 characters', '长'.repeat(1001), 400, 'invalid_request'],
])('%s is refused and leaves nothing', async (_what, text, status, code) => {
  await stepsOf(people.officer).save(0);
  const before = traces(app);
  expect(outcome(await stepsOf(people.officer).message(text))).toEqual([status, code]);
  expect(traces(app)).toBe(before);
});

test('exactly 1,000 characters are accepted', async () => {
  await stepsOf(people.officer).save(0);
  expect((await stepsOf(people.officer).message('长'.repeat(1000))).status).toBe(200);
});
