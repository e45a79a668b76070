import { and, asc, eq, isNull, lt } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { beneficiary, energyDeclaration, unit } from '../../db/schema.ts';
import { newestDeclaration } from '../firms/declarations.ts';
import { firmScopeOf, firmsIn } from '../firms/scope.ts';
import { listNeeds } from '../needs/list.ts';
import type { NeedRow } from '../needs/schema.ts';
import { needScopeOf } from '../needs/scope.ts';
import { projectEntries, rowOf } from '../projects/list.ts';
import type { ProjectRow } from '../projects/schema.ts';
import { projectScopeOf } from '../projects/scope.ts';
import { energyLevelOf } from '../rules/coverage.ts';
import type { NeedView } from '../rules/need-steps.ts';
import { can, type Viewer } from '../rules/permissions.ts';
import { quoted } from './county.ts';
import type { Reminder, ReminderKind } from './schema.ts';

/** Most names or units a line holds. */
const MAX_NAMED = 3;
/** Firms declare the year before in spring: before this day nobody is reminded (本平台提醒标准). */
const DECLARED_BY = '04-01';

const STALLED = '/projects?tab=projects&view=table&stage=stalled';
const needsTo = (view: NeedView) => `/projects?tab=needs&stage=${view}`;

function remind(kind: ReminderKind, text: string, to: string, since: string, unitCode: string | null = null) {
  return { kind, text, unitCode, period: '', to, since };
}

/** '甲、乙、丙等5个'. */
function named(names: readonly string[], counter: string): string {
  const first = names.slice(0, MAX_NAMED).map(quoted).join('、');
  return names.length > MAX_NAMED ? `${first}等${names.length}${counter}` : first;
}

/** '永修县3个、都昌县1个', in the order the units come. */
function byUnit(items: readonly { unitName: string }[], counter: string): string {
  const counts = new Map<string, number>();
  for (const { unitName } of items) counts.set(unitName, (counts.get(unitName) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${name}${count}${counter}`).join('、');
}

const earliest = (days: readonly string[]) => [...days].sort()[0] ?? '';

/** Own projects that stand still or are past their planned last day. */
function stalledOfCounty(projects: readonly ProjectRow[]): Reminder[] {
  const [only, ...others] = projects;
  if (!only) return [];
  if (others.length === 0) {
    const words = (only.stalled?.words ?? '').replace(/。$/, '');
    const to = `/projects?tab=projects&project=${only.id}`;
    return [remind('project', `改造项目“${quoted(only.name)}”${words}`, to, only.stageSince, only.unitCode)];
  }
  const names = projects.map(({ name }) => name);
  const text = `${projects.length}个改造项目超过提醒时限：${named(names, '个')}`;
  return [remind('project', text, STALLED, earliest(projects.map(({ stageSince }) => stageSince)))];
}

function stalledOfBureau(projects: readonly ProjectRow[]): Reminder[] {
  if (projects.length === 0) return [];
  const text = `${projects.length}个改造项目超过提醒时限：${byUnit(projects, '个')}`;
  return [remind('project', text, STALLED, earliest(projects.map(({ stageSince }) => stageSince)))];
}

/** One line about needs of one view: the need itself where it is one, else the list. */
function aboutNeeds(needs: readonly NeedRow[], view: NeedView, words: string): Reminder[] {
  const [only, ...others] = needs;
  if (!only) return [];
  if (others.length === 0) {
    const to = `/projects?tab=needs&need=${only.id}`;
    return [remind('need', `需求“${quoted(only.title)}”${words}`, to, only.answerBy, only.unitCode)];
  }
  const names = needs.map(({ title }) => title);
  const text = `${needs.length}项需求${words}：${named(names, '项')}`;
  return [remind('need', text, needsTo(view), earliest(needs.map(({ answerBy }) => answerBy)))];
}

type NeedsOf = (view: NeedView) => NeedRow[];

function needsOfCounty(needs: NeedsOf): Reminder[] {
  return [
    ...aboutNeeds(needs('due'), 'due', '应答已截止，请跟进对接、延长截止日或关闭'),
    ...aboutNeeds(needs('matched'), 'matched', '已对接，请转为项目'),
  ];
}

function needsOfBureau(needs: NeedsOf): Reminder[] {
  const waiting = needs('due').filter(({ offers }) => offers > 0);
  const silent = needs('unanswered');
  const past = silent.filter(({ daysLeft }) => daysLeft < 0).length;
  const more = past === 0 ? '' : `（其中${past}项已截止）`;
  return [
    ...aboutNeeds(waiting, 'due', '应答已截止，待对接'),
    ...(silent.length === 0
      ? []
      : [
          remind(
            'need',
            `${silent.length}项需求尚无应答${more}：${byUnit(silent, '项')}`,
            needsTo('unanswered'),
            earliest(silent.map(({ publishedOn }) => publishedOn)),
          ),
        ]),
  ];
}

/** Working firms of 1000 tce or more whose newest declaration is older than last year's. */
function undeclared(db: ReadDb, viewer: Viewer, today: string): Reminder[] {
  const year = Number(today.slice(0, 4)) - 1;
  if (today.slice(5) < DECLARED_BY) return [];
  const firms = db
    .select({ unitName: unit.name, tce: energyDeclaration.tce })
    .from(beneficiary)
    .innerJoin(energyDeclaration, newestDeclaration())
    .innerJoin(unit, eq(unit.code, beneficiary.statisticsUnit))
    .where(firmsIn(firmScopeOf(viewer), and(isNull(beneficiary.closedOn), lt(energyDeclaration.year, year))))
    .orderBy(asc(unit.sortOrder), asc(beneficiary.id))
    .all()
    .filter(({ tce }) => energyLevelOf(tce) !== 'below');
  if (firms.length === 0) return [];
  const text = `${firms.length}家年耗1000吨标准煤以上企业未申报${year}年用能：${byUnit(firms, '家')}`;
  return [remind('declaration', text, '/projects?tab=firms&least=1000', `${year + 1}-${DECLARED_BY}`)];
}

/** What the project library (项目库) and the service round (供需对接) ask of the signed-in person today. */
export function ledgerReminders(db: ReadDb, viewer: Viewer, today: string): Reminder[] {
  if (!can(viewer.role, 'projects.write')) return [];
  const stalled = projectEntries(db, projectScopeOf(viewer))
    .map((entry) => rowOf(entry, today))
    .filter((project) => project.stalled !== null || project.overdue);
  const needs: NeedsOf = (stage) => listNeeds(db, needScopeOf(viewer), { stage }, today);
  if (viewer.role === 'county') return [...stalledOfCounty(stalled), ...needsOfCounty(needs)];
  return [...needsOfBureau(needs), ...stalledOfBureau(stalled), ...undeclared(db, viewer, today)];
}
