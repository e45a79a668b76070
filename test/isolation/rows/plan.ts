import { everybody, ofAll, ofCounty, PDF, type Row, readers } from '../row.ts';

const CERTIFICATE = {
  holder: '矩阵试验（演示）有限公司',
  column: 'greenFactoryProvincial',
  listYear: 2026,
  publishedOn: '2026-11-02',
  confirmSimilar: true,
};
const CULTIVATED = { name: '培育试验公司', creditCode: null, column: 'greenFactoryProvincial', note: '' };
const RULE_SET = {
  name: '矩阵试验规则',
  document: '试行通知',
  documentNumber: '九工信〔2026〕3号',
  yellowKind: 'points',
  yellowLimit: '1.5',
  validFrom: '2026-01-01',
  validTo: null,
  note: '',
  inForce: false,
};
const INDICATOR = { ofNoCounty: 'the indicators of the action plan are the city’s' };
const WHOLE_CITY_RULES = 'a set of warning rules is the city’s, one for all units';
const deciders = (status: number) => ({ bureau: status, leader: status });

/** Targets, progress, grades, quotas, policies: of all units alike; the bureau keeps them. */
export const PLAN_ROWS: Readonly<Record<string, Row>> = {
  'GET /health': ofAll(() => ['/health'], everybody(200), { nobody: 200, passwordDue: 200 }),
  'GET /openapi.json': ofAll(() => ['/openapi.json'], everybody(200)),
  // Prometheus text, with a token of its own: without it there is nothing here
  'GET /metrics': ofAll(() => ['/metrics'], everybody(404), { nobody: 404, passwordDue: 404 }),
  'GET /api/docs': ofAll(() => ['/api/docs'], everybody(200)),
  'GET /targets/intensity': ofAll(() => ['/targets/intensity'], readers(200)),
  'GET /targets/quotas': ofAll(() => ['/targets/quotas'], readers(200)),
  'GET /targets/breakdown': ofAll(() => ['/targets/breakdown'], readers(200)),
  'GET /indicators': ofAll(() => ['/indicators'], readers(200)),
  'PUT /indicators/{id}/target': ofAll(
    () => ['/indicators/carbonIntensity/target', { version: 1, target: '-18', targetSource: '省厅通知' }],
    { bureau: 200 },
    INDICATOR,
  ),
  'PUT /indicators/{id}/actuals/{year}': ofAll(
    () => ['/indicators/efficientMotors/actuals/2026', { version: 1, value: '21', source: '四季度调度' }],
    { bureau: 200 },
    INDICATOR,
  ),
  'GET /progress': ofAll(() => ['/progress?period=2026-10'], readers(200)),
  'GET /progress/history': ofAll(() => ['/progress/history'], readers(200)),
  'GET /progress/trajectory': ofCounty(({ unit }) => [`/progress/trajectory?unit=${unit}&period=2026-10`], {
    county: [200, 200, 200],
    bureau: [200, 200, 200],
    leader: [200, 200, 200],
    department: [200, 200, 200],
  }),
  'GET /progress/revisions': ofAll(() => ['/progress/revisions?from=2026-09-01'], readers(200)),
  'GET /grades': ofAll(() => ['/grades?period=2026-10'], readers(200)),
  'GET /causes': ofAll(() => ['/causes?period=2026-10'], deciders(200)),
  'GET /weights': ofAll(() => ['/weights?period=2026-10'], deciders(200)),
  'PUT /weights': ofCounty(
    ({ unit }, { app }) => [
      '/weights?period=2026-10',
      {
        version: Number(
          app.db.sqlite
            .prepare("SELECT version FROM value_added_table WHERE period = '2026-10'")
            .pluck()
            .get() ?? 0,
        ),
        basis: 'valueAdded',
        measure: 'yiYuan',
        source: '市统计局',
        rows: [{ unitCode: unit, value: '12' }],
      },
    ],
    { bureau: [200, 200, 422] },
  ),
  'GET /rule-sets': ofAll(() => ['/rule-sets'], readers(200)),
  'POST /rule-sets': ofAll(() => ['/rule-sets', RULE_SET], { bureau: 200 }),
  'PUT /rule-sets/{id}': ofAll(
    () => ['/rule-sets/own-1', { ...RULE_SET, version: 1 }],
    { bureau: 200 },
    { ofNoCounty: WHOLE_CITY_RULES },
  ),
  'POST /rule-sets/{id}/retire': ofAll(
    () => ['/rule-sets/own-1/retire', { version: 1, reason: '停用' }],
    { bureau: 200 },
    { ofNoCounty: WHOLE_CITY_RULES },
  ),
  'GET /quotas/pace': ofAll(() => ['/quotas/pace'], readers(200)),
  'GET /quotas/counts': ofAll(() => ['/quotas/counts'], readers(200)),
  'GET /quotas/costs': ofAll(() => ['/quotas/costs'], { county: 200, bureau: 200, leader: 200 }),
  'PUT /certificates/bases/{unit}/{column}': ofCounty(
    ({ unit }, { app }) => [
      `/certificates/bases/${unit}/greenFactoryNational`,
      {
        version: Number(
          app.db.sqlite
            .prepare(
              "SELECT version FROM certificate_base WHERE unit_code = ? AND column = 'greenFactoryNational'",
            )
            .pluck()
            .get(unit) ?? 0,
        ),
        count: 1,
      },
    ],
    { bureau: [204, 204, 404] },
  ),
  'PUT /certificates/batches/{column}/{year}': ofAll(
    (_, { one }) => [
      '/certificates/batches/greenFactoryNational/2027',
      {
        version: one(
          "SELECT version FROM certificate_batch WHERE column = 'greenFactoryNational' AND year = 2027",
        ),
        publishedOn: null,
        expectedOn: '2027-11-30',
        document: null,
      },
    ],
    { bureau: 204 },
  ),
  'GET /certificates': ofCounty(({ unit }) => [`/certificates?unit=${unit}`], {
    county: [200, 200, 200],
    bureau: [200, 200, 200],
    leader: [200, 200, 200],
    department: [200, 200, 200],
  }),
  'POST /certificates': ofCounty(({ unit }) => ['/certificates', { ...CERTIFICATE, unitCode: unit }], {
    bureau: [200, 200, 422],
  }),
  'POST /certificates/import': ofCounty(
    ({ unit }) => [
      '/certificates/import',
      {
        check: false,
        rows: [
          {
            line: 2,
            holder: CERTIFICATE.holder,
            title: '绿色工厂',
            level: '省级',
            unit,
            listYear: '2026',
            publishedOn: '2026-11-02',
          },
        ],
      },
    ],
    { bureau: [200, 200, 422] },
  ),
  'PUT /certificates/{id}': ofCounty(
    ({ unit }, { shared, version }) => [
      `/certificates/${shared.certificate}`,
      {
        ...CERTIFICATE,
        unitCode: unit,
        version: version('certificate', shared.certificate),
        reason: '录入有误',
      },
    ],
    { bureau: [200, 200, 422] },
  ),
  'POST /certificates/{id}/removal': ofCounty(
    ({ certificate }, { version }) => [
      `/certificates/${certificate}/removal`,
      {
        version: version('certificate', certificate),
        removedOn: '2026-11-10',
        removalReason: '复核不合格',
        document: '赣工信〔2026〕9号',
      },
    ],
    { bureau: [200, 200, 404] },
  ),
  'POST /certificates/{id}/restoration': ofCounty(
    ({ removedCertificate }, { version }) => [
      `/certificates/${removedCertificate}/restoration`,
      { version: version('certificate', removedCertificate), reason: '录入有误' },
    ],
    { bureau: [200, 200, 404] },
  ),
  'PUT /certificates/{id}/files': ofCounty(
    ({ certificate }) => ({ path: `/certificates/${certificate}/files?name=a.pdf`, file: PDF }),
    { bureau: [200, 200, 404] },
  ),
  'GET /certificates/{id}/files/{fileId}': ofCounty(
    ({ certificateFile: [id, file] }) => [`/certificates/${id}/files/${file}`],
    {
      county: [200, 403, 404],
      bureau: [200, 200, 404],
      leader: [200, 200, 404],
      department: [403, 403, 404],
    },
  ),
  'GET /cultivation': ofCounty(({ unit }) => [`/cultivation?unit=${unit}`], {
    county: [200, 200, 200],
    bureau: [200, 200, 200],
    leader: [200, 200, 200],
    department: [200, 200, 200],
  }),
  'POST /cultivation': ofCounty(({ unit }) => ['/cultivation', { ...CULTIVATED, unitCode: unit }], {
    bureau: [200, 200, 422],
  }),
  'PUT /cultivation/{id}': ofCounty(
    ({ unit }, { shared, version }) => [
      `/cultivation/${shared.cultivation}`,
      {
        ...CULTIVATED,
        name: shared.cultivationName,
        note: '已启动编制。',
        unitCode: unit,
        version: version('cultivation', shared.cultivation),
        stage: 'preparing',
        certificateId: null,
      },
    ],
    { bureau: [200, 200, 422] },
  ),
  'GET /policies': ofAll(() => ['/policies'], readers(200)),
  'GET /rules/facts': ofAll(() => ['/rules/facts'], readers(200)),
  'POST /rules/evaluate': ofAll(() => ['/rules/evaluate', { facts: {}, date: '2026-11-21' }], readers(200), {
    changes: false,
  }),
};
