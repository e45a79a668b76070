import type { ProjectColumn, ProjectRow, ProjectSums } from '../../../server/projects/schema.ts';
import { PROJECT_KIND_LABELS, type ProjectKind } from '../../../server/rules/project-kinds.ts';
import { PROJECT_STAGE_LABELS, PROJECT_STAGES } from '../../../server/rules/project-stages.ts';
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

/** 吨标准煤 with thousands separators; null → '—'. */
export function tceText(tce: string | null, decimals?: number): string {
  return formatNumber(tce === null ? null : Number(tce), decimals);
}

/** What a project saves a year: as accepted, before that as expected. */
export function savingOf(project: ProjectRow): string | null {
  return isAccepted(project) ? project.acceptedSavingTce : project.expectedSavingTce;
}

/** Headline of the page: all projects, without what is late. */
export const projectsHeadline = (all: ProjectSums): string =>
  all.projects === 0 ? '还没有改造项目' : projectsFinding(all).replace(/；.*$/, '');

/** Finding over the whole list, below the headline: what is late. */
export function stallsFinding({ stalled, overdue }: ProjectSums): string {
  if (stalled === 0) return '没有项目超过提醒时限';
  return `${stalled}个项目超过提醒时限${overdue === 0 ? '' : `，其中${overdue}个逾期未完工`}`;
}

/** The finding of a part of the list in words. */
export function projectsFinding(sums: ProjectSums): string {
  const { projects, live, retrofitting, accepted, acceptedSavingTce: saving, stalled } = sums;
  if (live === 0) return projects === 0 ? '没有改造项目' : `改造项目${projects}个，均已终止`;
  const parts = [
    retrofitting > 0 ? `${retrofitting}个改造中` : '',
    accepted > 0
      ? `${accepted}个已验收${saving === null ? '' : `，年节能${tceText(saving, 0)}吨标准煤`}`
      : '尚无验收',
  ].filter((part) => part !== '');
  return `改造项目${live}个，${parts.join('，')}${stalled > 0 ? `；${stalled}个超过提醒时限` : ''}`;
}

export type SortKey = 'unit' | 'firm' | 'stage' | 'days' | 'investment' | 'saving';
export interface Sort {
  key: SortKey;
  descending: boolean;
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
}: Pick<ProjectColumn, 'investmentFen' | 'savingTce'>): string[] {
  return [
    investmentFen === null ? '' : `投资${formatWan(investmentFen, 0)}万元`,
    savingTce === null ? '' : `年节能${tceText(savingTce, 0)}吨标准煤`,
  ].filter((line) => line !== '');
}
