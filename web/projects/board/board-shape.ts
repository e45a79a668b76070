import type { ProjectRow } from '../../../server/projects/schema.ts';
import { PROJECT_KIND_LABELS, PROJECT_KINDS, type ProjectKind } from '../../../server/rules/project-kinds.ts';
import {
  PROJECT_STAGE_LABELS,
  PROJECT_STAGES,
  type ProjectStage,
} from '../../../server/rules/project-stages.ts';
import type { ProjectsSearch } from '../../app/search.ts';
import { formatNumber, formatWan } from '../../format.ts';
import type { CardFile } from '../../ui/card-file.ts';

/** Views of the project list: shapes and sums, all pure. */

export const VIEWS = { board: '看板', table: '表格', tiles: '方格图' } as const;
export type ProjectView = keyof typeof VIEWS;

export function viewOf(text: string | undefined): ProjectView {
  return text === 'table' || text === 'tiles' ? text : 'board';
}

/** Value of the stage filter for projects given up. */
export const STOPPED = 'stopped';
/** Value of the stage filter for projects past the reminder limit; reminders lead there. */
export const STALLED = 'stalled';

const ACCEPTED_AT = PROJECT_STAGES.indexOf('accepted');

/** Whether the project has been accepted (完工验收), whatever came after. */
export function isAccepted({ stage }: Pick<ProjectRow, 'stage'>): boolean {
  return PROJECT_STAGES.indexOf(stage) >= ACCEPTED_AT;
}

/** '节能、降碳'; a kind no longer in the list stands as it is. */
export function kindsText(kinds: readonly string[]): string {
  return kinds.map((kind) => PROJECT_KIND_LABELS[kind as ProjectKind] ?? kind).join('、');
}

function isAtStage(project: ProjectRow, stage: string | undefined): boolean {
  if (stage === undefined) return true;
  if (stage === STOPPED) return project.stoppedOn !== null;
  if (stage === STALLED) return project.stalled !== null;
  return project.stage === stage && project.stoppedOn === null;
}

const has = (text: string, part: string) => text.normalize('NFKC').toUpperCase().includes(part);

/** Projects that match the filters of the address; `q` is part of the project's, firm's or provider's name. */
export function filterProjects(projects: readonly ProjectRow[], search: ProjectsSearch): ProjectRow[] {
  const part = search.q?.normalize('NFKC').trim().toUpperCase() ?? '';
  return projects.filter(
    (project) =>
      (search.unit === undefined || project.unitCode === search.unit) &&
      (search.firm === undefined || String(project.firmId) === search.firm) &&
      (search.kind === undefined || project.kinds.some((kind) => kind === search.kind)) &&
      isAtStage(project, search.stage) &&
      (part === '' ||
        has(project.name, part) ||
        has(project.firmName, part) ||
        has(project.providerName ?? '', part)),
  );
}

/** Sum of decimal texts, exact to the last digit; null where none is given: missing is never 0. */
export function sumDecimals(texts: readonly (string | null)[]): string | null {
  const given = texts.filter((text) => text !== null);
  if (given.length === 0) return null;
  const places = Math.max(...given.map((text) => text.split('.')[1]?.length ?? 0));
  const scaled = given.map((text) => {
    const [whole = '0', fraction = ''] = text.split('.');
    return BigInt(`${whole}${fraction.padEnd(places, '0')}`);
  });
  const digits = scaled
    .reduce((sum, value) => sum + value, 0n)
    .toString()
    .padStart(places + 1, '0');
  if (places === 0) return digits;
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, '');
}

/** Sum of amounts in 分; null where none is given. */
export function sumFen(amounts: readonly (number | null)[]): number | null {
  const given = amounts.filter((fen) => fen !== null);
  return given.length === 0 ? null : given.reduce((sum, fen) => sum + fen, 0);
}

/** 吨标准煤 with thousands separators; null → '—'. */
export function tceText(tce: string | null, decimals?: number): string {
  return formatNumber(tce === null ? null : Number(tce), decimals);
}

/** What a project saves a year: as accepted, before that as expected. */
export function savingOf(project: ProjectRow): string | null {
  return isAccepted(project) ? project.acceptedSavingTce : project.expectedSavingTce;
}

export interface StageColumn {
  stage: ProjectStage;
  label: string;
  /** those under way, longest in the stage first */
  projects: ProjectRow[];
  /** those given up in this stage */
  stopped: ProjectRow[];
  investmentFen: number | null;
  /** 吨标准煤 a year, expected before the acceptance and accepted after it */
  savingTce: string | null;
  stalled: number;
}

const longestFirst = (a: ProjectRow, b: ProjectRow) => b.days - a.days || a.id - b.id;

/** The seven columns of the board; an empty stage keeps its column. */
export function stageColumns(projects: readonly ProjectRow[]): StageColumn[] {
  return PROJECT_STAGES.map((stage) => {
    const here = projects.filter((project) => project.stage === stage);
    const live = here.filter(({ stoppedOn }) => stoppedOn === null).sort(longestFirst);
    return {
      stage,
      label: PROJECT_STAGE_LABELS[stage],
      projects: live,
      stopped: here.filter(({ stoppedOn }) => stoppedOn !== null),
      investmentFen: sumFen(live.map(({ investmentFen }) => investmentFen)),
      savingTce: sumDecimals(live.map(savingOf)),
      stalled: live.filter(({ stalled }) => stalled !== null).length,
    };
  });
}

export interface UnitTile {
  code: string;
  name: string;
  /** not given up */
  total: number;
  /** 意愿, 诊断, 方案 */
  before: number;
  retrofitting: number;
  accepted: number;
  /** 吨标准煤 a year of what is accepted; null where none is */
  savingTce: string | null;
  stalled: number;
}

/** One tile a unit, in the order given; a unit without projects has one with zeros. */
export function unitTiles(
  projects: readonly ProjectRow[],
  units: readonly { code: string; name: string }[],
): UnitTile[] {
  return units.map(({ code, name }) => {
    const own = projects.filter(({ unitCode, stoppedOn }) => unitCode === code && stoppedOn === null);
    const accepted = own.filter(isAccepted);
    const retrofitting = own.filter(({ stage }) => stage === 'retrofitting').length;
    return {
      code,
      name,
      total: own.length,
      before: own.length - retrofitting - accepted.length,
      retrofitting,
      accepted: accepted.length,
      savingTce: sumDecimals(accepted.map(({ acceptedSavingTce }) => acceptedSavingTce)),
      stalled: own.filter(({ stalled }) => stalled !== null).length,
    };
  });
}

/** Headline of the page: all projects, without what is late. */
export const projectsHeadline = (projects: readonly ProjectRow[]): string =>
  projects.length === 0 ? '还没有改造项目' : projectsFinding(projects).replace(/；.*$/, '');

/** Finding over the whole list, below the headline: what is late. */
export function stallsFinding(projects: readonly ProjectRow[]): string {
  const stalled = projects.filter((project) => project.stalled !== null);
  if (stalled.length === 0) return '没有项目超过提醒时限';
  const overdue = stalled.filter((project) => project.overdue).length;
  return `${stalled.length}个项目超过提醒时限${overdue === 0 ? '' : `，其中${overdue}个逾期未完工`}`;
}

/** The finding of a part of the list in words. */
export function projectsFinding(projects: readonly ProjectRow[]): string {
  const live = projects.filter(({ stoppedOn }) => stoppedOn === null);
  const stopped = projects.length - live.length;
  if (live.length === 0) return stopped === 0 ? '没有改造项目' : `改造项目${stopped}个，均已终止`;
  const works = live.filter(({ stage }) => stage === 'retrofitting').length;
  const accepted = live.filter(isAccepted);
  const saving = sumDecimals(accepted.map(({ acceptedSavingTce }) => acceptedSavingTce));
  const stalled = live.filter((project) => project.stalled !== null).length;
  const parts = [
    works > 0 ? `${works}个改造中` : '',
    accepted.length > 0
      ? `${accepted.length}个已验收${saving === null ? '' : `，年节能${tceText(saving, 0)}吨标准煤`}`
      : '尚无验收',
  ].filter((part) => part !== '');
  return `改造项目${live.length}个，${parts.join('，')}${stalled > 0 ? `；${stalled}个超过提醒时限` : ''}`;
}

export type SortKey = 'unit' | 'firm' | 'stage' | 'days' | 'investment' | 'saving';
export interface Sort {
  key: SortKey;
  descending: boolean;
}

const chinese = new Intl.Collator('zh-CN-u-co-pinyin');

/** Value by which a column sorts; null goes last whichever way it is sorted. */
function sortValue(project: ProjectRow, key: SortKey, unitOrder: readonly string[]): number | string | null {
  if (key === 'unit') return unitOrder.indexOf(project.unitCode);
  if (key === 'firm') return project.firmName;
  if (key === 'stage') return PROJECT_STAGES.indexOf(project.stage);
  if (key === 'days') return project.days;
  if (key === 'investment') return project.investmentFen;
  const saving = savingOf(project);
  return saving === null ? null : Number(saving);
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === 'string' || typeof b === 'string') return chinese.compare(String(a), String(b));
  return a - b;
}

/** Rows in the order asked for, missing values last; equal ones keep their order. */
export function sortProjects(
  projects: readonly ProjectRow[],
  { key, descending }: Sort,
  unitOrder: readonly string[],
): ProjectRow[] {
  return [...projects].sort((a, b) => {
    const [left, right] = [sortValue(a, key, unitOrder), sortValue(b, key, unitOrder)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return descending ? compare(right, left) : compare(left, right);
  });
}

const numberOrNull = (text: string | null) => (text === null ? null : Number(text));

/** The list as columns and rows of a file, the same whichever view is open. */
export function projectTable(projects: readonly ProjectRow[]): NonNullable<CardFile['table']> {
  const text = (label: string) => ({ label, kind: 'text' as const });
  const number = (label: string) => ({ label, kind: 'number' as const });
  return {
    columns: [
      text('项目名称'),
      text('企业名称'),
      text('县（市、区）'),
      text('类型'),
      text('阶段'),
      text('进入本阶段'),
      number('在本阶段天数'),
      text('提醒'),
      number('总投资（万元）'),
      number('绿色贷（万元）'),
      number('预计年节能（吨标准煤）'),
      number('验收年节能（吨标准煤）'),
      text('计划完工'),
      text('服务商'),
      text('责任人'),
    ],
    rows: projects.map((project) => [
      project.name,
      project.firmName,
      project.unitName,
      kindsText(project.kinds),
      stageText(project),
      project.stageSince,
      project.stoppedOn === null ? project.days : null,
      project.stalled?.words ?? null,
      wanOrNull(project.investmentFen),
      wanOrNull(project.loanFen),
      numberOrNull(project.expectedSavingTce),
      numberOrNull(project.acceptedSavingTce),
      project.plannedTo,
      project.providerName,
      project.person,
    ]),
  };
}

function wanOrNull(fen: number | null): number | null {
  return fen === null ? null : fen / 1_000_000;
}

/** '改造中'; '改造中，已终止' for one given up. */
export function stageText({ stage, stoppedOn }: Pick<ProjectRow, 'stage' | 'stoppedOn'>): string {
  return `${PROJECT_STAGE_LABELS[stage]}${stoppedOn === null ? '' : '，已终止'}`;
}

/** Sums of a column in words, a line each: '投资1,280万元', '年节能3,150吨标准煤'; none where nothing is given. */
export function columnSums({
  investmentFen,
  savingTce,
}: Pick<StageColumn, 'investmentFen' | 'savingTce'>): string[] {
  return [
    investmentFen === null ? '' : `投资${formatWan(investmentFen, 0)}万元`,
    savingTce === null ? '' : `年节能${tceText(savingTce, 0)}吨标准煤`,
  ].filter((line) => line !== '');
}

/** Kinds that some project has, in the order of the documents. */
export function kindsOf(projects: readonly ProjectRow[]): ProjectKind[] {
  return PROJECT_KINDS.filter((kind) => projects.some(({ kinds }) => kinds.some((one) => one === kind)));
}
