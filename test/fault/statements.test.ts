import { afterEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import type { BulletinReply } from '../../server/bulletins/schema.ts';
import type { CaseDetail } from '../../server/cases/schema.ts';
import { FIGURE_FIELDS } from '../../server/rules/figures.ts';
import { wan } from '../../server/rules/subsidies/money.ts';
import type { WarningDetail } from '../../server/warnings/schema.ts';
import { type Answer, at, type Person, TestApp } from '../support/app.ts';
import { addFirm, advance, apply, creditCode, deskOf, step } from '../support/cases.ts';
import { bringTo, newProject, newProvider } from '../support/projects.ts';
import { addOfficer, OWN, PERIOD, requireSignOff, stepsOf, UNIT, versionOf } from '../support/reports.ts';
import { failAfterStatement, wholeFile } from './statement-fault.ts';

let app: TestApp;
afterEach(() => app.close());

/** A write of several statements, ready to be asked for, and a page that shows its outcome. */
interface Compound {
  write: () => Promise<Answer>;
  reader: Person;
  page: string;
}

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const everywhere = { registeredUnit: UNIT, statisticsUnit: UNIT, treasuryUnit: UNIT };
const PAY = { step: 'pay', paidOn: '2026-11-20', voucher: '测试拨-1', amountFen: wan('50') } as const;

async function saving(): Promise<Compound> {
  const reader = await app.as(`county-${UNIT}`);
  return { reader, page: OWN, write: () => stepsOf(reader).save(0) };
}

async function submitting(): Promise<Compound> {
  const reader = await app.as(`county-${UNIT}`);
  const saved = versionOf(await stepsOf(reader).save(0));
  return { reader, page: OWN, write: () => stepsOf(reader).submit(saved) };
}

async function signingOff(): Promise<Compound> {
  addOfficer(app, 'signer', true);
  requireSignOff(app);
  const version = versionOf(await stepsOf(await app.as(`county-${UNIT}`)).submit(0));
  const reader = await app.as('signer');
  return { reader, page: OWN, write: () => stepsOf(reader).signOff(version) };
}

async function approving(): Promise<Compound> {
  const version = versionOf(await stepsOf(await app.as(`county-${UNIT}`)).submit(0));
  const reader = await app.as('bureau');
  return { reader, page: OWN, write: () => stepsOf(reader).approve(version) };
}

async function releasing(): Promise<Compound> {
  const officer = await app.as(`county-${UNIT}`);
  const path = `/reports/${UNIT}/2026-09`;
  const [county, bureau] = [stepsOf(officer, path), stepsOf(await app.as('bureau'), path)];
  const reopened = await county.reopen(versionOf(await officer.get(path)));
  const seconds = { waterIntensityPct: '-3.2', greenRevenueYiYuan: '18.40' };
  const submitted = await county.submit(versionOf(reopened), { publishedIntensityPct: '-3.3', ...seconds });
  expect((await bureau.approve(versionOf(submitted))).status).toBe(200);
  const reader = await app.as('bureau-2');
  const write = () => reader.ask('POST', '/periods/2026-09/release');
  return { reader, page: '/progress?period=2026-09', write };
}

async function importingReports(): Promise<Compound> {
  const reader = await app.as('county-360425');
  app.clock.setToday('2026-12-05');
  const rows = [{ unitCode: UNIT, version: 0, figures: { energyWanTce: '27.10', energyGrowthPct: '1.2' } }];
  const write = () => reader.ask('POST', '/reports/import', { period: '2026-11', rows, check: false });
  return { reader, page: `/reports/${UNIT}/2026-11`, write };
}

async function enteringFeedback(): Promise<Compound> {
  app.clock.setToday('2026-12-05');
  const reader = await app.as('bureau');
  const blank = Object.fromEntries(FIGURE_FIELDS.map((field) => [field, null]));
  const rows = ['360402', '360403', '360425'].map((unitCode) => ({
    unitCode,
    ...blank,
    energyWanTce: '27.1',
  }));
  const head = { period: '2026-11', document: '九统函〔2026〕31号（演示）', documentDate: '2026-12-04' };
  const meaning = { energyScope: 'equivalent', feedstockDeducted: 'yes', renewablesDeducted: 'no' };
  const body = { ...head, ...meaning, edition: 'flash', check: false, rows };
  return { reader, page: '/feedback?period=2026-11', write: () => reader.ask('POST', '/feedback', body) };
}

async function payingForProject(): Promise<Compound> {
  const desk = await deskOf(app);
  const { id: firmId } = await addFirm(desk.officer, everywhere);
  const providerId = await newProvider(desk.clerk, everywhere);
  const fresh = await newProject(desk.officer, firmId);
  const project = await bringTo(desk.officer, fresh, 'accepted', { providerId });
  const opened = await desk.officer.ask('POST', `/projects/${project.id}/cases`, {
    version: project.version,
    awardId: 'jiujiang-2-retrofit',
  });
  const caseId = app.db.sqlite.prepare('SELECT max(id) FROM subsidy_case').pluck().get() as number;
  expect(opened.status).toBe(200);
  const { version } = await advance(desk, caseId, 'approve');
  const write = () => step(desk.clerk, caseId, { version, ...PAY });
  return { reader: desk.clerk, page: `/projects/${project.id}`, write };
}

async function uploading(): Promise<Compound> {
  const desk = await deskOf(app);
  const { id }: CaseDetail = await apply(desk);
  const name = encodeURIComponent('验收报告.pdf');
  const write = () => desk.officer.upload(`/cases/${id}/files?name=${name}`, bytes('%PDF-1.7\n1'));
  return { reader: desk.officer, page: `/cases/${id}`, write };
}

async function handingOver(): Promise<Compound> {
  await stepsOf(await app.as(`county-${UNIT}`)).save(0);
  const reader = await app.as('admin');
  const accounts = (await reader.get('/accounts')).body as {
    accounts: { id: number; username: string; version: number }[];
  };
  const old = accounts.accounts.find(({ username }) => username === `county-${UNIT}`);
  if (!old) throw new Error('no account');
  const to = { username: 'wang.fang', displayName: '王芳' };
  const body = { version: old.version, units: [UNIT], reason: '岗位调整', disable: true, to };
  const write = () => reader.ask('POST', `/accounts/${old.id}/hand-over`, body);
  return { reader, page: '/accounts', write };
}

async function signingBulletin(): Promise<Compound> {
  const [drafter, reader] = [await app.as('bureau'), await app.as('bureau-2')];
  const take = (by: Person, { id, version }: BulletinReply, name: string) =>
    by.ask('POST', `/bulletins/${id}/steps`, { version, step: name });
  const draft = (await drafter.ask('POST', '/bulletins', { period: '2026-09' })).body as BulletinReply;
  const submitted = (await take(drafter, draft, 'submit')).body as BulletinReply;
  return { reader, page: `/bulletins/${draft.id}`, write: () => take(reader, submitted, 'sign') };
}

async function issuingWarning(): Promise<Compound> {
  const [clerk, reader] = [await app.as('bureau'), await app.as('bureau-2')];
  const take = (by: Person, { id, version }: WarningDetail, name: string) =>
    by.ask('POST', `/warnings/${id}/steps`, { version, step: name });
  const draft = (await clerk.ask('POST', '/warnings', { unitCode: 'JKQ', period: PERIOD }))
    .body as WarningDetail;
  const submitted = (await take(clerk, draft, 'submit')).body as WarningDetail;
  return { reader, page: `/warnings/${draft.id}`, write: () => take(reader, submitted, 'issue') };
}

async function importingFirms(): Promise<Compound> {
  const reader = await app.as(`county-${UNIT}`);
  const rows = [1, 2, 3].map((line) => ({
    line,
    name: `断点${line}号（演示）陶瓷有限公司`,
    creditCode: creditCode(95_000 + line),
    unit: '永修县',
    source: '企业申报',
    tce2024: '1100',
    tce2025: '1200',
  }));
  const write = () => reader.ask('POST', '/firms/import', { check: false, rows });
  return { reader, page: '/firms', write };
}

async function importingTitles(): Promise<Compound> {
  const reader = await app.as('bureau');
  const rows = [1, 2, 3].map((line) => ({
    line,
    holder: `断点${line}号（演示）有限公司`,
    title: '省级绿色工厂',
    unit: '永修县',
    listYear: '2025',
    publishedOn: '2025年9月19日',
  }));
  const write = () => reader.ask('POST', '/certificates/import', { check: false, rows });
  return { reader, page: '/certificates', write };
}

async function signingIn(): Promise<Compound> {
  const reader = await app.as('auditor');
  const body = { username: 'leader', password: 'Demo-2027!' };
  return { reader, page: '/session', write: () => app.someone().ask('POST', '/session', body) };
}

/** The page as its reader sees it. */
const shown = async ({ reader, page }: Compound) => {
  const answer = await reader.get(page);
  expect(answer.status).toBe(200);
  return answer.text;
};

describe('a fault after any statement of a write leaves nothing of it, and the next attempt succeeds', () => {
  test.each<[what: string, prepare: () => Promise<Compound>, atLeast: number]>([
    ['saving a first draft', saving, 3],
    ['submitting a report', submitting, 3],
    ['signing a report off', signingOff, 3],
    ['approving a report', approving, 3],
    ['releasing a period', releasing, 3],
    ['importing reports', importingReports, 3],
    ['entering a fed-back table', enteringFeedback, 5],
    ['paying the award of a project', payingForProject, 4],
    ['adding a file to a case', uploading, 3],
    ['handing a unit over to a new officer', handingOver, 5],
    ['signing a bulletin', signingBulletin, 3],
    ['issuing a warning', issuingWarning, 3],
    ['importing firms', importingFirms, 6],
    ['importing titles', importingTitles, 6],
    ['signing in', signingIn, 3],
  ])('%s', async (_what, prepare, atLeast) => {
    app = await TestApp.withDemo();
    const compound = await prepare();
    const [before, pageBefore] = [wholeFile(app), await shown(compound)];
    let statements = -1;
    for (let n = 0; statements < 0; n += 1) {
      const fault = failAfterStatement(app, n);
      const answer = await compound.write();
      fault.lift();
      if (!fault.struck) {
        expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
        statements = fault.executed;
        break;
      }
      const said = [answer.status, at(answer, 'error.code')];
      expect([n, ...said, wholeFile(app).equals(before)]).toEqual([n, 503, 'storage_failed', true]);
      expect(await shown(compound)).toBe(pageBefore);
      expect(app.db.sqlite.inTransaction).toBe(false);
    }
    expect(statements).toBeGreaterThanOrEqual(atLeast);
    if (compound.page !== '/session') expect(await shown(compound)).not.toBe(pageBefore);
    expect(wholeFile(app).equals(before)).toBe(false);
    expect(verifyAudit(app.db.read).ok).toBe(true);
    if (process.env.FULL_TESTS === '1') console.log(`${_what}: ${statements} statements`);
  });
});
