import { createHash } from 'node:crypto';
import { creditCode } from '../support/cases.ts';
import { OTHER_UNIT, type World } from './world.ts';

/**
 * Who asks in the canary test. `neighbour` is the county that everything is planted in; `county` is another one;
 * nobody else is of a county.
 */
export const READERS = [
  'neighbour',
  'county',
  'bureau',
  'leader',
  'department',
  'admin',
  'auditor',
  'nobody',
  'passwordDue',
] as const;
export type Reader = (typeof READERS)[number];

/** A value that stands nowhere else, and who finds it in what he may read. */
export interface Canary {
  what: string;
  value: string;
  seenBy: readonly Reader[];
}

/** DESIGN §6: own unit's drafts and notes; the bureau reads and decides. */
const OWN = ['neighbour', 'bureau'] as const;
/** … approved and unreleased figures: leaders too. */
const INTERNAL = ['neighbour', 'bureau', 'leader'] as const;

const text = (name: string) => `金丝雀${name}`;

/** What is planted in 柴桑区, and who may see it. */
export const CANARIES = {
  draftFigure: { what: 'a figure of a draft', value: '86.4297531', seenBy: OWN },
  draftNote: { what: 'a note of a draft', value: text('草稿说明'), seenBy: OWN },
  draftComment: { what: 'a remark at a figure of a draft', value: text('逐项说明'), seenBy: OWN },
  submittedFigure: { what: 'a figure handed in, not approved', value: '75.3186429', seenBy: OWN },
  submittedNote: { what: 'a note handed in, not approved', value: text('待审说明'), seenBy: OWN },
  internalFigure: { what: 'a figure approved, not released', value: '64.2975318', seenBy: INTERNAL },
  internalNote: { what: 'a note of an approved report', value: text('已审说明'), seenBy: INTERNAL },
  returnReason: { what: 'a reason for returning', value: text('退回原因'), seenBy: OWN },
  message: { what: 'a message on a report', value: text('留言'), seenBy: OWN },
  extensionReason: { what: 'a reason for more time', value: text('延期理由'), seenBy: INTERNAL },
  feedback: { what: 'a figure fed back by the statistics', value: '53.1864297', seenBy: OWN },
  firmName: { what: 'the name of a firm', value: text('企业有限公司'), seenBy: OWN },
  firmCode: { what: 'the credit code of a firm', value: creditCode(77_701), seenBy: OWN },
  declaration: { what: 'the declared energy of a firm', value: '9753186.42', seenBy: OWN },
  caseFact: { what: 'a fact of a case', value: '4297531.86', seenBy: OWN },
  caseNote: { what: 'a note on a case', value: text('奖补备注'), seenBy: OWN },
  caseFileName: { what: 'the name of a file of a case', value: text('申报书'), seenBy: OWN },
  caseFile: { what: 'the content of a file of a case', value: 'canary-of-a-case-file', seenBy: OWN },
  projectName: { what: 'the name of a project', value: text('改造项目'), seenBy: OWN },
  projectContent: { what: 'the content of a project', value: text('改造内容'), seenBy: OWN },
  projectNote: { what: 'a note on a project', value: text('项目进展'), seenBy: OWN },
  projectFileName: { what: 'the name of a file of a project', value: text('诊断报告'), seenBy: OWN },
  projectFile: { what: 'the content of a file of a project', value: 'canary-of-a-project-file', seenBy: OWN },
  needTitle: { what: 'the title of a need', value: text('需求'), seenBy: OWN },
  needContent: { what: 'the content of a need', value: text('需求说明'), seenBy: OWN },
  offer: { what: 'an offer to a need', value: text('应答'), seenBy: OWN },
  warningDraft: { what: 'the text of a warning not issued', value: text('预警拟稿'), seenBy: ['bureau'] },
  warning: { what: 'the text of a warning', value: text('预警正文'), seenBy: INTERNAL },
  answer: { what: 'the answer to a warning', value: text('预警答复'), seenBy: INTERNAL },
  measure: { what: 'a measure promised', value: text('整改措施'), seenBy: INTERNAL },
  taskDraft: { what: 'a draft of a task report', value: text('任务草稿'), seenBy: OWN },
  taskSubmitted: { what: 'a task report handed in', value: text('任务报送'), seenBy: OWN },
  taskAccepted: { what: 'an accepted task report', value: text('任务采纳'), seenBy: INTERNAL },
  taskFileName: { what: 'the name of evidence of a task', value: text('佐证'), seenBy: OWN },
  taskFile: { what: 'the content of evidence of a task', value: 'canary-of-a-task-file', seenBy: OWN },
  evidenceName: { what: 'the name of evidence of a title', value: text('称号佐证'), seenBy: INTERNAL },
  evidence: { what: 'the content of evidence of a title', value: 'canary-of-a-title', seenBy: INTERNAL },
  bulletinDraft: { what: 'the text of a bulletin not signed', value: text('通报拟稿'), seenBy: ['bureau'] },
  // who filled it in belongs to the source of a released figure; how that one signs in does not
  account: {
    what: 'the name of who fills in',
    value: text('填报员'),
    seenBy: ['neighbour', 'county', 'bureau', 'leader', 'department', 'admin', 'auditor'],
  },
  username: {
    what: 'the name somebody signs in with',
    value: `county-${OTHER_UNIT}`,
    seenBy: ['neighbour', 'admin', 'auditor'],
  },
  session: {
    what: 'the browser somebody signed in with',
    value: text('浏览器'),
    seenBy: ['neighbour', 'admin'],
  },
} as const satisfies Readonly<Record<string, Canary>>;

const planted = (name: keyof typeof CANARIES) => CANARIES[name].value;

const UNIT = OTHER_UNIT;
/** Ids from here on are planted. */
export const PLANTED = 7000;
const DAY = '2026-11-20';
const TIME = '2026-11-20T02:00:00.000Z';

type Values = Readonly<Record<string, string | number | null>>;

/** Plants everything in 柴桑区, past the API. */
export function plantCanaries({ app, one }: World): void {
  const { sqlite } = app.db;
  const insert = (table: string, values: Values) =>
    sqlite
      .prepare(
        `INSERT INTO ${table} (${Object.keys(values)
          .map((key) => `"${key}"`)
          .join()}) VALUES (${Object.keys(values)
          .map(() => '?')
          .join()})`,
      )
      .run(...Object.values(values));
  const officer = one('SELECT id FROM user WHERE username = ?', `county-${UNIT}`);
  const reportOf = (period: string) =>
    one('SELECT id FROM report WHERE unit_code = ? AND period = ?', UNIT, period);
  plantReports(insert, sqlite, reportOf, officer);
  plantLedger(insert, officer);
  plantSupervision(insert, sqlite, officer);
  sqlite.prepare('UPDATE user SET display_name = ? WHERE id = ?').run(planted('account'), officer);
  sqlite.prepare('UPDATE session SET browser = ? WHERE user_id = ?').run(planted('session'), officer);
  app.db.write((tx) => void tx);
}

type Insert = (table: string, values: Values) => unknown;
type Sqlite = World['app']['db']['sqlite'];

function plantReports(
  insert: Insert,
  sqlite: Sqlite,
  reportOf: (period: string) => number,
  officer: number,
): void {
  const revision = (id: number, number: number, energy: string, note: string) =>
    insert('report_revision', {
      report_id: id,
      revision: number,
      energy_wan_tce: energy,
      energy_growth_pct: '1.5',
      value_added_growth_pct: '4.5',
      published_intensity_pct: '-2.9',
      note,
      source: 'statistics',
      energy_scope: 'unstated',
      feedstock_deducted: 'unstated',
      renewables_deducted: 'unstated',
      edition: 'flash',
      flags: '[]',
      submitted_at: TIME,
      submitted_by: officer,
    });
  // handed in: 2026-08; a correction being drafted: 2026-09, the released figure stays; approved, not released: 2026-10
  revision(reportOf('2026-08'), 8, planted('submittedFigure'), planted('submittedNote'));
  revision(reportOf('2026-10'), 8, planted('internalFigure'), planted('internalNote'));
  const set = (period: string, change: string, ...values: string[]) =>
    sqlite.prepare(`UPDATE report SET ${change} WHERE id = ?`).run(...values, reportOf(period));
  set('2026-08', "status = 'submitted', latest_revision = 8");
  set('2026-10', "status = 'approved', latest_revision = 8, approved_revision = 8, draft = NULL");
  const draft = {
    energyWanTce: planted('draftFigure'),
    note: planted('draftNote'),
    comments: { energyWanTce: planted('draftComment') },
  };
  set('2026-09', "status = 'returned', draft = ?", JSON.stringify(draft));
  insert('report_decision', {
    report_id: reportOf('2026-09'),
    revision: 1,
    outcome: 'returned',
    reason: planted('returnReason'),
    decided_at: TIME,
    decided_by: 2,
  });
  insert('report_event', {
    report_id: reportOf('2026-09'),
    kind: 'message',
    revision: 1,
    text: planted('message'),
    at: TIME,
    by: 2,
  });
  insert('period_extension', {
    period: '2026-10',
    unit_code: UNIT,
    until: '2026-11-30',
    reason: planted('extensionReason'),
    granted_at: TIME,
    granted_by: 2,
  });
  insert('feedback', {
    id: PLANTED,
    period: '2026-10',
    document: '市统计局函（测试）',
    document_date: DAY,
    edition: 'flash',
    energy_scope: 'unstated',
    feedstock_deducted: 'unstated',
    renewables_deducted: 'unstated',
    entered_on: DAY,
    entered_at: TIME,
    entered_by: 2,
  });
  insert('feedback_row', { feedback_id: PLANTED, unit_code: UNIT, energy_wan_tce: planted('feedback') });
}

/** A file with this content, as kept. */
function fileOf(insert: Insert, name: keyof typeof CANARIES, officer: number): Values {
  const content = Buffer.from(`%PDF-1.7\n${planted(name)}`);
  const sha256 = createHash('sha256').update(content).digest('hex');
  insert('file_content', { sha256, size_bytes: content.length, content: content as unknown as string });
  return {
    media_type: 'application/pdf',
    size_bytes: content.length,
    sha256,
    uploaded_by: officer,
    uploaded_at: TIME,
  };
}

function plantLedger(insert: Insert, officer: number): void {
  const id = PLANTED;
  insert('beneficiary', {
    id,
    kind: 'enterprise',
    name: planted('firmName'),
    credit_code: planted('firmCode'),
    industry: '化工',
    registered_unit: UNIT,
    statistics_unit: UNIT,
    treasury_unit: UNIT,
    created_at: TIME,
    version: 1,
  });
  insert('energy_declaration', {
    beneficiary_id: id,
    year: 2025,
    tce: planted('declaration'),
    source: 'declaration',
    version: 1,
  });
  insert('project', {
    id,
    firm_id: id,
    unit_code: UNIT,
    name: `${planted('projectName')}甲`,
    kinds: '["energySaving"]',
    content: planted('projectContent'),
    stage: 'willing',
    willing_on: '2026-11-02',
    created_at: TIME,
    created_by: officer,
  });
  const event = { from_stage: null, at: TIME, by: officer, data: null };
  insert('project_event', {
    ...event,
    project_id: id,
    step: 'create',
    to_stage: 'willing',
    on: DAY,
    note: planted('projectNote'),
  });
  const projectFile = fileOf(insert, 'projectFile', officer);
  insert('project_file', {
    id,
    project_id: id,
    stage: 'willing',
    name: `${planted('projectFileName')}.pdf`,
    ...projectFile,
  });
  insert('need', {
    id,
    firm_id: id,
    unit_code: UNIT,
    kind: 'technology',
    title: planted('needTitle'),
    content: planted('needContent'),
    published_on: DAY,
    answer_by: '2026-12-20',
    stage: 'open',
    created_at: TIME,
    created_by: officer,
  });
  insert('subsidy_case', {
    id,
    beneficiary_id: id,
    unit_code: UNIT,
    policy_id: 'jiujiang',
    award_id: 'jiujiang-8',
    clause: '措施八',
    origin: 'application',
    stage: 'applied',
    facts: JSON.stringify({ caseByCaseMatter: true, annualTce: planted('caseFact') }),
    event_date: DAY,
    rules_version: '1',
    trace:
      '{"policyId":"jiujiang","clause":"措施八","awardId":"jiujiang-8","title":"重大事项一事一议","matter":"caseByCase","kind":null,"amountFen":null,"floorFen":null,"variant":null,"instalments":[],"steps":[],"missingFacts":[],"failedConditions":[],"notes":[]}',
    created_at: TIME,
    version: 1,
  });
  insert('subsidy_case_event', {
    ...event,
    case_id: id,
    step: 'apply',
    to_stage: 'applied',
    note: planted('caseNote'),
  });
  const caseFile = fileOf(insert, 'caseFile', officer);
  insert('case_file', { id, case_id: id, name: `${planted('caseFileName')}.pdf`, ...caseFile });
}

function plantSupervision(insert: Insert, sqlite: Sqlite, officer: number): void {
  const id = PLANTED;
  sqlite
    .prepare('INSERT INTO need_offer SELECT ?, ?, provider_id, "on", ?, NULL, 2, ? FROM need_offer LIMIT 1')
    .run(id, id, planted('offer'), TIME);
  const warning = (one: number, period: string, issued: boolean, body: string) =>
    sqlite
      .prepare(
        `INSERT INTO warning SELECT ?, ?, ?, trigger, ?, facts, ?, NULL, NULL, answer_due_on, remedy_due_on, 2,
           ${issued ? '?, 3, ?' : '?, NULL, ?'}, NULL, 1 FROM warning WHERE id = 4`,
      )
      .run(
        one,
        UNIT,
        period,
        issued ? 'answered' : 'draft',
        body,
        issued ? TIME : null,
        issued ? TIME : null,
      );
  warning(id, '2026-03', true, planted('warning'));
  warning(id + 1, '2025-11', false, planted('warningDraft'));
  const measure = {
    text: planted('measure'),
    responsible: '县工信局',
    dueOn: '2026-12-20',
    beneficiaryId: null,
    beneficiaryName: null,
    projectId: null,
    projectName: null,
  };
  insert('warning_event', {
    warning_id: id,
    step: 'answer',
    from_stage: 'issued',
    to_stage: 'answered',
    at: TIME,
    by: officer,
    note: null,
    data: JSON.stringify({
      causes: ['energyGrowth'],
      causeText: planted('answer'),
      on: DAY,
      measures: [measure],
    }),
  });
  const report = (one: number, task: string, stage: string, body: string) =>
    insert('task_report', {
      id: one,
      task_id: task,
      unit_code: UNIT,
      as_of: DAY,
      body,
      judgement: 'onCourse',
      stage,
      submitted_at: stage === 'draft' ? null : TIME,
      submitted_by: stage === 'draft' ? null : officer,
      decided_at: stage === 'accepted' ? TIME : null,
      decided_by: stage === 'accepted' ? 2 : null,
      created_at: TIME,
      created_by: officer,
    });
  report(id, 'plan-5', 'draft', planted('taskDraft'));
  report(id + 1, 'plan-6', 'submitted', planted('taskSubmitted'));
  report(id + 2, 'plan-7', 'accepted', planted('taskAccepted'));
  const taskFile = fileOf(insert, 'taskFile', officer);
  insert('task_report_file', { id, report_id: id, name: `${planted('taskFileName')}.pdf`, ...taskFile });
  const certificate = Number(
    sqlite.prepare('SELECT min(id) FROM certificate WHERE unit_code = ?').pluck().get(UNIT),
  );
  const evidence = fileOf(insert, 'evidence', 2);
  insert('certificate_file', {
    id,
    certificate_id: certificate,
    name: `${planted('evidenceName')}.pdf`,
    ...evidence,
  });
  sqlite
    .prepare("UPDATE bulletin SET texts = json_set(texts, '$.lead', ?) WHERE signed_at IS NULL")
    .run(planted('bulletinDraft'));
}
