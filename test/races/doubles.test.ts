import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import type { Account, AccountListReply } from '../../server/accounts/schema.ts';
import type { BulletinReply } from '../../server/bulletins/schema.ts';
import type { NeedDetail } from '../../server/needs/schema.ts';
import type { ProjectDetail } from '../../server/projects/schema.ts';
import { wan } from '../../server/rules/subsidies/money.ts';
import type { WarningDetail, WarningListReply } from '../../server/warnings/schema.ts';
import { type Answer, type Person, TestApp } from '../support/app.ts';
import {
  addFirm,
  advance,
  apply,
  certificate,
  type Desk,
  deskOf,
  ok,
  readCase,
  step,
} from '../support/cases.ts';
import { bringTo, newProject, newProvider } from '../support/projects.ts';
import { oneWinner, rounds } from './contest.ts';

let app: TestApp;
let desk: Desk;
let officer: Person;
let bureau: Person;
let chief: Person;
let admin: Person;
let providers: number[];
beforeAll(async () => {
  app = await TestApp.withDemo();
  desk = await deskOf(app);
  ({ officer, clerk: bureau, chief } = desk);
  admin = await app.as('admin');
  providers = [await newProvider(bureau), await newProvider(bureau)];
});
afterAll(() => app.close());

const LONG = { timeout: 10 * 60_000 };
/** each time with data of its own */
const REPEATS = rounds(2, 50);
const count = (table: string, where: string): number =>
  app.db.sqlite.prepare(`SELECT count(*) FROM ${table} WHERE ${where}`).pluck().get() as number;
const same = (ask: () => Promise<Answer>) => [ask, ask, ask];
const stale = /^409 version_conflict$/;

async function approvedCase() {
  const { id } = await apply(desk);
  return advance(desk, id, 'approve', { amountFen: wan('50') });
}

async function needWithTwoOffers(title: string): Promise<NeedDetail> {
  const { id: firmId } = await addFirm(officer);
  const need = {
    firmId,
    kind: 'technology',
    title,
    content: '求变频改造方案。',
    budgetFen: null,
    answerBy: '2026-12-10',
  };
  const { id } = ok<NeedDetail>(await officer.ask('POST', '/needs', need));
  for (const providerId of providers) {
    const offer = { providerId, on: '2026-11-21', content: '合同能源管理。', priceFen: null };
    ok(await bureau.ask('POST', `/needs/${id}/offers`, offer));
  }
  return ok(await bureau.get(`/needs/${id}`));
}

async function accountOf(username: string): Promise<Account> {
  const { accounts } = ok<AccountListReply>(await admin.get('/accounts'));
  const found = accounts.find((account) => account.username === username);
  if (!found) throw new Error(`no account ${username}`);
  return found;
}

/** What happens at once, and how those who come too late are refused. */
type Race = [name: string, run: (round: number) => Promise<void>];

const RACES: Race[] = [
  [
    'a payment sent three times is paid once',
    async () => {
      const { id, version } = await approvedCase();
      const pay = {
        version,
        step: 'pay',
        paidOn: '2026-11-20',
        voucher: `并发拨-${id}`,
        amountFen: wan('50'),
      } as const;
      await oneWinner(
        same(() => step(bureau, id, pay)),
        stale,
      );
      const paid = await readCase(bureau, id);
      expect([paid.paidFen, count('disbursement', `case_id = ${id}`)]).toEqual([wan('50'), 1]);
    },
  ],
  [
    'two desks pay different parts at once: one part is paid, the other is asked again',
    async () => {
      const { id, version } = await approvedCase();
      const pay = (person: Person, amount: string) => () =>
        step(person, id, {
          version,
          step: 'pay',
          paidOn: '2026-11-20',
          voucher: `并发拨-${id}-${amount}`,
          amountFen: wan(amount),
        });
      const { place } = await oneWinner([pay(bureau, '30'), pay(chief, '40')], stale);
      expect((await readCase(bureau, id)).paidFen).toBe(wan(place === 0 ? '30' : '40'));
    },
  ],
  [
    'two approvals of a case with different amounts: one amount stands',
    async () => {
      const { id } = await apply(desk);
      const { version } = await advance(desk, id, 'publishNotice');
      const approve = (amount: string) => () =>
        step(chief, id, {
          version,
          step: 'approve',
          amountFen: wan(amount),
          amountReason: '按项目实际投入核定。',
          approvalDocument: '九工信字〔2026〕1号（演示）',
        });
      const { place } = await oneWinner([approve('40'), approve('50'), approve('30')], stale);
      expect((await readCase(bureau, id)).approvedFen).toBe(wan(['40', '50', '30'][place] ?? ''));
    },
  ],
  [
    'a title registered three times is on the list once',
    async () => {
      const entry = certificate();
      const add = () => bureau.ask('POST', '/certificates', entry);
      await oneWinner(same(add), /^422 invalid_fields holder=duplicate$/);
      expect(count('certificate', `holder = '${entry.holder}'`)).toBe(1);
    },
  ],
  [
    'one award claimed three times from a project opens one case',
    async () => {
      const { id: firmId } = await addFirm(officer);
      const fresh = await newProject(officer, firmId);
      const project = await bringTo(officer, fresh, 'accepted', { providerId: providers[0] ?? 0 });
      const claim = { version: project.version, awardId: 'jiujiang-2-retrofit' };
      const open = () => officer.ask('POST', `/projects/${project.id}/cases`, claim);
      await oneWinner(same(open), stale);
      const now = ok<ProjectDetail>(await officer.get(`/projects/${project.id}`));
      expect([now.cases.length, count('subsidy_case', `project_id = ${project.id}`)]).toEqual([1, 1]);
    },
  ],
  [
    'a need matched with two providers at once is matched with one',
    async (round) => {
      const { id, version, answers } = await needWithTwoOffers(`并发对接${round}`);
      const match = (place: number) => () =>
        bureau.ask('POST', `/needs/${id}/steps`, { version, step: 'match', offerId: answers[place]?.id });
      const { place } = await oneWinner([match(0), match(1)], stale);
      const now = ok<NeedDetail>(await bureau.get(`/needs/${id}`));
      expect(now.answers.map(({ chosen }) => chosen)).toEqual([place === 0, place === 1]);
    },
  ],
  [
    'a matched need becomes one project, however often that is asked for',
    async (round) => {
      const need = await needWithTwoOffers(`并发转项目${round}`);
      const offerId = need.answers[0]?.id;
      const { id, version } = ok<NeedDetail>(
        await bureau.ask('POST', `/needs/${need.id}/steps`, {
          version: need.version,
          step: 'match',
          offerId,
        }),
      );
      const name = `并发项目${round}`;
      const make = { version, step: 'makeProject', name, kinds: ['energySaving'] };
      await oneWinner(
        same(() => officer.ask('POST', `/needs/${id}/steps`, make)),
        stale,
      );
      expect(count('project', `name = '${name}'`)).toBe(1);
    },
  ],
  [
    'three accounts of one name: one is made, with one password',
    async (round) => {
      const username = `race-${round}`;
      const account = { username, displayName: '并发', role: 'leader', units: [] };
      await oneWinner(
        same(() => admin.ask('POST', '/accounts', account)),
        /^422 invalid_fields username=taken$/,
      );
      expect(count('user', `username = '${username}'`)).toBe(1);
    },
  ],
  [
    'a county handed over to two successors at once has one',
    async (round) => {
      const from = await accountOf(round === 0 ? 'county-360430' : `heir-${round - 1}`);
      const handOver = (heir: string) => () =>
        admin.ask('POST', `/accounts/${from.id}/hand-over`, {
          version: from.version,
          to: { username: heir, displayName: '接任' },
          units: ['360430'],
          reason: '岗位调整',
          disable: true,
        });
      const heirs = [`heir-${round}`, `heir-${round}`];
      await oneWinner(heirs.map(handOver), stale);
      expect(count('user_unit', "unit_code = '360430'")).toBe(1);
      expect(count('user', `username = 'heir-${round}'`)).toBe(1);
    },
  ],
];

test.each(RACES)('%s', LONG, async (_name, run) => {
  for (let round = 0; round < REPEATS; round += 1) await run(round);
  expect(verifyAudit(app.db.read).ok).toBe(true);
});

test('a bulletin drafted three times at once is one draft; signed three times, one number', async () => {
  const again = /^409 already_drafted$/;
  const { winner } = await oneWinner(
    same(() => bureau.ask('POST', '/bulletins', { period: '2026-09' })),
    again,
  );
  const { id, version } = winner.body as BulletinReply;
  const submitted = ok<BulletinReply>(
    await bureau.ask('POST', `/bulletins/${id}/steps`, { version, step: 'submit' }),
  );
  const sign = { version: submitted.version, step: 'sign' };
  await oneWinner(
    same(() => chief.ask('POST', `/bulletins/${id}/steps`, sign)),
    /^409 signed$/,
  );
  expect(count('bulletin', 'number_seq IS NOT NULL')).toBe(1);
  expect(count('bulletin_event', `bulletin_id = ${id} AND step = 'signed'`)).toBe(1);
});

test('a warning drafted and issued three times at once has one notice and one number', async () => {
  const draft = { unitCode: 'JKQ', period: '2026-10' };
  const { winner } = await oneWinner(
    same(() => bureau.ask('POST', '/warnings', draft)),
    /^409 no_proposal$/,
  );
  const { id, version } = winner.body as WarningDetail;
  const submitted = ok<WarningDetail>(
    await bureau.ask('POST', `/warnings/${id}/steps`, { version, step: 'submit' }),
  );
  const issue = { version: submitted.version, step: 'issue' };
  await oneWinner(
    same(() => chief.ask('POST', `/warnings/${id}/steps`, issue)),
    stale,
  );
  const { warnings } = ok<WarningListReply>(await bureau.get('/warnings'));
  const numbers = warnings.map(({ number }) => number).filter((number) => number !== null);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(count('warning_event', `warning_id = ${id} AND step = 'issue'`)).toBe(1);
});

test('what was paid, case by case, is never more than what was approved, and the log is whole', () => {
  const overpaid = app.db.sqlite
    .prepare(
      `SELECT c.id FROM subsidy_case c JOIN disbursement d ON d.case_id = c.id
       GROUP BY c.id HAVING sum(d.amount_fen) > coalesce(c.approved_fen, 0)`,
    )
    .all();
  expect(overpaid).toEqual([]);
  expect(verifyAudit(app.db.read).ok).toBe(true);
});
