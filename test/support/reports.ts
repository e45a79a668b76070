import { createHash } from 'node:crypto';
import { EMPTY_FIGURES, FIGURE_FIELDS, type Figures } from '../../server/rules/figures.ts';
import { type Answer, at, type Person, type TestApp } from './app.ts';

/** 永修县 has not reported 2026年1–10月 in the demo. */
export const UNIT = '360425';
export const PERIOD = '2026-10';
export const OWN = `/reports/${UNIT}/${PERIOD}`;

/** Figures that can be submitted as they are. */
export const GOOD: Figures = {
  ...EMPTY_FIGURES,
  energyWanTce: '24.62',
  energyGrowthPct: '1.2',
  valueAddedGrowthPct: '4.2',
  publishedIntensityPct: '-2.9',
  note: '10月检修结束，产量恢复。',
};

export const versionOf = (answer: Answer) => at(answer, 'version') as number;
/** Status and stable code of an answer. */
export const outcome = (answer: Answer) => [answer.status, at(answer, 'error.code')];

/** Another officer of a county, with the same password. */
export function addOfficer(app: TestApp, username: string, maySignOff: boolean, unitCode = UNIT): void {
  const { lastInsertRowid } = app.db.sqlite
    .prepare(
      `INSERT INTO user (username, display_name, role, password_hash, must_change_password, password_changed_at, created_at)
       SELECT ?, ?, role, password_hash, 0, password_changed_at, created_at FROM user WHERE username = ?`,
    )
    .run(username, `${username}（测试）`, `county-${UNIT}`);
  app.db.sqlite
    .prepare('INSERT INTO user_unit (user_id, unit_code, may_sign_off) VALUES (?, ?, ?)')
    .run(lastInsertRowid, unitCode, Number(maySignOff));
}

/** Lets the officer of a county sign off too. */
export function grantSignOff(app: TestApp, username: string): void {
  app.db.sqlite
    .prepare('UPDATE user_unit SET may_sign_off = 1 WHERE user_id = (SELECT id FROM user WHERE username = ?)')
    .run(username);
}

export function requireSignOff(app: TestApp, unitCode = UNIT): void {
  app.db.sqlite
    .prepare('INSERT INTO unit_setting (unit_code, sign_off_required) VALUES (?, 1)')
    .run(unitCode);
}

/** A line of a fed-back table; the id of the table. */
export function feedBack(app: TestApp, figures: Partial<Figures>, period = PERIOD, unitCode = UNIT): number {
  const { lastInsertRowid } = app.db.sqlite
    .prepare(
      `INSERT INTO feedback (period, document, document_date, edition, energy_scope, feedstock_deducted,
         renewables_deducted, entered_on, entered_at, entered_by)
       VALUES (?, '九统函〔2026〕88号', '2026-11-18', 'flash', 'equivalent', 'yes', 'no', '2026-11-19',
         '2026-11-19T01:00:00.000Z', (SELECT id FROM user WHERE username = 'bureau'))`,
    )
    .run(period);
  const columns = FIGURE_FIELDS.map((field) => field.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`));
  app.db.sqlite
    .prepare(
      `INSERT INTO feedback_row (feedback_id, unit_code, ${columns.join(', ')})
       VALUES (?, ?, ${columns.map(() => '?').join(', ')})`,
    )
    .run(lastInsertRowid, unitCode, ...FIGURE_FIELDS.map((field) => figures[field] ?? null));
  return Number(lastInsertRowid);
}

export function closePeriod(app: TestApp, period = PERIOD): void {
  app.db.sqlite
    .prepare("INSERT INTO reporting_period (period, closed_at) VALUES (?, '2026-11-20T00:00:00.000Z')")
    .run(period);
}

/** A digest of everything that a refused step must have left as it was, the log included. */
export function traces(app: TestApp): string {
  const counted = ['report_event', 'audit_log', 'feedback', 'feedback_row', 'reporting_period'];
  const counts = counted.map((table) => app.db.sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  return createHash('sha256').update(`${app.fingerprint()} ${counts.join()}`).digest('hex');
}

/** One person's steps on one report; each asks on the version given. */
export function stepsOf(person: Person, path = OWN) {
  const post = (step: string, body: object) => person.ask('POST', `${path}/${step}`, body);
  return {
    save: (version: number, figures: Partial<Figures> = {}) =>
      person.ask('PUT', `${path}/draft`, { version, figures: { ...GOOD, ...figures } }),
    submit: (version: number, figures: Partial<Figures> = {}) =>
      post('submit', { version, figures: { ...GOOD, ...figures } }),
    confirm: (version: number, feedbackId: number, more: object = { note: '已核对。' }) =>
      post('confirm', { version, feedbackId, ...more }),
    signOff: (version: number) => post('sign-off', { version }),
    decline: (version: number, reason = '增速与上月不符，请核对。') =>
      post('sign-off/decline', { version, reason }),
    withdraw: (version: number) => post('withdraw', { version }),
    reopen: (version: number, reason = '统计局更正了反馈数。') => post('reopen', { version, reason }),
    approve: (version: number) => post('approve', { version }),
    giveBack: (version: number, reason = '请核对增速。', reasonIds: string[] = []) =>
      post('return', { version, reason, reasonIds }),
    message: (text = '请补充说明。') => post('messages', { text }),
    open: () => person.get(path),
  };
}
export type Steps = ReturnType<typeof stepsOf>;
