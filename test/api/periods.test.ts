import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import { EMPTY_FIGURES } from '../../server/rules/figures.ts';
import { type Answer, at, type Person, TestApp } from '../support/app.ts';

/** The demo holds nothing about 2026年1–11月: on this day it is open, and by the rule due on 2026-12-20. */
const TODAY = '2026-12-05';
const PERIOD = '2026-11';
const OWN = `/reports/360425/${PERIOD}`;
const COUNTIES =
  '360402 360403 JKQ 360404 360423 360424 360425 360426 360428 360429 360430 360481 360482 360483'.split(' ');
const figures = {
  ...EMPTY_FIGURES,
  energyWanTce: '27.10',
  energyGrowthPct: '1.2',
  valueAddedGrowthPct: '4.2',
  publishedIntensityPct: '-2.9',
  note: '11月检修结束，产量恢复。',
};

let app: TestApp;
let people: Record<string, Person>;

beforeEach(async () => {
  app = await TestApp.withDemo();
  app.clock.setToday(TODAY);
  people = {
    nobody: app.someone(),
    officer: await app.as('county-360425'),
    neighbour: await app.as('county-360402'),
    bureau: await app.as('bureau'),
    leader: await app.as('leader'),
    admin: await app.as('admin'),
    auditor: await app.as('auditor'),
  };
});
afterEach(() => app.close());

function person(name: string): Person {
  const found = people[name];
  if (!found) throw new Error(`nobody called ${name}`);
  return found;
}

/** What a request to these routes may have changed. */
function stored(): string {
  const tables = ['reporting_period', 'period_extension', 'collection_setting', 'unit_setting', 'setting'];
  const rows = tables.map((table) => app.db.sqlite.prepare(`SELECT * FROM ${table}`).all());
  const audit = app.db.sqlite.prepare('SELECT count(*) FROM audit_log').pluck().get();
  return JSON.stringify([rows, audit, app.fingerprint()]);
}

const codeOf = (answer: Answer) => [answer.status, at(answer, 'error.code')];

async function rowOf(who: string, period = PERIOD): Promise<Record<string, unknown>> {
  const answer = await person(who).get('/periods');
  const rows = at(answer, 'periods') as Record<string, unknown>[];
  const row = rows.find((one) => one.period === period);
  if (!row) throw new Error(`${period} missing: ${answer.text}`);
  return row;
}

const setDates = (version: number, opensOn: string | null, dueOn: string | null, period = PERIOD) =>
  person('bureau').ask('PUT', `/periods/${period}`, { version, opensOn, dueOn });
const close = (version: number, body = {}) =>
  person('bureau').ask('POST', `/periods/${PERIOD}/close`, { version, ...body });
const reopen = (version: number, reason: string) =>
  person('bureau').ask('POST', `/periods/${PERIOD}/reopen`, { version, reason });
const extend = (units: string[], until: string, reason = '统计数据迟发', period = PERIOD) =>
  person('bureau').ask('POST', `/periods/${period}/extensions`, { units, until, reason });
const save = (who = 'officer', path = OWN) =>
  person(who).ask('PUT', `${path}/draft`, { version: 0, figures });

/** Enters a table for some units, as on that day. */
async function feedBack(period: string, today: string, units: readonly string[] = COUNTIES): Promise<Answer> {
  app.clock.setToday(today);
  return person('bureau').ask('POST', '/feedback', {
    period,
    document: '统计反馈',
    documentDate: today,
    edition: 'flash',
    energyScope: 'calorific',
    feedstockDeducted: 'unstated',
    renewablesDeducted: 'unstated',
    rows: units.map((unitCode) => ({ unitCode, ...numbers('30.10') })),
    check: false,
  });
}

function numbers(energyWanTce: string) {
  const {
    comments,
    absent,
    note,
    source,
    energyScope,
    feedstockDeducted,
    renewablesDeducted,
    edition,
    ...all
  } = figures;
  return { ...all, energyWanTce };
}

describe('a period the bureau has not touched', () => {
  test('opens the day after its end, is due on day 20, and is open now', async () => {
    expect(await rowOf('bureau')).toMatchObject({
      state: 'open',
      opensOn: '2026-12-01',
      dueOn: '2026-12-20',
      dueBasis: 'dayOfMonth',
      closedAt: null,
      feedbackOn: null,
      set: { opensOn: null, dueOn: null },
      version: 0,
      reportable: true,
    });
    expect(await rowOf('bureau', '2026-12')).toMatchObject({ state: 'notYet', reportable: false });
  });

  test('changes state by itself at its end', async () => {
    app.clock.setToday('2026-11-30');
    expect((await rowOf('bureau', '2026-11')).state).toBe('notYet');
    app.clock.setToday('2026-12-01');
    expect((await rowOf('bureau', '2026-11')).state).toBe('open');
  });
});

describe('due five working days after the table is in', () => {
  // the latest day of the month that the rule allows, set before the plan's first period: tables come before it
  beforeEach(async () => {
    const today = app.clock.today();
    app.clock.setToday('2025-01-02');
    const deadlines = { dueDay: 28, workingDaysAfterFeedback: 5, version: 0 };
    expect((await person('bureau').ask('PUT', '/collection', { deadlines })).status).toBe(200);
    app.clock.setToday(today);
  });
  // counted by hand on the calendars of 国办发明电〔2025〕7号 and 〔2024〕12号
  const cases: [period: string, enteredOn: string, dueOn: string, why: string][] = [
    ['2026-08', '2026-09-28', '2026-10-10', '29, 30 Sep; 国庆 1–7 Oct off; 8, 9, and Saturday 10 Oct worked'],
    ['2026-08', '2026-09-18', '2026-09-24', 'Sunday 20 Sep worked; 21, 22, 23, 24 Sep'],
    ['2026-08', '2026-09-21', '2026-09-29', '22, 23, 24; 中秋 25–27 off; 28, 29 Sep'],
    ['2026-07', '2026-08-10', '2026-08-17', '11, 12, 13, 14; weekend; 17 Aug'],
    ['2025-08', '2025-09-26', '2025-10-10', 'Sunday 28 Sep worked, 29, 30 Sep; 1–8 Oct off; 9, 10 Oct'],
  ];
  test.each(cases)('%s entered on %s is due on %s (%s)', async (period, enteredOn, dueOn) => {
    const entered = await feedBack(period, enteredOn);
    expect([entered.status, at(entered, 'dueOn')]).toEqual([200, dueOn]);
    expect(await rowOf('officer', period)).toMatchObject({
      dueOn,
      dueBasis: 'feedback',
      feedbackOn: enteredOn,
    });
  });

  test('a corrected table moves nothing: the first one counts', async () => {
    await feedBack('2026-08', '2026-09-28');
    const again = await feedBack('2026-08', '2026-10-09', ['360402', '360403']);
    expect([again.status, at(again, 'dueOn')]).toEqual([200, null]);
    expect((await rowOf('bureau', '2026-08')).dueOn).toBe('2026-10-10');
    expect((await rowOf('neighbour', '2026-08')).dueOn).toBe('2026-10-10');
  });

  test('only for the units it names; the others, and the period, keep the day of the month', async () => {
    const entered = await feedBack('2026-07', '2026-08-10', ['360402', '360400']);
    expect(at(entered, 'dueOn')).toBe('2026-08-17');
    const named = { dueOn: '2026-08-17', dueBasis: 'feedback' };
    const usual = { dueOn: '2026-08-28', dueBasis: 'dayOfMonth', feedbackOn: '2026-08-10' };
    expect(await rowOf('neighbour', '2026-07')).toMatchObject(named);
    expect(await rowOf('officer', '2026-07')).toMatchObject(usual);
    expect(await rowOf('bureau', '2026-07')).toMatchObject(usual);
    // seven of fourteen are not most of them, eight are
    await feedBack('2026-07', '2026-08-11', COUNTIES.slice(0, 7));
    expect(await rowOf('bureau', '2026-07')).toMatchObject(usual);
    await feedBack('2026-07', '2026-08-12', COUNTIES.slice(0, 8));
    expect(await rowOf('bureau', '2026-07')).toMatchObject({ dueOn: '2026-08-19', dueBasis: 'feedback' });
    expect(await rowOf('neighbour', '2026-07')).toMatchObject(named);
  });

  test('not where it comes after the due date: what was late stays late', async () => {
    const before = await rowOf('bureau', '2026-07');
    const entered = await feedBack('2026-07', '2026-08-29');
    expect([entered.status, at(entered, 'dueOn')]).toEqual([200, null]);
    for (const who of ['bureau', 'officer']) {
      const usual = { dueOn: '2026-08-28', dueBasis: 'dayOfMonth', timeliness: expect.anything() };
      expect(await rowOf(who, '2026-07')).toMatchObject(usual);
    }
    expect((await rowOf('bureau', '2026-07')).timeliness).toEqual(before.timeliness);
  });

  test('a year whose holidays are not announced yet is counted by weekends, which is said', async () => {
    await feedBack('2026-12', '2027-01-05');
    const note = '2027年节假日安排公布前按周末和固定节日计算';
    expect(await rowOf('bureau', '2026-12')).toMatchObject({ dueOn: '2027-01-12', dueNote: note });
    expect(await rowOf('bureau', PERIOD)).toMatchObject({ dueNote: null });
  });

  test('a date set by the bureau stands above the table, and gives way when it is taken back', async () => {
    await feedBack('2026-08', '2026-09-28');
    const set = await setDates(0, null, '2026-10-15', '2026-08');
    expect(at(set, 'dueOn')).toBe('2026-10-15');
    expect(at(set, 'dueBasis')).toBe('set');
    const back = await setDates(1, null, null, '2026-08');
    expect([at(back, 'dueOn'), at(back, 'dueBasis'), at(back, 'version')]).toEqual([
      '2026-10-10',
      'feedback',
      2,
    ]);
  });

  test('a table that is in before the period opens counts from the opening', async () => {
    await setDates(0, '2026-10-08', '2026-10-30', '2026-08');
    await feedBack('2026-08', '2026-09-28');
    // 8 Oct is the opening (Thursday): 9, Saturday 10 (worked), 12, 13, 14 Oct
    const row = await setDates(1, '2026-10-08', null, '2026-08');
    expect([row.status, at(row, 'dueOn')]).toEqual([200, '2026-10-14']);
  });
});

describe('a later opening', () => {
  test('keeps the period shut until its day, for saving and submitting alike', async () => {
    expect((await setDates(0, '2026-12-25', '2026-12-30')).status).toBe(200);
    expect((await rowOf('officer')).state).toBe('notYet');
    const refused = await save();
    expect(codeOf(refused)).toEqual([422, 'period_not_open']);
    expect(at(refused, 'error.message')).toContain('2026-12-25');
    app.clock.setToday('2026-12-25');
    expect((await save()).status).toBe(200);
  });

  test('that lies after the usual due date asks for a due date as well', async () => {
    const before = stored();
    const answer = await setDates(0, '2026-12-25', null);
    expect([...codeOf(answer), at(answer, 'error.fields.dueOn.code')]).toEqual([
      422,
      'invalid_fields',
      'required',
    ]);
    expect(stored()).toBe(before);
    expect((await setDates(0, '2026-12-20', null)).status).toBe(200);
  });
});

describe('dates that cannot be', () => {
  const cases: [string, string | null, string | null, string, string][] = [
    ['an opening before the period is over', '2026-11-30', null, 'opensOn', 'too_early'],
    ['an opening on a day that does not exist', '2026-12-32', null, 'opensOn', 'invalid_date'],
    ['an opening in another year by a slip', '2062-12-05', null, 'opensOn', 'too_late'],
    ['a due date before the period is over', null, '2026-11-30', 'dueOn', 'too_early'],
    ['a due date before the opening', '2026-12-10', '2026-12-09', 'dueOn', 'too_early'],
    ['a due date that is no date', null, 'soon', 'dueOn', 'invalid_date'],
    ['a due date years away', null, '2027-12-02', 'dueOn', 'too_late'],
  ];
  test.each(cases)('%s', async (_name, opensOn, dueOn, field, code) => {
    const before = stored();
    const answer = await setDates(0, opensOn, dueOn);
    expect([answer.status, at(answer, `error.fields.${field}.code`)]).toEqual([422, code]);
    expect(at(answer, `error.fields.${field}.message`)).toMatch(/[\u4e00-\u9fff]/);
    expect(stored()).toBe(before);
  });

  test('the first day allowed is allowed: a due date on the opening day', async () => {
    expect((await setDates(0, '2026-12-01', '2026-12-01')).status).toBe(200);
  });

  test('an old version is answered with what stands now, and the same dates again leave no trace', async () => {
    await setDates(0, null, '2026-12-25');
    const before = stored();
    const stale = await setDates(0, null, '2026-12-28');
    expect(codeOf(stale)).toEqual([409, 'version_conflict']);
    expect(at(stale, 'error.details.current.dueOn')).toBe('2026-12-25');
    expect((await setDates(1, null, '2026-12-25')).status).toBe(200);
    expect(stored()).toBe(before);
  });
});

describe('an extension', () => {
  test('moves the due date of that unit only, and the newest counts', async () => {
    const granted = await extend(['360425'], '2026-12-27');
    expect(granted.status).toBe(200);
    expect((await rowOf('officer')).dueOn).toBe('2026-12-27');
    expect(at(await person('officer').get(OWN), 'extension')).toEqual({
      until: '2026-12-27',
      reason: '统计数据迟发',
    });
    expect((await rowOf('neighbour')).dueOn).toBe('2026-12-20');
    expect((await rowOf('bureau')).dueOn).toBe('2026-12-20');
    const again = await extend(['360425'], '2026-12-24', '缩短');
    expect(at(again, 'extensions')).toMatchObject([
      { unitCode: '360425', until: '2026-12-24', reason: '缩短', current: true },
      { unitCode: '360425', until: '2026-12-27', current: false },
    ]);
    expect((await rowOf('officer')).dueOn).toBe('2026-12-24');
  });

  test('until the due date itself takes an earlier one back; a day before it is refused', async () => {
    await extend(['360425'], '2026-12-27');
    expect(codeOf(await extend(['360425'], '2026-12-19'))).toEqual([422, 'invalid_fields']);
    expect((await extend(['360425'], '2026-12-20')).status).toBe(200);
    expect((await rowOf('officer')).dueOn).toBe('2026-12-20');
  });

  test('taken back stays so, also when the due date moves to an earlier day', async () => {
    await extend(['360425'], '2026-12-27');
    const back = await extend(['360425'], '2026-12-20', '数据已到');
    expect(at(back, 'extensions')).toMatchObject([
      { unitCode: '360425', until: null, reason: '数据已到', current: true },
      { unitCode: '360425', until: '2026-12-27', current: false },
    ]);
    await setDates(0, null, '2026-12-15');
    expect((await rowOf('officer')).dueOn).toBe('2026-12-15');
    expect(at(await person('officer').get(OWN), 'extension')).toBeNull();
  });

  test('counts from the unit’s own due date where only its line is fed back', async () => {
    await feedBack(PERIOD, '2026-12-07', ['360425']);
    // 8, 9, 10, 11 and 14 December
    expect((await rowOf('officer')).dueOn).toBe('2026-12-14');
    app.clock.setToday(TODAY);
    expect((await extend(['360425'], '2026-12-16')).status).toBe(200);
    expect((await rowOf('officer')).dueOn).toBe('2026-12-16');
    expect(codeOf(await extend(['360425', '360402'], '2026-12-16'))).toEqual([422, 'invalid_fields']);
  });

  test('of several units writes one audit row a unit, and is seen by each county for itself only', async () => {
    await extend(['360425', '360402'], '2026-12-27', '统计数据迟发');
    const audit = app.db.sqlite
      .prepare(
        "SELECT entity_id, after FROM audit_log WHERE action = 'period.extend' ORDER BY id DESC LIMIT 2",
      )
      .all() as { entity_id: string; after: string }[];
    expect(audit.map((row) => [row.entity_id, JSON.parse(row.after).reason])).toEqual([
      ['360402/2026-11', '统计数据迟发'],
      ['360425/2026-11', '统计数据迟发'],
    ]);
    const seenBy = async (who: string) => {
      const answer = await person(who).get(`/periods/${PERIOD}/extensions`);
      return (at(answer, 'extensions') as { unitCode: string }[]).map((one) => one.unitCode).sort();
    };
    expect(await seenBy('officer')).toEqual(['360425']);
    expect(await seenBy('leader')).toEqual(['360402', '360425']);
  });

  test('no longer counts once the due date itself lies later', async () => {
    await extend(['360425'], '2026-12-27');
    await setDates(0, null, '2026-12-30');
    expect((await rowOf('officer')).dueOn).toBe('2026-12-30');
    const detail = await person('officer').get(OWN);
    expect(at(detail, 'dueOn')).toBe('2026-12-30');
    expect(at(detail, 'extension')).toBeNull();
  });

  const refused: [string, string[], string, string, string, string][] = [
    ['without a reason', ['360425'], '2026-12-27', '  ', 'reason', 'required'],
    ['for a unit that is none', ['360425', '999999'], '2026-12-27', 'x', 'units', 'unknown_unit'],
    ['for a unit named twice', ['360425', '360425'], '2026-12-27', 'x', 'units', 'duplicate'],
    ['until a day that does not exist', ['360425'], '2026-12-32', 'x', 'until', 'invalid_date'],
    ['until a year later by a slip', ['360425'], '2027-12-27', 'x', 'until', 'too_late'],
  ];
  test.each(refused)('%s is refused and grants nothing', async (_name, units, until, reason, field, code) => {
    const before = stored();
    const answer = await extend(units, until, reason);
    expect([answer.status, at(answer, `error.fields.${field}.code`)]).toEqual([422, code]);
    expect(stored()).toBe(before);
  });
});

describe('closing and reopening', () => {
  test('a closed period takes no draft and no submission; review and release go on', async () => {
    const neighbours = `/reports/360402/${PERIOD}`;
    const submitted = await person('neighbour').ask('POST', `${neighbours}/submit`, { version: 0, figures });
    expect(submitted.status).toBe(200);
    const closed = await close(0);
    expect([closed.status, at(closed, 'state')]).toEqual([200, 'closed']);
    const before = app.fingerprint();
    for (const answer of [
      await save(),
      await person('officer').ask('POST', `${OWN}/submit`, { version: 0, figures }),
    ]) {
      expect(codeOf(answer)).toEqual([409, 'period_closed']);
    }
    expect(app.fingerprint()).toBe(before);
    const approved = await person('bureau').ask('POST', `${neighbours}/approve`, {
      version: at(submitted, 'version'),
    });
    expect(approved.status).toBe(200);
    expect((await person('bureau').ask('POST', `/periods/${PERIOD}/release`, {})).status).toBe(200);
  });

  test('reopening needs a reason, which the audit log keeps', async () => {
    await close(0, { reason: '数据已齐' });
    const bare = await reopen(1, ' ');
    expect([...codeOf(bare), at(bare, 'error.fields.reason.code')]).toEqual([
      422,
      'invalid_fields',
      'required',
    ]);
    expect((await rowOf('officer')).state).toBe('closed');
    const opened = await reopen(1, '永修县更正');
    expect([at(opened, 'state'), at(opened, 'closedAt'), at(opened, 'version')]).toEqual(['open', null, 2]);
    expect((await save()).status).toBe(200);
    const rows = app.db.sqlite
      .prepare("SELECT action, after FROM audit_log WHERE entity = 'period' ORDER BY id DESC LIMIT 2")
      .all() as { action: string; after: string }[];
    expect(rows.map((row) => [row.action, JSON.parse(row.after).reason])).toEqual([
      ['period.reopen', '永修县更正'],
      ['period.close', '数据已齐'],
    ]);
    expect(verifyAudit(app.db.read).ok).toBe(true);
  });

  test('what is closed is not closed again, what is open not reopened, and what has not begun not closed', async () => {
    expect(codeOf(await reopen(0, '原因'))).toEqual([409, 'not_closed']);
    await close(0);
    expect(codeOf(await close(1))).toEqual([409, 'already_closed']);
    expect(codeOf(await close(0))).toEqual([409, 'version_conflict']);
    expect(codeOf(await extend(['360425'], '2026-12-27'))).toEqual([409, 'period_closed']);
    const early = await person('bureau').ask('POST', '/periods/2026-12/close', { version: 0 });
    expect(codeOf(early)).toEqual([422, 'period_not_open']);
  });
});

describe('releasing', () => {
  test('leaves an event for each figure that became public, with its revision and time', async () => {
    const count = () =>
      app.db.sqlite.prepare("SELECT count(*) FROM report_event WHERE kind = 'released'").pluck().get();
    const before = count() as number;
    const answer = await person('bureau').ask('POST', '/periods/2026-10/release', {});
    const released = at(answer, 'released') as number;
    expect(released).toBeGreaterThan(0);
    expect(count()).toBe(before + released);
    const newest = app.db.sqlite
      .prepare(
        `SELECT e.revision = r.released_revision AS same, e.at FROM report_event e JOIN report r ON r.id = e.report_id
         WHERE e.kind = 'released' ORDER BY e.id DESC LIMIT 1`,
      )
      .get();
    expect(newest).toEqual({ same: 1, at: at(answer, 'releasedAt') });
  });
});

describe('who may', () => {
  const BUREAU_ONLY: [string, string, unknown][] = [
    ['PUT', `/periods/${PERIOD}`, { version: 0, opensOn: null, dueOn: '2026-12-25' }],
    ['POST', `/periods/${PERIOD}/close`, { version: 0 }],
    ['POST', `/periods/${PERIOD}/reopen`, { version: 0, reason: 'x' }],
    ['POST', `/periods/${PERIOD}/extensions`, { units: ['360425'], until: '2026-12-27', reason: 'x' }],
    ['POST', `/periods/${PERIOD}/release`, {}],
    ['PUT', '/collection', { deadlines: { dueDay: 15, workingDaysAfterFeedback: 5, version: 0 } }],
  ];
  const READ: [string, string, readonly string[]][] = [
    ['GET', '/periods', ['officer', 'neighbour', 'bureau', 'leader']],
    ['GET', `/periods/${PERIOD}/extensions`, ['officer', 'neighbour', 'bureau', 'leader']],
    ['GET', '/reporting?year=2026', ['officer', 'neighbour', 'bureau', 'leader']],
    ['GET', '/collection', ['officer', 'neighbour', 'bureau', 'leader']],
  ];

  test.each(BUREAU_ONLY)('%s %s is the bureau’s alone', async (method, path, body) => {
    const before = stored();
    for (const who of ['officer', 'neighbour', 'leader', 'admin', 'auditor']) {
      expect([who, ...codeOf(await person(who).ask(method, path, body))]).toEqual([who, 403, 'forbidden']);
    }
    expect((await person('nobody').ask(method, path, body)).status).toBe(401);
    expect(stored()).toBe(before);
  });

  test.each(READ)('%s %s is read by %s', async (method, path, readers) => {
    for (const who of Object.keys(people).filter((name) => name !== 'nobody')) {
      const { status } = await person(who).ask(method, path);
      expect([who, status]).toEqual([who, readers.includes(who) ? 200 : 403]);
    }
  });

  test('a period that is none is refused everywhere', async () => {
    const before = stored();
    for (const [method, path, body] of [
      ['PUT', '/periods/2026-01', { version: 0, opensOn: null, dueOn: null }],
      ['POST', '/periods/2024-12/close', { version: 0 }],
      ['POST', '/periods/x/reopen', { version: 0, reason: 'x' }],
      ['POST', '/periods/2028-02/extensions', { units: ['360425'], until: '2028-04-01', reason: 'x' }],
      ['GET', '/periods/2026-13/extensions', undefined],
    ] as const) {
      expect(codeOf(await person('bureau').ask(method, path, body))).toEqual([400, 'invalid_period']);
    }
    expect(codeOf(await person('bureau').get('/reporting?year=2024'))).toEqual([400, 'invalid_year']);
    expect(codeOf(await person('bureau').get('/reporting?year=now'))).toEqual([400, 'invalid_request']);
    expect(stored()).toBe(before);
  });
});
