import { dirname, join } from 'node:path';
import { makeBackup } from '../../db/backup.ts';
import { demoBulletins } from '../../server/bulletins/demo.ts';
import type { Role } from '../../server/rules/permissions.ts';
import { at, type Person, TestApp } from '../support/app.ts';

/** The county whose officer asks, and another one. Both have something of everything. */
export const OWN_UNIT = '360481';
export const OTHER_UNIT = '360404';
const CITY = '360400';
/** An id nothing has. */
const NOTHING = 987_654;

/** Whose thing a request names: the asking county's, another county's, nobody's (the city's, or none at all). */
export const TARGETS = ['own', 'other', 'none'] as const;
export type Target = (typeof TARGETS)[number];

/** The things of one county a request may name. */
export interface Place {
  unit: string;
  firm: number;
  project: number;
  /** a project that is accepted and may apply for an award */
  acceptedProject: number;
  projectFile: [project: number, file: number];
  need: number;
  matchedNeed: number;
  warning: number;
  warningDraft: number;
  case: number;
  caseFile: [subsidyCase: number, file: number];
  taskDraft: number;
  taskFile: [report: number, file: number];
  account: number;
  certificate: number;
  removedCertificate: number;
  certificateFile: [certificate: number, file: number];
}

/** The app with what the requests name, and a person for each role. */
export interface World {
  app: TestApp;
  places: Readonly<Record<Target, Place>>;
  people: Readonly<Record<Role | 'nobody' | 'passwordDue', Person>>;
  /** ids of what belongs to no county */
  shared: {
    certificate: number;
    cultivation: number;
    cultivationName: string;
    signedBulletin: number;
    openBulletin: number;
    provider: number;
    leader: number;
    /** name of a backup that is there */
    backup: string;
    /** a session of an account nobody here is: sessions are named by what only their owner and the admin see */
    foreignSession: string;
  };
  /** the version a thing stands at now */
  version(table: string, id: number): number;
  one(sql: string, ...values: (string | number)[]): number;
}

const COPIES = {
  warning: (id: number, unit: string, stage: string, period: string) =>
    `INSERT INTO warning SELECT ${id}, '${unit}', '${period}', trigger, '${stage}', facts, body, NULL, NULL, answer_due_on,
       remedy_due_on, drafted_by, ${stage === 'draft' ? 'NULL, NULL' : 'issued_at, issued_by'}, NULL, NULL, 1
     FROM warning WHERE id = 4`,
  need: (id: number, unit: string, stage: string) =>
    `INSERT INTO need SELECT ${id}, (SELECT min(id) FROM beneficiary WHERE kind = 'enterprise' AND statistics_unit = '${unit}'
       AND closed_on IS NULL), '${unit}', kind, title || ${id}, content, budget_fen, published_on, '2026-12-20', '${stage}',
       NULL, NULL, NULL, created_at, created_by, 1 FROM need WHERE id = 10`,
  taskReport: (id: number, unit: string, stage: string, officer: string) =>
    `INSERT INTO task_report SELECT ${id}, 'plan-13', NULL, '${unit}', as_of, body, judgement, '${stage}', NULL, NULL, NULL, NULL,
       NULL, created_at, (SELECT id FROM user WHERE username = '${officer}'), 1 FROM task_report WHERE id = 115`,
  /** a title that stands with its evidence, or one that was removed */
  certificate: (id: number, unit: string, removed: boolean) =>
    `INSERT INTO certificate (id, holder, column, unit_code, list_year, published_on, removed_on, removal_reason)
     VALUES (${id}, '矩阵称号${id}有限公司', 'greenFactoryProvincial', '${unit}', 2026, '2026-11-02',
       ${removed ? "'2026-11-05', '复核不合格'" : 'NULL, NULL'})`,
  certificateFile: (certificate: number) =>
    `INSERT INTO certificate_file (certificate_id, name, media_type, size_bytes, sha256, uploaded_by, uploaded_at)
     SELECT ${certificate}, name, media_type, size_bytes, sha256, 2, uploaded_at FROM task_report_file LIMIT 1`,
  taskFile: (report: number) =>
    `INSERT INTO task_report_file (report_id, name, media_type, size_bytes, sha256, uploaded_by, uploaded_at)
     SELECT ${report}, name, media_type, size_bytes, sha256, uploaded_by, uploaded_at FROM task_report_file WHERE id = 1`,
};

/** Reports in every state, needs, warnings, drafts of task reports: what the demo has not for each of the two counties. */
function plant(app: TestApp): void {
  const { sqlite } = app.db;
  for (const [index, unit] of [OWN_UNIT, OTHER_UNIT].entries()) {
    const officer = `county-${unit}`;
    const base = 5000 + index * 100;
    const report = (period: string, set: string) =>
      sqlite.exec(`UPDATE report SET ${set} WHERE unit_code = '${unit}' AND period = '${period}'`);
    const unapproved = 'approved_revision = NULL, released_revision = NULL, released_at = NULL';
    const draft = `draft = (SELECT json_object('energyWanTce', energy_wan_tce, 'energyGrowthPct', '1.2', 'valueAddedGrowthPct', '4.2',
        'publishedIntensityPct', '-2.9', 'note', '生产正常。') FROM report_revision v WHERE v.report_id = report.id)`;
    report('2026-10', `status = 'draft', ${unapproved}`);
    report('2026-08', `status = 'submitted', ${unapproved}`);
    report('2026-07', `status = 'signing', ${unapproved}, ${draft}, draft_by = 2`);
    sqlite.exec(COPIES.warning(base + 1, unit, 'issued', '2026-05'));
    sqlite.exec(COPIES.warning(base + 2, unit, 'draft', '2026-04'));
    sqlite.exec(COPIES.need(base + 1, unit, 'open'));
    sqlite.exec(COPIES.need(base + 2, unit, 'closed'));
    sqlite.exec(COPIES.taskReport(base + 1, unit, 'draft', officer));
    sqlite.exec(COPIES.taskFile(base + 1));
    sqlite.exec(COPIES.certificate(base + 1, unit, false));
    sqlite.exec(COPIES.certificate(base + 2, unit, true));
    sqlite.exec(COPIES.certificateFile(base + 1));
    sqlite.exec(`INSERT INTO unit_setting (unit_code, sign_off_required, version) VALUES ('${unit}', 1, 1)`);
    sqlite.exec(`UPDATE user_unit SET may_sign_off = 1 WHERE unit_code = '${unit}'`);
  }
  sqlite.exec(`INSERT INTO rule_set (id, name, document, document_number, yellow_kind, yellow_limit, valid_from, note, in_force,
    created_at, created_by, version) VALUES ('own-1', '试行规则', '试行文件', '', 'points', '1', '2026-01-01', '', 0,
    '2026-02-01T00:00:00.000Z', 2, 1)`);
  demoBulletins(app.db, { drafter: 'bureau', signer: 'bureau-2' });
}

function placeOf(world: Pick<World, 'one'>, unit: string, base: number): Place {
  const first = (table: string, where: string) =>
    world.one(`SELECT min(id) FROM ${table} WHERE unit_code = ? AND ${where}`, unit);
  const fileOf = (table: string, owner: string, key: string): [number, number] => {
    const file = world.one(
      `SELECT min(f.id) FROM ${table} f JOIN ${owner} o ON o.id = f.${key} WHERE o.unit_code = ?`,
      unit,
    );
    return [world.one(`SELECT ${key} FROM ${table} WHERE id = ?`, file), file];
  };
  return {
    unit,
    firm: world.one(
      "SELECT min(id) FROM beneficiary WHERE kind = 'enterprise' AND statistics_unit = ? AND treasury_unit = ? AND closed_on IS NULL",
      unit,
      unit,
    ),
    project: first('project', 'stopped_on IS NULL'),
    acceptedProject: first('project', "stage = 'accepted'"),
    projectFile: fileOf('project_file', 'project', 'project_id'),
    need: base + 1,
    matchedNeed: base + 2,
    warning: base + 1,
    warningDraft: base + 2,
    case: first('subsidy_case', "stage = 'applied'"),
    caseFile: fileOf('case_file', 'subsidy_case', 'case_id'),
    taskDraft: base + 1,
    taskFile: [base + 1, world.one('SELECT id FROM task_report_file WHERE report_id = ?', base + 1)],
    account: world.one('SELECT id FROM user WHERE username = ?', `county-${unit}`),
    certificate: base + 1,
    removedCertificate: base + 2,
    certificateFile: [
      base + 1,
      world.one('SELECT id FROM certificate_file WHERE certificate_id = ?', base + 1),
    ],
  };
}

const NOWHERE: Place = {
  unit: CITY,
  firm: NOTHING,
  project: NOTHING,
  acceptedProject: NOTHING,
  projectFile: [NOTHING, NOTHING],
  need: NOTHING,
  matchedNeed: NOTHING,
  warning: NOTHING,
  warningDraft: NOTHING,
  case: NOTHING,
  caseFile: [NOTHING, NOTHING],
  taskDraft: NOTHING,
  taskFile: [NOTHING, NOTHING],
  account: NOTHING,
  certificate: NOTHING,
  removedCertificate: NOTHING,
  certificateFile: [NOTHING, NOTHING],
};

async function peopleOf(app: TestApp): Promise<World['people']> {
  const due = await app.as('county-360403');
  app.db.sqlite.exec("UPDATE user SET must_change_password = 1 WHERE username = 'county-360403'");
  app.db.write((tx) => void tx);
  return {
    county: await app.as(`county-${OWN_UNIT}`),
    bureau: await app.as('bureau'),
    leader: await app.as('leader'),
    department: await app.as('dept-fgw'),
    admin: await app.as('admin'),
    auditor: await app.as('auditor'),
    nobody: app.someone(),
    passwordDue: due,
  };
}

/** A backup of the app's data as it stands, in the folder the app looks in; returns its name. */
export async function backUp({ db, clock }: TestApp): Promise<string> {
  const task = { database: db.path, dir: join(dirname(db.path), 'backups'), appVersion: '1.0.0' };
  return (await makeBackup({ ...task, now: () => clock.now() })).name;
}

export async function isolationWorld(): Promise<World> {
  const app = await TestApp.withDemo();
  plant(app);
  const backup = await backUp(app);
  const one = (sql: string, ...values: (string | number)[]): number => {
    const found: unknown = app.db.sqlite
      .prepare(sql)
      .pluck()
      .get(...values);
    if (typeof found !== 'number') throw new Error(`nothing found: ${sql} ${values}`);
    return found;
  };
  const people = await peopleOf(app);
  const leader = one("SELECT id FROM user WHERE username = 'leader'");
  const other = await app.as('bureau-2');
  const foreign = at(await other.get('/session/all'), 'sessions.0.id');
  return {
    app,
    people,
    places: {
      own: placeOf({ one }, OWN_UNIT, 5000),
      other: placeOf({ one }, OTHER_UNIT, 5100),
      none: NOWHERE,
    },
    shared: {
      certificate: one('SELECT min(id) FROM certificate WHERE removed_on IS NULL'),
      cultivation: one('SELECT min(id) FROM cultivation'),
      cultivationName: String(
        app.db.sqlite.prepare('SELECT name FROM cultivation ORDER BY id LIMIT 1').pluck().get(),
      ),
      signedBulletin: one("SELECT min(id) FROM bulletin WHERE stage = 'signed'"),
      openBulletin: one("SELECT min(id) FROM bulletin WHERE stage <> 'signed'"),
      provider: one('SELECT min(beneficiary_id) FROM service_provider'),
      leader,
      backup,
      foreignSession: String(foreign),
    },
    version: (table, id) => {
      const found: unknown = app.db.sqlite
        .prepare(`SELECT version FROM ${table} WHERE id = ?`)
        .pluck()
        .get(id);
      return typeof found === 'number' ? found : 1;
    },
    one,
  };
}
