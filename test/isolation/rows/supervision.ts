import { ofAll, ofCounty, PDF, RECORDED, type Row, readers } from '../row.ts';

const REPORT = { asOf: '2026-11-20', body: '新增诊断报告三份。', judgement: 'onCourse' };

const BULLETIN = {
  ofNoCounty: 'a bulletin is the city’s: it speaks of all units',
};
const TASK = { ofNoCounty: 'a task is the action plan’s; what counties report of it is asked by county' };

/** Warnings, bulletins and the ledger of tasks. */
export const SUPERVISION_ROWS: Readonly<Record<string, Row>> = {
  'GET /warnings': ofAll(() => ['/warnings'], { county: 200, bureau: 200, leader: 200 }),
  'POST /warnings': ofCounty(
    ({ unit }) => ['/warnings', { unitCode: unit, period: '2026-09', dismissReason: '已整改。' }],
    { bureau: [409, 409, 409] },
  ),
  'GET /warnings/{id}': ofCounty(({ warning }) => [`/warnings/${warning}`], {
    county: [200, 404, 404],
    bureau: [200, 200, 404],
    leader: [200, 200, 404],
  }),
  'PUT /warnings/{id}': ofCounty(
    ({ warningDraft }, { version }) => [
      `/warnings/${warningDraft}`,
      {
        version: version('warning', warningDraft),
        body: '请认真整改，并于2026年12月1日前答复、2026年12月31日前完成整改。',
        answerDueOn: '2026-12-01',
        remedyDueOn: '2026-12-31',
      },
    ],
    { bureau: [200, 200, 404] },
  ),
  'POST /warnings/{id}/steps': ofCounty(
    ({ warning }, { version }) => [
      `/warnings/${warning}/steps`,
      {
        version: version('warning', warning),
        step: 'answer',
        note: '已查明。',
        causes: ['energyGrowth'],
        causeText: '两户企业复产。',
        measures: [{ text: '压减负荷', responsible: '县工信局', dueOn: '2026-12-20', beneficiaryId: null }],
      },
    ],
    { county: [200, 404, 404], bureau: [403, 403, 404], leader: [403, 403, 404] },
  ),
  'GET /bulletins': ofAll(() => ['/bulletins'], readers(200)),
  'POST /bulletins': ofAll(() => ['/bulletins', { period: '2026-07' }], { bureau: 200 }),
  'GET /bulletins/{id}': ofAll(
    (_, { shared }) => [`/bulletins/${shared.openBulletin}`],
    { ...readers(404), bureau: 200 },
    BULLETIN,
  ),
  'PUT /bulletins/{id}': ofAll(
    (_, { shared, version }) => [
      `/bulletins/${shared.openBulletin}`,
      { version: version('bulletin', shared.openBulletin), title: '通报', texts: {} },
    ],
    { bureau: 409 },
    BULLETIN,
  ),
  'POST /bulletins/{id}/steps': ofAll(
    (_, { shared, version }) => [
      `/bulletins/${shared.openBulletin}/steps`,
      { version: version('bulletin', shared.openBulletin), step: 'sendBack', note: '请修改。' },
    ],
    { bureau: 200 },
    BULLETIN,
  ),
  'GET /bulletins/{id}/word': ofAll(
    (_, { shared }) => [`/bulletins/${shared.openBulletin}/word`],
    {
      ...readers(404),
      bureau: 200,
    },
    { ...RECORDED, ...BULLETIN },
  ),
  'GET /bulletins/{id}/excel': ofAll(
    (_, { shared }) => [`/bulletins/${shared.openBulletin}/excel`],
    {
      ...readers(404),
      bureau: 200,
    },
    { ...RECORDED, ...BULLETIN },
  ),
  'GET /tasks': ofAll(() => ['/tasks'], readers(200)),
  'GET /tasks/{id}': ofAll(() => ['/tasks/plan-13'], readers(200), TASK),
  'GET /task-reports/{id}/files/{fileId}': ofCounty(
    ({ taskFile: [id, file] }) => [`/task-reports/${id}/files/${file}`],
    {
      county: [200, 404, 404],
      bureau: [200, 200, 404],
      leader: [404, 404, 404],
      department: [404, 404, 404],
    },
  ),
  'POST /tasks/{id}/reports': ofCounty(
    ({ unit }) => ['/tasks/plan-9/reports', { unitCode: unit, ...REPORT }],
    {
      county: [200, 403, 403],
      bureau: [403, 403, 403],
      department: [403, 403, 403],
    },
  ),
  'PUT /task-reports/{id}': ofCounty(
    ({ taskDraft }, { version }) => [
      `/task-reports/${taskDraft}`,
      { version: version('task_report', taskDraft), ...REPORT },
    ],
    { county: [200, 404, 404], bureau: [403, 403, 404], department: [404, 404, 404] },
  ),
  'POST /task-reports/{id}/steps': ofCounty(
    ({ taskDraft }, { version }) => [
      `/task-reports/${taskDraft}/steps`,
      { version: version('task_report', taskDraft), step: 'submit' },
    ],
    { county: [200, 404, 404], bureau: [403, 403, 404], department: [404, 404, 404] },
  ),
  'PUT /task-reports/{id}/files': ofCounty(
    ({ taskDraft }) => ({ path: `/task-reports/${taskDraft}/files?name=a.pdf`, file: PDF }),
    { county: [200, 404, 404], bureau: [403, 403, 404], department: [404, 404, 404] },
  ),
  'PUT /tasks/{id}/goals': ofAll(
    () => [
      '/tasks/plan-13/goals',
      { year: 2027, goals: [{ indicatorId: null, value: null, words: '完成诊断', version: 0 }] },
    ],
    { bureau: 200 },
    TASK,
  ),
  'PUT /tasks/{id}/departments': ofAll(
    () => ['/tasks/province-1/departments', { seen: [], departments: ['市发改委'] }],
    { bureau: 200 },
    TASK,
  ),
  'POST /tasks/{id}/reminders': ofAll(
    () => ['/tasks/plan-13/reminders', { departments: ['市发改委'], note: '请报送。' }],
    { bureau: 200 },
    TASK,
  ),
  'PUT /task-settings': ofAll(() => ['/task-settings', { seen: 3, silentMonths: 4 }], { bureau: 200 }),
};
