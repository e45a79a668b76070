import { asc, eq, isNull } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { ReadDb } from '../../../db/open.ts';
import { beneficiary, energyDeclaration, project, unit } from '../../../db/schema.ts';
import { Decimal } from '../../analytics/decimal.ts';
import { newestDeclaration } from '../../firms/declarations.ts';
import { grouped } from '../../rules/grouped.ts';
import { PROJECT_KIND_LABELS, type ProjectKind } from '../../rules/project-kinds.ts';
import { PROJECT_STAGE_LABELS } from '../../rules/project-stages.ts';
import { type ListScope, projectsIn } from '../scope.ts';
import { date, FIRM_HEAD, joined, type Line, type ListContent, number, sumOf, text, wanOf } from './form.ts';

type Db = Pick<ReadDb, 'select'>;

/** Projects of this scope with their working firm, its newest energy and the provider; by unit, then by firm. */
function projectRows(db: Db, scope: ListScope) {
  const provider = alias(beneficiary, 'provider');
  return db
    .select({
      project,
      firm: beneficiary,
      unitName: unit.name,
      declared: energyDeclaration,
      providerName: provider.name,
    })
    .from(project)
    .innerJoin(beneficiary, eq(beneficiary.id, project.firmId))
    .innerJoin(unit, eq(unit.code, beneficiary.statisticsUnit))
    .leftJoin(energyDeclaration, newestDeclaration())
    .leftJoin(provider, eq(provider.id, project.providerId))
    .where(projectsIn(scope, isNull(beneficiary.closedOn)))
    .orderBy(asc(unit.sortOrder), asc(beneficiary.name), asc(beneficiary.id), asc(project.id))
    .all();
}
type ProjectRow = ReturnType<typeof projectRows>[number];

/** One firm with all its projects that belong on the list. */
interface FirmGroup {
  first: ProjectRow;
  projects: ProjectRow['project'][];
  rows: ProjectRow[];
}

/** A firm once, whatever the number of its projects (一企一行). */
function firmsWith(
  rows: readonly ProjectRow[],
  belongs: (row: ProjectRow['project']) => boolean,
): FirmGroup[] {
  const groups = grouped(
    rows.filter(({ project: one }) => belongs(one)),
    ({ firm }) => String(firm.id),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ first, rows: group, projects: group.map((row) => row.project) }];
  });
}

const headCells = ({ first: { firm, unitName } }: FirmGroup) => [
  firm.name,
  firm.creditCode,
  unitName,
  firm.industry,
];

function lineOf(group: FirmGroup, cells: Line['cells']): Line {
  const { id } = group.first.firm;
  return { key: `firm ${id}`, firmId: id, providerId: null, cells: [...headCells(group), ...cells] };
}

const stageWords = ({ stage, stoppedOn }: ProjectRow['project']) =>
  stoppedOn === null ? PROJECT_STAGE_LABELS[stage] : `${PROJECT_STAGE_LABELS[stage]}（已终止）`;

/** '省级…；…': each project's name with its stage, where the firm has several. */
const projectWords = (projects: FirmGroup['projects']) =>
  joined(projects.map((one) => `${one.name}（${stageWords(one)}）`));

const earliest = (days: readonly (string | null)[]) =>
  days.filter((day) => day !== null).reduce<string | null>((a, b) => (a === null || b < a ? b : a), null);
const latest = (days: readonly (string | null)[]) =>
  days.filter((day) => day !== null).reduce<string | null>((a, b) => (a === null || b > a ? b : a), null);

const isLarge = ({ first: { declared } }: FirmGroup) =>
  declared !== null && new Decimal(declared.tce).gte(5_000);

const ENERGY_HEAD = [number('年综合能源消费量（吨标准煤）'), text('能耗年度')];
const energyCells = ({ first: { declared } }: FirmGroup) =>
  declared === null ? [null, null] : [declared.tce, String(declared.year)];

/** 诊断企业: firms with a project that was diagnosed, stopped or not. */
export function diagnosedList(db: Db, scope: ListScope): ListContent {
  const firms = firmsWith(projectRows(db, scope), ({ diagnosedOn }) => diagnosedOn !== null);
  const large = firms.filter(isLarge).length;
  return {
    title: '绿色低碳诊断企业清单',
    unitWords: '吨标准煤',
    columns: [
      ...FIRM_HEAD,
      ...ENERGY_HEAD,
      date('诊断日期'),
      text('诊断服务商'),
      number('预计年节能量（吨标准煤）'),
      text('改造项目（阶段）'),
    ],
    lines: firms.map((group) =>
      lineOf(group, [
        ...energyCells(group),
        earliest(group.projects.map(({ diagnosedOn }) => diagnosedOn)),
        joined(group.rows.map(({ providerName }) => providerName)),
        sumOf(group.projects.map(({ expectedSavingTce }) => expectedSavingTce)),
        projectWords(group.projects),
      ]),
    ),
    sentence:
      firms.length === 0
        ? '还没有诊断企业'
        : `诊断企业${firms.length}家，其中年综合能源消费量5000吨标准煤及以上${large}家`,
    note: '已登记诊断日期的企业，一企一行；多个项目的，诊断日期取最早一次，节能量为各项目已填数之和。停产、注销企业不列。',
    next: '企业完成诊断后，在“改造项目”中打开该项目，办理“完成诊断”，即列入本清单。',
    internal: true,
  };
}

const WILLING_STAGES: readonly ProjectRow['project']['stage'][] = ['willing', 'diagnosed', 'scheme'];

const kindWords = (kinds: readonly string[]) =>
  kinds.map((kind) => PROJECT_KIND_LABELS[kind as ProjectKind] ?? kind).join('、');

/** 意愿改造企业: firms with a project between the will and the scheme, not given up. */
export function willingList(db: Db, scope: ListScope): ListContent {
  const firms = firmsWith(
    projectRows(db, scope),
    ({ stage, stoppedOn }) => WILLING_STAGES.includes(stage) && stoppedOn === null,
  );
  const projects = firms.reduce((sum, group) => sum + group.projects.length, 0);
  return {
    title: '绿色低碳意愿改造企业清单',
    unitWords: '吨标准煤、万元',
    columns: [
      ...FIRM_HEAD,
      ...ENERGY_HEAD,
      text('改造项目（阶段）'),
      text('改造类别'),
      number('计划投资（万元）'),
      number('预计年节能量（吨标准煤）'),
      date('意愿登记日期'),
      date('计划完成日期'),
    ],
    lines: firms.map((group) =>
      lineOf(group, [
        ...energyCells(group),
        projectWords(group.projects),
        joined(group.projects.map(({ kinds }) => kindWords(kinds))),
        wanOf(group.projects.map(({ investmentFen }) => investmentFen)),
        sumOf(group.projects.map(({ expectedSavingTce }) => expectedSavingTce)),
        earliest(group.projects.map(({ willingOn }) => willingOn)),
        latest(group.projects.map(({ plannedTo }) => plannedTo)),
      ]),
    ),
    sentence: firms.length === 0 ? '还没有意愿改造企业' : `意愿改造企业${firms.length}家，项目${projects}个`,
    note: '处于意愿、诊断、方案阶段且未终止的项目所属企业，一企一行；多个项目的，投资和节能量为已填数之和，意愿登记取最早、计划完成取最晚。开工后转出本清单；停产、注销企业不列。',
    next: '在“重点用能企业”中找到有意愿的企业，到“改造项目”登记项目，阶段为“意愿”，即列入本清单。',
    internal: true,
  };
}
