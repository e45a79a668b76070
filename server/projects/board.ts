import { asc, eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { ReadDb } from '../../db/open.ts';
import { beneficiary, project, unit } from '../../db/schema.ts';
import { Decimal } from '../analytics/decimal.ts';
import { type PageAsked, pageOf, searchable } from '../http/paging.ts';
import { daysBetween } from '../rules/periods.ts';
import { PROJECT_KINDS } from '../rules/project-kinds.ts';
import { PROJECT_STAGES } from '../rules/project-stages.ts';
import { isOverdue, stallOf } from '../rules/project-stalls.ts';
import { entriesWhere, ownCase, type ProjectView, rowOf, stageSince, stallFactsOf } from './list.ts';
import type { ProjectListQuery, ProjectListReply, ProjectRow, ProjectSums, ProjectTile } from './schema.ts';
import { type ProjectScope, projectsIn } from './scope.ts';

/** Cards of a stage in the reply; the others stand in the list. */
const CARDS = 6;

const ACCEPTED_AT = PROJECT_STAGES.indexOf('accepted');
const provider = alias(beneficiary, 'provider');

/** What filters, orders and sums look at, of every project of the viewer; the rest is read for a page only. */
interface BoardRow
  extends Pick<
    ProjectRow,
    'id' | 'firmId' | 'firmName' | 'unitCode' | 'name' | 'stage' | 'stoppedOn' | 'days' | 'overdue'
  > {
  kinds: readonly string[];
  unitOrder: number;
  providerName: string | null;
  investmentFen: number | null;
  /** as accepted, before that as expected */
  savingTce: string | null;
  isAccepted: boolean;
  isStalled: boolean;
}

/** Every project a scope may know of, by unit in the order of 附件2: one query. */
function boardRows(db: ReadDb, scope: ProjectScope, today: string): BoardRow[] {
  return db
    .select({
      row: project,
      firmName: beneficiary.name,
      unitOrder: unit.sortOrder,
      providerName: provider.name,
      ownCase,
    })
    .from(project)
    .innerJoin(beneficiary, eq(beneficiary.id, project.firmId))
    .innerJoin(unit, eq(unit.code, project.unitCode))
    .leftJoin(provider, eq(provider.id, project.providerId))
    .where(projectsIn(scope))
    .orderBy(asc(unit.sortOrder), asc(project.id))
    .all()
    .map(({ row, ownCase: own, ...names }) => {
      const { id, firmId, unitCode, name, kinds, stage, stoppedOn, investmentFen } = row;
      const facts = stallFactsOf({ row, hasOwnCase: own === 1 });
      const isAccepted = PROJECT_STAGES.indexOf(stage) >= ACCEPTED_AT;
      return {
        ...names,
        ...{ id, firmId, unitCode, name, kinds, stage, stoppedOn, investmentFen, isAccepted },
        days: daysBetween(stageSince(row), today),
        overdue: isOverdue(facts, today),
        savingTce: isAccepted ? row.acceptedSavingTce : row.expectedSavingTce,
        isStalled: stallOf(facts, today) !== null,
      };
    });
}

function isAtStage(row: BoardRow, stage: ProjectListQuery['stage']): boolean {
  if (stage === undefined) return true;
  if (stage === 'stopped') return row.stoppedOn !== null;
  if (stage === 'stalled') return row.isStalled;
  return row.stage === stage && row.stoppedOn === null;
}

/** Whether a project fits all of a filter but the unit. */
function fits({ stage, kind, firm, q = '' }: ProjectListQuery): (row: BoardRow) => boolean {
  const part = searchable(q);
  return (row) =>
    (firm === undefined || row.firmId === firm) &&
    (kind === undefined || row.kinds.includes(kind)) &&
    isAtStage(row, stage) &&
    (part === '' ||
      [row.name, row.firmName, row.providerName ?? ''].some((text) => searchable(text).includes(part)));
}

/** Sum of decimal texts, exact; null where none is given: missing is never 0. */
function sumOf(texts: readonly (string | null)[]): string | null {
  const given = texts.filter((text) => text !== null);
  if (given.length === 0) return null;
  return given.reduce((sum, text) => sum.plus(text), new Decimal(0)).toFixed();
}

function sumFen(amounts: readonly (number | null)[]): number | null {
  const given = amounts.filter((fen) => fen !== null);
  return given.length === 0 ? null : given.reduce((sum, fen) => sum + fen, 0);
}

const isLive = ({ stoppedOn }: BoardRow) => stoppedOn === null;

function sumsOf(rows: readonly BoardRow[]): ProjectSums {
  const live = rows.filter(isLive);
  const accepted = live.filter(({ isAccepted }) => isAccepted);
  return {
    projects: rows.length,
    live: live.length,
    retrofitting: live.filter(({ stage }) => stage === 'retrofitting').length,
    accepted: accepted.length,
    acceptedSavingTce: sumOf(accepted.map(({ savingTce }) => savingTce)),
    stalled: live.filter(({ isStalled }) => isStalled).length,
    overdue: live.filter(({ isStalled, overdue }) => isStalled && overdue).length,
  };
}

/** Rows of a stage with what stands above and in its column. */
function columnOf(stage: ProjectRow['stage'], rows: readonly BoardRow[]) {
  const here = rows.filter((row) => row.stage === stage);
  const live = here.filter(isLive).sort((a, b) => b.days - a.days || a.id - b.id);
  const stopped = here.filter((row) => !isLive(row));
  return {
    stage,
    live: live.length,
    stopped: stopped.length,
    investmentFen: sumFen(live.map(({ investmentFen }) => investmentFen)),
    savingTce: sumOf(live.map(({ savingTce }) => savingTce)),
    stalled: live.filter(({ isStalled }) => isStalled).length,
    first: [...live, ...stopped].slice(0, CARDS).map(({ id }) => id),
  };
}

function tilesOf(rows: readonly BoardRow[]): ProjectTile[] {
  const byUnit = new Map<string, BoardRow[]>();
  for (const row of rows) {
    const own = byUnit.get(row.unitCode);
    if (own) own.push(row);
    else byUnit.set(row.unitCode, [row]);
  }
  return [...byUnit].map(([unitCode, own]) => {
    const { live: total, retrofitting, accepted, acceptedSavingTce: savingTce, stalled } = sumsOf(own);
    return {
      ...{ unitCode, total, before: total - retrofitting - accepted },
      ...{ retrofitting, accepted, savingTce, stalled },
    };
  });
}

const chinese = new Intl.Collator('zh-CN-u-co-pinyin');

/** Value by which a heading sorts; null goes last whichever way it is sorted. */
const SORT_VALUES = {
  unit: (row: BoardRow) => row.unitOrder,
  firm: (row: BoardRow) => row.firmName,
  stage: (row: BoardRow) => PROJECT_STAGES.indexOf(row.stage),
  days: (row: BoardRow) => row.days,
  investment: (row: BoardRow) => row.investmentFen,
  saving: (row: BoardRow) => (row.savingTce === null ? null : Number(row.savingTce)),
} as const;

function compare(a: number | string, b: number | string): number {
  if (typeof a === 'string' || typeof b === 'string') return chinese.compare(String(a), String(b));
  return a - b;
}

/** Rows in the order asked for; equal ones keep that of 附件2 and of their numbers. */
function ordered(rows: readonly BoardRow[], { sort, descending }: ProjectListQuery): BoardRow[] {
  const key = SORT_VALUES[sort];
  return [...rows].sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return descending ? compare(right, left) : compare(left, right);
  });
}

/** Rows in full, by number. */
function fullRows(db: ReadDb, scope: ProjectScope, ids: readonly number[], today: string) {
  const entries = ids.length === 0 ? [] : entriesWhere(db, projectsIn(scope, inArray(project.id, [...ids])));
  const byId = new Map(entries.map((entry) => [entry.row.id, rowOf(entry, today)]));
  return (wanted: readonly number[]) => wanted.flatMap((id) => byId.get(id) ?? []);
}

/**
 * A page of the project library and what stands above it: counts and sums over all this viewer may see, over what fits
 * the filter, by stage and by unit.
 */
export function projectList(
  db: ReadDb,
  { scope, today }: ProjectView,
  asked: ProjectListQuery & PageAsked,
): ProjectListReply {
  const all = boardRows(db, scope, today);
  const ofAllUnits = all.filter(fits(asked));
  const shown = ofAllUnits.filter(({ unitCode }) => asked.unit === undefined || unitCode === asked.unit);
  const page = pageOf(ordered(shown, asked), asked).map(({ id }) => id);
  const columns = PROJECT_STAGES.map((stage) => columnOf(stage, shown));
  const rowsOf = fullRows(db, scope, [...page, ...columns.flatMap(({ first }) => first)], today);
  return {
    today,
    projects: rowsOf(page),
    total: shown.length,
    all: sumsOf(all),
    shown: sumsOf(shown),
    columns: columns.map(({ first, ...column }) => ({ ...column, projects: rowsOf(first) })),
    tiles: tilesOf(ofAllUnits),
    units: [...new Set(all.map(({ unitCode }) => unitCode))],
    kinds: PROJECT_KINDS.filter((kind) => all.some(({ kinds }) => kinds.includes(kind))),
    firmName: all.find(({ firmId }) => firmId === asked.firm)?.firmName ?? null,
  };
}
