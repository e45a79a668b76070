import { creditCode } from '../../support/cases.ts';
import { projectInput } from '../../support/projects.ts';
import { ofAll, ofCounty, PDF, type Row } from '../row.ts';
import type { Place, World } from '../world.ts';

const NEED = {
  kind: 'technology',
  title: '矩阵试验需求',
  content: '求变频改造方案。',
  budgetFen: null,
  answerBy: '2026-12-10',
};
const PROVIDER = {
  seniorEngineers: 2,
  servesManufacturing: true,
  expertise: '电机系统',
  contact: null,
  phone: null,
  selectedOn: '2026-08-20',
  selectionDocument: '九工信字〔2026〕2号',
  recognisedOn: null,
};
/** The ledger is a county's own; the bureau sees all; leaders sums only; nobody else anything. */
const KEPT = { county: [200, 404, 404], bureau: [200, 200, 404] } as const;

const change = (table: string, id: number, { version }: World, more: object) => ({
  version: version(table, id),
  ...more,
});
const stageOf = (place: Place, { app }: World) =>
  String(
    app.db.sqlite.prepare('SELECT stage FROM project WHERE id = ?').pluck().get(place.project) ?? 'willing',
  );

/** A project as it stands with another content; one that is not there as a new one. */
function projectAsIs(place: Place, { app }: World) {
  const found = app.db.sqlite.prepare('SELECT * FROM project WHERE id = ?').get(place.project) as
    | Record<string, string | number | null>
    | undefined;
  const input = projectInput(Number(found?.firm_id ?? place.firm));
  if (!found) return input;
  const column = (key: string) => found[key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)];
  const known = Object.keys(input).filter((key) => column(key) !== undefined);
  const kept = Object.fromEntries(known.map((key) => [key, column(key)]));
  return { ...input, ...kept, kinds: JSON.parse(String(found.kinds)) as string[], content: '余热余压回收' };
}

/** Firms, projects, providers, lists and needs. */
export const LEDGER_ROWS: Readonly<Record<string, Row>> = {
  'GET /firms': ofCounty(({ unit }) => [`/firms?unit=${unit}`], KEPT),
  'POST /firms': ofCounty(
    ({ unit }) => [
      '/firms',
      {
        name: '矩阵试验企业',
        creditCode: creditCode(88_001),
        industry: '化工',
        unitCode: unit,
        confirmSimilar: true,
      },
    ],
    { county: [200, 422, 422], bureau: [200, 200, 422] },
  ),
  'GET /firms/{id}': ofCounty(({ firm }) => [`/firms/${firm}`], KEPT),
  'PUT /firms/{id}': ofCounty(
    ({ firm }, world) => [
      `/firms/${firm}`,
      change('beneficiary', firm, world, {
        name: '矩阵试验改名企业',
        creditCode: creditCode(88_002),
        industry: '化工',
        closedOn: null,
        confirmSimilar: true,
      }),
    ],
    KEPT,
  ),
  'POST /firms/import': ofCounty(
    ({ unit }) => [
      '/firms/import',
      {
        check: false,
        rows: [{ line: 2, name: '矩阵导入企业', creditCode: creditCode(88_003), unit, industry: '化工' }],
      },
    ],
    { county: [200, 422, 422], bureau: [200, 200, 422] },
  ),
  'PUT /firms/{id}/declarations/{year}': ofCounty(
    ({ firm }, { app }) => [
      `/firms/${firm}/declarations/2025`,
      {
        version: Number(
          app.db.sqlite
            .prepare('SELECT version FROM energy_declaration WHERE beneficiary_id = ? AND year = 2025')
            .pluck()
            .get(firm) ?? 0,
        ),
        tce: '1234.5',
        source: 'declaration',
      },
    ],
    KEPT,
  ),
  'GET /projects/summary': ofCounty(({ unit }) => [`/projects/summary?year=2026&unit=${unit}`], {
    county: [200, 404, 404],
    bureau: [200, 200, 404],
    leader: [200, 200, 404],
  }),
  'GET /projects': ofCounty(({ unit }) => [`/projects?unit=${unit}`], KEPT),
  'POST /projects': ofCounty(({ firm }) => ['/projects', projectInput(firm)], {
    county: [200, 422, 422],
    bureau: [200, 200, 422],
  }),
  'GET /projects/{id}': ofCounty(({ project }) => [`/projects/${project}`], KEPT),
  'PUT /projects/{id}': ofCounty(
    (place, world) => [
      `/projects/${place.project}`,
      change('project', place.project, world, projectAsIs(place, world)),
    ],
    KEPT,
  ),
  'POST /projects/import': ofCounty(
    ({ firm }, { app }) => [
      '/projects/import',
      {
        check: false,
        rows: [
          {
            line: 2,
            firm: String(
              app.db.sqlite.prepare('SELECT name FROM beneficiary WHERE id = ?').pluck().get(firm) ??
                '没有的企业',
            ),
            name: '矩阵导入项目',
            kinds: '节能',
            content: '余热回收',
            willingOn: '2026-01-05',
            stage: '有意愿',
          },
        ],
      },
    ],
    { county: [200, 422, 422], bureau: [200, 200, 422] },
  ),
  'POST /projects/{id}/steps': ofCounty(
    ({ project }, world) => [
      `/projects/${project}/steps`,
      change('project', project, world, { step: 'note', on: '2026-11-20', note: '已与企业对接。' }),
    ],
    KEPT,
  ),
  'PUT /projects/{id}/files': ofCounty(
    (place, world) => ({
      path: `/projects/${place.project}/files?stage=${stageOf(place, world)}&name=a.pdf`,
      file: PDF,
    }),
    KEPT,
  ),
  'GET /projects/{id}/files/{fileId}': ofCounty(
    ({ projectFile: [id, file] }) => [`/projects/${id}/files/${file}`],
    KEPT,
  ),
  'POST /projects/{id}/cases': ofCounty(
    ({ acceptedProject }, world) => [
      `/projects/${acceptedProject}/cases`,
      change('project', acceptedProject, world, { awardId: 'jiujiang-2-retrofit' }),
    ],
    { county: [200, 404, 404], bureau: [403, 403, 404] },
  ),
  'GET /providers': ofAll(() => ['/providers'], { county: 200, bureau: 200 }),
  'POST /providers': ofCounty(
    ({ unit }) => [
      '/providers',
      {
        ...PROVIDER,
        name: '矩阵服务（演示）有限公司',
        creditCode: creditCode(88_004),
        unitCode: unit,
        confirmSimilar: true,
      },
    ],
    { bureau: [200, 200, 422] },
  ),
  'PUT /providers/{id}': ofAll(
    (_, { shared, one }) => [
      `/providers/${shared.provider}`,
      {
        ...PROVIDER,
        version: one('SELECT version FROM service_provider WHERE beneficiary_id = ?', shared.provider),
        endedOn: null,
      },
    ],
    { bureau: 200 },
    {
      ofNoCounty:
        'a service provider serves the whole city; which counties it is charged with is asked below',
    },
  ),
  'PUT /providers/{id}/charges': ofCounty(
    ({ unit }, { shared, one }) => [
      `/providers/${shared.provider}/charges`,
      {
        version: one('SELECT version FROM service_provider WHERE beneficiary_id = ?', shared.provider),
        unitCodes: [unit],
        industries: [],
      },
    ],
    { bureau: [200, 200, 422] },
  ),
  'GET /lists/{list}': ofCounty(({ unit }) => [`/lists/diagnosed?unit=${unit}`], KEPT),
  'GET /needs': ofCounty(({ unit }) => [`/needs?unit=${unit}`], KEPT),
  'POST /needs': ofCounty(({ firm }) => ['/needs', { ...NEED, firmId: firm }], {
    county: [200, 422, 422],
    bureau: [200, 200, 422],
  }),
  'GET /needs/{id}': ofCounty(({ need }) => [`/needs/${need}`], KEPT),
  'PUT /needs/{id}': ofCounty(
    ({ need }, world) => [`/needs/${need}`, change('need', need, world, NEED)],
    KEPT,
  ),
  'POST /needs/{id}/offers': ofCounty(
    ({ need }, { shared }) => [
      `/needs/${need}/offers`,
      { providerId: shared.provider, on: '2026-11-20', content: '可提供方案。', priceFen: null },
    ],
    { bureau: [200, 200, 404] },
  ),
  'POST /needs/{id}/steps': ofCounty(
    ({ need }, world) => [
      `/needs/${need}/steps`,
      change('need', need, world, { step: 'close', reason: '企业撤回。' }),
    ],
    KEPT,
  ),
};
