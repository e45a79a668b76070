import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Reminder, ReminderListReply } from '../../server/reminders/schema.ts';
import { EMPTY_FIGURES, FIGURE_FIELDS } from '../../server/rules/figures.ts';
import { type Answer, at, type Person, TestApp } from '../support/app.ts';

/** The demo holds nothing about 2026年1–11月; by the rule it is due on 2026-12-20. */
const PERIOD = '2026-11';
const numbers = {
  energyWanTce: '27.10',
  energyGrowthPct: '1.2',
  valueAddedGrowthPct: '4.2',
  publishedIntensityPct: '-2.9',
};
const figures = { ...EMPTY_FIGURES, ...numbers, note: '与县统计局核对无误。' };

let app: TestApp;
let officer: Person;
let bureau: Person;

beforeEach(async () => {
  app = await TestApp.withDemo();
  moveTo('2026-12-05');
  officer = await app.as('county-360425');
  bureau = await app.as('bureau');
});
afterEach(() => app.close());

/** 10:00 in Shanghai on that day; whoever was signed in for long has to sign in again. */
function moveTo(day: string): void {
  app.clock.forward(Date.parse(`${day}T02:00:00.000Z`) - app.clock.now().getTime());
  app.clock.setToday(day);
}
const later = () => app.clock.forward(60_000);

/** Reminders about the period under test; those of the demo's own periods stand beside them. */
async function reminders(person: Person): Promise<Reminder[]> {
  const answer = await person.get('/reminders');
  const all = at(answer, 'reminders') as Reminder[];
  return all.filter((one) => one.period === PERIOD);
}
const kinds = async (person: Person) => (await reminders(person)).map((one) => one.kind);
/** of the units, without the bureau's own 全市 report */
const bureauKinds = async () =>
  (await reminders(bureau)).filter((one) => one.unitCode !== '360400').map((one) => one.kind);

const path = (unit = '360425') => `/reports/${unit}/${PERIOD}`;
async function done(answer: Promise<Answer>): Promise<number> {
  const { status, body, text } = await answer;
  if (status !== 200) throw new Error(text);
  later();
  return (body as { version?: number }).version ?? 0;
}
const save = (person: Person, version: number, unit?: string) =>
  done(
    person.ask('PUT', `${path(unit)}/draft`, { version, figures: { ...figures, note: `第${version}稿` } }),
  );
const submit = (person: Person, version: number, more = {}, unit?: string) =>
  done(person.ask('POST', `${path(unit)}/submit`, { version, figures: { ...figures, ...more } }));
const giveBack = (version: number) =>
  done(
    bureau.ask('POST', `${path()}/return`, {
      version,
      reason: '请按统计反馈口径填报。',
      reasonIds: [],
    }),
  );
const say = (person: Person, text: string) => done(person.ask('POST', `${path()}/messages`, { text }));
const feedBack = (energyWanTce: string, unitCode = '360425') =>
  done(
    bureau.ask('POST', '/feedback', {
      period: PERIOD,
      document: '统计反馈（演示）',
      documentDate: '2026-12-04',
      edition: 'flash',
      energyScope: 'calorific',
      feedstockDeducted: 'unstated',
      renewablesDeducted: 'unstated',
      rows: [
        {
          unitCode,
          ...Object.fromEntries(FIGURE_FIELDS.map((field) => [field, null])),
          ...numbers,
          energyWanTce,
        },
      ],
      check: false,
    }),
  );

describe('before anything is handed in', () => {
  const days: [day: string, kind: string, words: string][] = [
    ['2026-12-01', 'due', '12月20日截止（还有19天）'],
    ['2026-12-20', 'due', '今天截止'],
    ['2026-12-21', 'overdue', '已逾期1天（12月20日截止）'],
  ];
  test.each(days)('on %s the officer reads: %s, %s', async (day, kind, words) => {
    moveTo(day);
    const [only, ...others] = await reminders(await app.as('county-360425'));
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      kind,
      unitCode: '360425',
      to: `/entry?unit=360425&period=${PERIOD}`,
    });
    expect(only?.text).toContain(words);
    expect(only?.text).toContain('2026年1–11月');
  });

  test('nothing is asked for the day before the period is over', async () => {
    moveTo('2026-11-30');
    expect(await kinds(await app.as('county-360425'))).toEqual([]);
  });

  test('an extension takes the overdue away for that unit only', async () => {
    moveTo('2026-12-21');
    const now = await app.as('bureau');
    const grant = { units: ['360425'], until: '2026-12-23', reason: '统计数据迟发' };
    await done(now.ask('POST', `/periods/${PERIOD}/extensions`, grant));
    expect((await reminders(await app.as('county-360425')))[0]).toMatchObject({ kind: 'due' });
    expect((await reminders(await app.as('county-360402')))[0]).toMatchObject({ kind: 'overdue' });
    const all = (await reminders(now)).find((one) => one.kind === 'overdue' && one.unitCode === null);
    expect(all?.text).toContain('13个单位逾期未报');
  });

  test('a saved draft is not handed in', async () => {
    await save(officer, 0);
    expect(await kinds(officer)).toEqual(['due']);
  });

  test('what is not asked for in this period is not due', async () => {
    const quarterly = { itemId: 'intensity', frequency: 'quarterly', wayIn: 'entry', version: 0 };
    await done(bureau.ask('PUT', '/collection', { items: [quarterly] }));
    expect(await kinds(officer)).toEqual([]);
  });

  test('a closed period asks the officer for nothing, a reopened one again', async () => {
    await done(bureau.ask('POST', `/periods/${PERIOD}/close`, { version: 0 }));
    expect(await kinds(officer)).toEqual([]);
    await done(bureau.ask('POST', `/periods/${PERIOD}/reopen`, { version: 1, reason: '补报' }));
    expect(await kinds(officer)).toEqual(['due']);
  });

  test('twenty months without reports are two lines, not twenty', async () => {
    moveTo('2027-12-25');
    const answer = await (await app.as('county-360425')).get('/reminders');
    const overdue = (at(answer, 'reminders') as Reminder[]).filter((one) => one.kind === 'overdue');
    expect(overdue).toHaveLength(2);
    // 1–10月 to 1–12月 of 2026 and 1–2月 to 1–11月 of 2027: 13 periods, the newest by itself
    expect(overdue[0]?.period).toBe('2027-11');
    expect(overdue[1]?.text).toContain('另有12期逾期未报（2026年1–10月至2027年1–10月）');
  });
});

describe('the fed-back table', () => {
  test('turns what is due into what waits to be confirmed, for the units it names', async () => {
    await feedBack('27.10');
    expect(await kinds(officer)).toEqual(['feedbackWaiting']);
    expect(await kinds(await app.as('county-360402'))).toEqual(['due']);
  });

  test('where it is the way in, the county waits for it and the bureau is reminded', async () => {
    const byTable = { itemId: 'intensity', frequency: 'monthly', wayIn: 'feedback', version: 0 };
    await done(bureau.ask('PUT', '/collection', { items: [byTable] }));
    expect(await kinds(officer)).toEqual([]);
    const missing = (await reminders(bureau)).find((one) => one.unitCode === null);
    expect([missing?.kind, missing?.text]).toEqual(['due', '2026年1–11月尚未录入统计反馈表']);
    await feedBack('27.10');
    expect(await kinds(officer)).toEqual(['feedbackWaiting']);
    expect((await reminders(bureau)).some((one) => one.unitCode === null)).toBe(false);
  });

  test('corrected after the report went out: both sides are told, until the report follows', async () => {
    await feedBack('27.10');
    const version = await submit(officer, 0);
    expect(await kinds(officer)).toEqual([]);
    await feedBack('27.40');
    const [told] = await reminders(officer);
    expect(told?.kind).toBe('feedbackDiffers');
    expect(told?.text).toContain('综合能源消费量反馈27.40、已报27.10');
    expect(await bureauKinds()).toEqual(['feedbackDiffers', 'review']);
    const returned = await giveBack(version);
    await submit(officer, returned, { energyWanTce: '27.40' });
    expect(await kinds(officer)).toEqual([]);
    expect(await bureauKinds()).toEqual(['review']);
  });

  test('a difference the county has explained nags nobody', async () => {
    await feedBack('27.10');
    await submit(officer, 0, { energyWanTce: '27.40', note: '新增一户纳统企业。' });
    expect(await kinds(officer)).toEqual([]);
    expect(await bureauKinds()).toEqual(['review']);
  });
});

describe('along the life of a report', () => {
  test('submitted waits for the bureau, returned for the officer, approved for nobody', async () => {
    const version = await submit(officer, 0);
    expect([await kinds(officer), await bureauKinds()]).toEqual([[], ['review']]);
    const returned = await giveBack(version);
    const [back] = await reminders(officer);
    expect(back).toMatchObject({ kind: 'returned' });
    expect(back?.text).toContain('请按统计反馈口径填报。');
    expect(back?.text).toContain('请于12月20日前重报');
    expect(await bureauKinds()).toEqual([]);
    const again = await submit(officer, returned);
    await done(bureau.ask('POST', `${path()}/approve`, { version: again }));
    expect([await kinds(officer), await bureauKinds()]).toEqual([[], []]);
  });

  test('a withdrawn report is due again', async () => {
    const version = await submit(officer, 0);
    await done(officer.ask('POST', `${path()}/withdraw`, { version }));
    const [due] = await reminders(officer);
    expect([due?.kind, due?.text.includes('已撤回')]).toEqual(['due', true]);
  });

  test('an approved report the bureau reopens waits for the county’s correction', async () => {
    const version = await submit(officer, 0);
    const approved = await done(bureau.ask('POST', `${path()}/approve`, { version }));
    const reason = '统计部门修订了上年同期数。';
    await done(bureau.ask('POST', `${path()}/reopen`, { version: approved, reason }));
    const [told] = await reminders(officer);
    expect([told?.kind, told?.text.includes(reason)]).toEqual(['reopened', true]);
  });

  test('a message waits for the other side until it is answered', async () => {
    await submit(officer, 0);
    await say(bureau, '请补充检修起止时间。');
    expect(await kinds(officer)).toEqual(['message']);
    expect(await bureauKinds()).toEqual(['review']);
    await say(officer, '11月3日至18日。');
    expect(await kinds(officer)).toEqual([]);
    const asked = (await reminders(bureau)).find((one) => one.kind === 'message');
    expect(asked).toMatchObject({ unitCode: '360425', to: `/review?period=${PERIOD}&unit=360425` });
    expect(asked?.text).toContain('永修县');
  });
});

describe('what comes after a decision', () => {
  test('a county’s message written then reaches the bureau, the one before it not again', async () => {
    const version = await submit(officer, 0);
    await say(officer, '数据与统计局一致。');
    const returned = await giveBack(version);
    expect(await bureauKinds()).toEqual([]);
    await submit(officer, returned);
    expect(await bureauKinds()).toEqual(['review']);
    const approved = await done(bureau.ask('POST', `${path()}/approve`, { version: returned + 1 }));
    expect([approved > 0, await bureauKinds()]).toEqual([true, []]);
    await say(officer, '统计局刚修订了上年同期数。');
    expect(await bureauKinds()).toEqual(['message']);
    await say(bureau, '请申请更正。');
    expect(await bureauKinds()).toEqual([]);
  });

  test('a report sent back before the period was closed is not forgotten', async () => {
    const version = await submit(officer, 0);
    await giveBack(version);
    await done(bureau.ask('POST', `/periods/${PERIOD}/close`, { version: 0 }));
    const [back, ...others] = await reminders(officer);
    expect([back?.kind, others]).toEqual(['returned', []]);
    expect(back?.text).toContain('请按统计反馈口径填报。（本期已截止，须先重新开放）');
  });
});

describe('where a second person signs', () => {
  const UNIT = '360429';
  let filler: Person;
  let signer: Person;
  beforeEach(async () => {
    filler = await app.as('county-360429');
    signer = await app.as('county-360429-2');
  });

  test('the signer is reminded, who filled it in is not; a refusal goes back to the officer', async () => {
    const version = await submit(filler, 0, {}, UNIT);
    expect(await kinds(filler)).toEqual([]);
    const [ask] = await reminders(signer);
    expect([ask?.kind, ask?.text.includes('湖口县 填报员')]).toEqual(['signOff', true]);
    expect(await bureauKinds()).toEqual([]);

    const declined = await done(
      signer.ask('POST', `${path(UNIT)}/sign-off/decline`, { version, reason: '请核对增速。' }),
    );
    const [back] = await reminders(filler);
    expect([back?.kind, back?.text.includes('请核对增速。')]).toEqual(['returned', true]);
    await save(filler, declined, UNIT);
    expect(await kinds(filler)).toEqual(['due']);
  });

  test('signed, it waits for the bureau', async () => {
    const version = await submit(filler, 0, {}, UNIT);
    await done(signer.ask('POST', `${path(UNIT)}/sign-off`, { version }));
    expect([await kinds(signer), await bureauKinds()]).toEqual([[], ['review']]);
  });
});

describe('who is reminded of what', () => {
  test('an officer with two units reads both by name, and never a third', async () => {
    const both = await reminders(await app.as('county-360402-360403'));
    expect(both.map((one) => one.unitCode)).toEqual(['360402', '360403']);
    expect(both.map((one) => one.text.slice(0, 3))).toEqual(['濂溪区', '浔阳区']);
    expect((await reminders(officer)).map((one) => one.unitCode)).toEqual(['360425']);
  });

  test('the bureau is reminded of its own 全市 report like an officer', async () => {
    const own = (await reminders(bureau)).filter((one) => one.unitCode === '360400');
    expect(own).toMatchObject([{ kind: 'due', to: `/entry?unit=360400&period=${PERIOD}` }]);
  });

  test('who only reads has none of reports, and a stranger gets no answer', async () => {
    for (const who of ['admin', 'auditor']) {
      expect((await (await app.as(who)).get('/reminders')).body).toEqual({ reminders: [] });
    }
    // to leaders comes only what has risen to them (预警督办)
    const risen = (await (await app.as('leader')).get('/reminders')).body as ReminderListReply;
    expect(risen.reminders.map(({ kind }) => kind)).toEqual(['warningOverdue']);
    expect((await app.someone().get('/reminders')).status).toBe(401);
  });

  test('the most urgent stands first', async () => {
    moveTo('2026-12-21');
    const now = await app.as('bureau');
    await submit(await app.as('county-360402'), 0, {}, '360402');
    const order = (await reminders(now)).filter((one) => one.unitCode === null).map((one) => one.kind);
    expect(order).toEqual(['overdue', 'review']);
  });
});
