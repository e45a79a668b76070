import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import { demoBulletins } from '../../server/bulletins/demo.ts';
import { documentSpec } from '../../server/bulletins/document.ts';
import type { BulletinListReply, BulletinReply } from '../../server/bulletins/schema.ts';
import {
  COURSE_FIGURE_TITLE,
  intensityAnnexTitle,
  quotaAnnexTitle,
  unitsFigureTitle,
} from '../../server/rules/bulletin-text/titles.ts';
import { unpack, zipEntries } from '../../server/sheets/zip.ts';
import { type Answer, at, type Person, TestApp } from '../support/app.ts';
import { outcome, stepsOf, traces, versionOf } from '../support/reports.ts';
import { skipHere } from '../support/skips.ts';

let app: TestApp;
let drafter: Person;
let signer: Person;
beforeEach(async () => {
  app = await TestApp.withDemo();
  [drafter, signer] = await Promise.all([app.as('bureau'), app.as('bureau-2')]);
});
afterEach(() => app.close());

const bulletinOf = (answer: Answer) => answer.body as BulletinReply;
const listOf = async (person: Person) => (await person.get('/bulletins')).body as BulletinListReply;
const draft = (period = '2026-09', by = drafter) => by.ask('POST', '/bulletins', { period });
const step = (by: Person, bulletin: BulletinReply, name: string, note?: string) =>
  by.ask('POST', `/bulletins/${bulletin.id}/steps`, {
    version: bulletin.version,
    step: name,
    ...(note === undefined ? {} : { note }),
  });
const save = (by: Person, { id, version, title }: BulletinReply, texts: object, newTitle = title) =>
  by.ask('PUT', `/bulletins/${id}`, { version, title: newTitle, texts });

async function signed(period = '2026-09'): Promise<BulletinReply> {
  const submitted = await step(drafter, bulletinOf(await draft(period)), 'submit');
  return bulletinOf(await step(signer, bulletinOf(submitted), 'sign'));
}

async function fileOf(by: Person, id: number, format: 'word' | 'excel'): Promise<Buffer> {
  const response = await app.app.request(`/api/v1/bulletins/${id}/${format}`, {
    headers: { cookie: by.cookie },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-disposition')).toContain(format === 'word' ? '.docx' : '.xlsx');
  return Buffer.from(await response.arrayBuffer());
}

/** Text of the parts of an Office file by name; a part that is a file of its own is left out. */
async function partsOf(file: Buffer): Promise<Map<string, string>> {
  const parts = new Map<string, string>();
  for (const entry of zipEntries(file).values()) {
    if (!/\.(xml|rels)$/.test(entry.name)) continue;
    const pieces: Buffer[] = [];
    await unpack(file, entry, (piece) => pieces.push(piece));
    parts.set(entry.name, Buffer.concat(pieces).toString('utf8'));
  }
  return parts;
}

/** 永修县's September figures are corrected and approved, and not released. */
async function reviseUnreleased(publishedIntensityPct: string): Promise<void> {
  const officer = await app.as('county-360425');
  const path = '/reports/360425/2026-09';
  const [county, bureau] = [stepsOf(officer, path), stepsOf(drafter, path)];
  const reopened = await county.reopen(versionOf(await officer.get(path)));
  const submitted = await county.submit(versionOf(reopened), {
    publishedIntensityPct,
    waterIntensityPct: '-3.2',
    greenRevenueYiYuan: '18.40',
  });
  expect(submitted.text).toContain('"status":"submitted"');
  expect((await bureau.approve(versionOf(submitted))).status).toBe(200);
}

describe('which periods', () => {
  test.each([
    ['1–2月 is for reference only', '2026-02', [422, 'reference_only']],
    ['a period of which nothing is released', '2026-10', [422, 'period_not_released']],
    ['one to come', '2027-05', [422, 'period_not_released']],
    ['none of the plan', '2024-05', [400, 'invalid_period']],
  ])('%s is refused, and nothing is left behind', async (_, period, expected) => {
    const before = traces(app);
    expect(outcome(await draft(period))).toEqual(expected);
    expect(traces(app)).toBe(before);
  });

  test('the list says which can be drafted and why not', async () => {
    const reasons = new Map((await listOf(drafter)).periods.map(({ period, reason }) => [period, reason]));
    expect(reasons.get('2026-09')).toBeNull();
    expect(reasons.get('2026-10')).toContain('尚无已公布数据');
    expect(reasons.get('2026-02')).toContain('仅供参考');
    expect(reasons.has('2026-11')).toBe(false);
  });

  test('a period has one open draft at a time', async () => {
    await draft();
    expect(outcome(await draft())).toEqual([409, 'already_drafted']);
    await signed('2026-08');
    expect((await draft('2026-08')).status).toBe(200);
  });
});

describe('who', () => {
  test('counties and leaders see signed bulletins only, and change none', async () => {
    const readers = await Promise.all([app.as('leader'), app.as('county-360425')]);
    const { id, version, title } = bulletinOf(await draft());
    for (const reader of readers) {
      expect(await listOf(reader)).toEqual({ bulletins: [], periods: [] });
      for (const path of ['', '/word', '/excel']) {
        expect((await reader.get(`/bulletins/${id}${path}`)).status).toBe(404);
      }
      expect(outcome(await draft('2026-08', reader))).toEqual([403, 'forbidden']);
      expect(outcome(await reader.ask('PUT', `/bulletins/${id}`, { version, title, texts: {} }))).toEqual([
        403,
        'forbidden',
      ]);
      expect(
        outcome(await reader.ask('POST', `/bulletins/${id}/steps`, { version, step: 'submit' })),
      ).toEqual([403, 'forbidden']);
    }
    const final = await signed('2026-08');
    for (const reader of readers) {
      expect((await listOf(reader)).bulletins.map((row) => row.id)).toEqual([final.id]);
      const seen = bulletinOf(await reader.get(`/bulletins/${final.id}`));
      expect(Object.values(seen.may)).not.toContain(true);
      expect(seen.events.map((event) => event.step)).toEqual(['signed']);
    }
  });

  test('those without a part in it see nothing', async () => {
    const { id } = await signed();
    for (const name of ['admin', 'auditor']) {
      const person = await app.as(name);
      expect(outcome(await person.get('/bulletins'))).toEqual([403, 'forbidden']);
      expect(outcome(await person.get(`/bulletins/${id}/word`))).toEqual([403, 'forbidden']);
    }
    expect((await app.someone().get(`/bulletins/${id}`)).status).toBe(401);
  });
});

describe('from draft to signing', () => {
  test('four eyes: the drafter cannot sign, another one can, and it gets the next number', async () => {
    const submitted = bulletinOf(await step(drafter, bulletinOf(await draft()), 'submit'));
    expect([submitted.may.sign, submitted.ownDraft]).toEqual([false, true]);
    const before = traces(app);
    expect(outcome(await step(drafter, submitted, 'sign'))).toEqual([403, 'four_eyes']);
    expect(traces(app)).toBe(before);
    const final = bulletinOf(await step(signer, submitted, 'sign'));
    expect([final.stage, final.number]).toEqual(['signed', '2026年第1期']);
    expect((await signed('2026-08')).number).toBe('2026年第2期');
    expect(verifyAudit(app.db.read).ok).toBe(true);
  });

  test('a draft cannot be signed, and what waits for signing cannot take new figures', async () => {
    const drafted = bulletinOf(await draft());
    expect(outcome(await step(signer, drafted, 'sign'))).toEqual([409, 'wrong_stage']);
    const submitted = bulletinOf(await step(drafter, drafted, 'submit'));
    expect(outcome(await step(drafter, submitted, 'refresh'))).toEqual([409, 'wrong_stage']);
    expect(outcome(await step(signer, submitted, 'sendBack'))).toEqual([422, 'invalid_fields']);
    const returned = bulletinOf(await step(signer, submitted, 'sendBack', '请补充下一步要求。'));
    expect([returned.stage, returned.events.at(-1)?.note]).toEqual(['draft', '请补充下一步要求。']);
  });

  test('texts are edited before signing, put back, and kept with the title', async () => {
    const drafted = bulletinOf(await draft());
    const edited = bulletinOf(await save(drafter, drafted, { lead: '改写的总体情况。' }, '新标题'));
    const lead = edited.paragraphs.find(({ id }) => id === 'lead');
    expect([edited.title, lead?.text]).toEqual(['新标题', '改写的总体情况。']);
    expect(lead?.generated).toContain('全市规模以上工业单位增加值能耗同比');
    const back = bulletinOf(await save(drafter, edited, { lead: null }));
    expect(back.paragraphs.find(({ id }) => id === 'lead')?.text).toBe(lead?.generated);
    expect(outcome(await save(drafter, drafted, { lead: '旧稿。' }))).toEqual([409, 'version_conflict']);
    expect(outcome(await save(drafter, back, { other: 'x' }))[0]).toBe(400);
  });

  test('what waits for signing is not edited, and who wrote in it does not sign it', async () => {
    const submitted = bulletinOf(await step(drafter, bulletinOf(await draft()), 'submit'));
    expect(outcome(await save(signer, submitted, { lead: '改。' }))).toEqual([409, 'in_review']);
    const returned = bulletinOf(await step(signer, submitted, 'sendBack', '我来改。'));
    const edited = bulletinOf(await save(signer, returned, { lead: '改。' }));
    const again = bulletinOf(await step(drafter, edited, 'submit'));
    expect(outcome(await step(signer, again, 'sign'))).toEqual([403, 'four_eyes']);
  });

  test('a title is checked in words, and the lead cannot be left out', async () => {
    const drafted = bulletinOf(await draft());
    expect((await save(drafter, drafted, {}, ' ')).text).toContain('请填写标题。');
    expect((await save(drafter, drafted, {}, '长'.repeat(81))).text).toContain('标题不能超过80字。');
    const emptied = bulletinOf(await save(drafter, drafted, { lead: '', quotas: '' }));
    expect(outcome(await step(drafter, emptied, 'submit'))).toEqual([422, 'invalid_fields']);
    const filled = bulletinOf(await save(drafter, emptied, { lead: null }));
    const text = (await partsOf(await fileOf(drafter, filled.id, 'word'))).get('word/document.xml');
    expect(text).toContain('三、存在问题');
    expect(text).not.toContain('绿色制造标杆创建情况');
  });

  test('nothing is edited after signing; withdrawing keeps text, figures and number', async () => {
    const final = await signed();
    const before = traces(app);
    expect(outcome(await save(drafter, final, { lead: '改。' }))).toEqual([409, 'signed']);
    expect(outcome(await step(drafter, final, 'refresh'))).toEqual([409, 'signed']);
    expect(outcome(await step(drafter, final, 'submit'))).toEqual([409, 'signed']);
    expect(outcome(await step(drafter, final, 'withdraw'))).toEqual([422, 'invalid_fields']);
    expect(traces(app)).toBe(before);
    expect(() => app.db.sqlite.prepare("UPDATE bulletin SET texts = '{}'").run()).toThrow('keeps its text');
    expect(outcome(await step(drafter, final, 'withdraw', '数据更正。'))).toEqual([403, 'four_eyes']);
    const gone = bulletinOf(await step(signer, final, 'withdraw', '数据更正。'));
    expect(gone).toMatchObject({
      stage: 'withdrawn',
      number: final.number,
      snapshotHash: final.snapshotHash,
      paragraphs: final.paragraphs,
    });
    const seen = bulletinOf(await (await app.as('leader')).get(`/bulletins/${final.id}`));
    expect([seen.stage, seen.events.at(-1)?.note]).toEqual(['withdrawn', '数据更正。']);
    expect(outcome(await step(drafter, gone, 'withdraw', '再次。'))).toEqual([409, 'withdrawn']);
  });
});

describe('the frozen figures', () => {
  test('a figure that is approved and not released is nowhere in it', async () => {
    await reviseUnreleased('-7.77');
    expect(at(await drafter.get('/progress?period=2026-09'), 'units.6.actualPct')).toBe(-7.77);
    const { id, snapshot } = await signed();
    expect(snapshot.units.find(({ code }) => code === '360425')?.actualPct).toBe(-2.8);
    expect(JSON.stringify(snapshot)).not.toContain('7.77');
    for (const format of ['word', 'excel'] as const) {
      const text = [...(await partsOf(await fileOf(drafter, id, format))).values()].join('');
      expect(text).toContain('永修县');
      expect(text).not.toContain('7.77');
    }
  });

  test('units without released figures are named and not counted', async () => {
    app.db.sqlite
      .prepare("UPDATE report SET released_revision = NULL WHERE unit_code = '360428' AND period = '2026-09'")
      .run();
    app.db.sqlite
      .prepare(
        "UPDATE report SET released_revision = NULL, approved_revision = NULL, status = 'draft' WHERE unit_code = '360430' AND period = '2026-09'",
      )
      .run();
    const { snapshot, paragraphs } = bulletinOf(await draft());
    const missing = snapshot.units.filter((unit) => unit.missing !== null);
    expect(missing.map(({ name, missing: why, annualLamp }) => [name, why, annualLamp])).toEqual([
      ['都昌县', 'unreleased', 'none'],
      ['彭泽县', 'notReported', 'none'],
    ]);
    const text = (id: string) => paragraphs.find((paragraph) => paragraph.id === id)?.text;
    expect(text('lead')).toContain('1个数据未公布，1个未报送');
    expect(text('missing')).toContain('彭泽县未报送数据，都昌县数据未公布');
  });

  test('a revision released afterwards is told apart, and the snapshot stays', async () => {
    const final = await signed();
    expect(final.revisedSince).toEqual([]);
    await reviseUnreleased('-3.10');
    expect(bulletinOf(await drafter.get(`/bulletins/${final.id}`)).revisedSince).toEqual([]);
    expect((await drafter.ask('POST', '/periods/2026-09/release', {})).status).toBe(200);
    const after = bulletinOf(await (await app.as('leader')).get(`/bulletins/${final.id}`));
    expect(after.snapshot).toEqual(final.snapshot);
    expect(after.paragraphs).toEqual(final.paragraphs);
    expect(after.revisedSince[0]).toEqual({
      unitCode: '360425',
      unit: '永修县',
      label: '能耗强度同比',
      before: '−2.8%',
      after: '−3.10%',
    });
    expect(after.revisedSince.map(({ label }) => label)).toContain('当年等级');
    const [row] = (await listOf(drafter)).bulletins;
    expect(row?.revisedSince).toBe(after.revisedSince.length);
  });

  test('a draft takes the new figures when it is refreshed', async () => {
    const before = bulletinOf(await draft());
    const drafted = bulletinOf(await save(drafter, before, { units: '永修县下降2.8%。', missing: '自写。' }));
    await reviseUnreleased('-3.10');
    await drafter.ask('POST', '/periods/2026-09/release', {});
    const fresh = bulletinOf(await step(drafter, drafted, 'refresh'));
    expect(fresh.snapshotHash).not.toBe(drafted.snapshotHash);
    expect(fresh.snapshot.units.find(({ code }) => code === '360425')?.actualPct).toBe(-3.1);
    expect(fresh.revisedSince).toEqual([]);
    // what was written over figures that changed is not printed, and not lost
    const units = fresh.paragraphs.find(({ id }) => id === 'units');
    expect(units?.text).toBe(units?.generated);
    expect(fresh.events.at(-1)?.note).toContain('永修县下降2.8%。');
  });

  test('titles of an old period are as of its release', async () => {
    const { snapshot } = bulletinOf(await draft('2026-06'));
    expect(snapshot.quotas.asOf < snapshot.takenOn).toBe(true);
  });

  test('the period before that the text compares with is watched too', async () => {
    const { id } = await signed();
    app.db.sqlite
      .prepare("UPDATE report SET released_revision = NULL WHERE unit_code = '360400' AND period = '2026-08'")
      .run();
    const { revisedSince } = bulletinOf(await drafter.get(`/bulletins/${id}`));
    expect(revisedSince.map(({ label }) => label)).toContain('2026年1—8月能耗强度同比');
  });

  test('a snapshot that was tampered with is not shown', async () => {
    const { id } = bulletinOf(await draft());
    app.db.sqlite.prepare("UPDATE bulletin SET snapshot = replace(snapshot, '-2.8', '-9.8')").run();
    expect(outcome(await drafter.get(`/bulletins/${id}`))).toEqual([500, 'snapshot_damaged']);
    expect((await listOf(drafter)).bulletins).toMatchObject([{ id, revisedSince: null }]);
  });
});

test('the paper says by which rules, the city’s own by their title', async () => {
  const bulletin = bulletinOf(await draft());
  const ruleSet = {
    id: 'own-1',
    name: '',
    document: '本市办法',
    documentNumber: '九工信〔2026〕1号',
    note: '',
  };
  const own = { ...bulletin, snapshot: { ...bulletin.snapshot, ruleSet } };
  expect(documentSpec(own, false).notes.join('')).toContain('等级按照《本市办法》（九工信〔2026〕1号）：');
  expect(documentSpec(bulletin, false).notes.join('')).toContain('等级参照《');
});

describe('the files', () => {
  test('the same bulletin gives the same document, with native charts and repeated table heads', async () => {
    const { id, snapshotHash } = await signed();
    const file = await fileOf(drafter, id, 'word');
    app.clock.forward(600_000);
    expect((await fileOf(signer, id, 'word')).equals(file)).toBe(true);
    const first = await partsOf(file);
    const text = first.get('word/document.xml') ?? '';
    for (const words of [
      '2026年第1期',
      '附表1',
      '附表2',
      '图1',
      '图2',
      '数据说明',
      '演示数据',
      snapshotHash,
      '■ 一级',
      '▲ 二级',
    ]) {
      expect(words === '演示数据' ? `${text}${first.get('word/header1.xml')}` : text).toContain(words);
    }
    for (const title of [
      unitsFigureTitle('2026-09'),
      COURSE_FIGURE_TITLE,
      intensityAnnexTitle('2026-09'),
      quotaAnnexTitle(2027),
    ]) {
      expect(text).toContain(title);
    }
    expect(text).not.toMatch(/\d–\d+月|规上单位/);
    expect(text.match(/<w:tblHeader\/>/g)).toHaveLength(2);
    expect(text.match(/<c:chart /g)).toHaveLength(2);
    const bars = first.get('word/charts/chart1.xml') ?? '';
    expect(bars).toContain('<c:v>濂溪区 ▲</c:v>');
    expect(bars).toContain('仿宋_GB2312');
    expect(bars).toContain('<c:tickLblPos val="low"/>');
  });

  test('a document that is not signed says so on every page', async () => {
    const { id } = bulletinOf(await draft());
    const parts = await partsOf(await fileOf(drafter, id, 'word'));
    expect(parts.get('word/header1.xml')).toContain('草稿（未签发）');
  });

  test('the annex holds both tables and what the figures mean; each download is on record', async () => {
    const { id, snapshotHash } = await signed();
    const parts = await partsOf(await fileOf(await app.as('leader'), id, 'excel'));
    expect(parts.get('xl/workbook.xml')).toMatch(/附表1.*附表2.*指标说明/s);
    const text = [...parts.values()].join('');
    for (const words of ['永修县', '二级（比较严峻）', '数据截至', snapshotHash])
      expect(text).toContain(words);
    const last = app.db.sqlite
      .prepare('SELECT action, entity_id, actor_name FROM audit_log ORDER BY id DESC LIMIT 1')
      .get();
    expect(last).toEqual({ action: 'bulletin.download', entity_id: String(id), actor_name: 'leader' });
  });
});

test('the demo has a bulletin that was revised since, and one that waits for the second person', async () => {
  demoBulletins(app.db, { drafter: 'bureau', signer: 'bureau-2' });
  const { bulletins } = await listOf(signer);
  expect(bulletins.map(({ period, stage, number }) => [period, stage, number])).toEqual([
    ['2026-09', 'review', null],
    ['2026-08', 'signed', '2026年第1期'],
  ]);
  const old = bulletinOf(await signer.get(`/bulletins/${bulletins[1]?.id}`));
  expect(old.snapshot.takenOn).toBe('2026-09-29');
  expect(old.revisedSince.map(({ unit }) => unit)).toContain('瑞昌市');
  expect(verifyAudit(app.db.read).ok).toBe(true);
});

/** LibreOffice with its text part. */
function hasWriter(): boolean {
  const found = '/usr/bin/soffice';
  return existsSync(found) && existsSync(join(dirname(realpathSync(found)), 'libswlo.so'));
}

test('LibreOffice opens the document and makes a PDF of several pages', async (context) => {
  if (!hasWriter()) return skipHere(context, 'needs LibreOffice Writer');
  const { id } = await signed();
  const folder = mkdtempSync(join(tmpdir(), 'bulletin-'));
  const path = join(folder, 'bulletin.docx');
  writeFileSync(path, await fileOf(drafter, id, 'word'));
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, path], {
    stdio: 'ignore',
    timeout: 90_000,
  });
  const pdf = readFileSync(join(folder, 'bulletin.pdf'), 'latin1');
  rmSync(folder, { recursive: true, force: true });
  expect((pdf.match(/\/Type\s*\/Page[^s]/g) ?? []).length).toBeGreaterThan(4);
}, 100_000);
