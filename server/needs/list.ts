import { eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { ReadDb } from '../../db/open.ts';
import { beneficiary, need, needOffer, project, unit } from '../../db/schema.ts';
import { type NeedState, needFits } from '../rules/need-steps.ts';
import { daysBetween } from '../rules/periods.ts';
import type { NeedFilter, NeedRow } from './schema.ts';
import { type NeedScope, needsIn } from './scope.ts';

export type NeedColumns = typeof need.$inferSelect;

/** A row of `need` with the names it refers to. */
export interface NeedEntry {
  row: NeedColumns;
  firmName: string;
  unitName: string;
  offers: number;
  providerName: string | null;
  project: NeedRow['project'];
}

const provider = alias(beneficiary, 'provider');

/** Needs this viewer may know of, in the order of their numbers: one query. */
export function needEntries(db: ReadDb, scope: NeedScope, id?: number): NeedEntry[] {
  return db
    .select({
      row: need,
      firmName: beneficiary.name,
      unitName: unit.name,
      offers: sql<number>`(SELECT count(*) FROM need_offer o WHERE o.need_id = ${need.id})`,
      providerName: provider.name,
      project: { id: project.id, name: project.name, stage: project.stage },
    })
    .from(need)
    .innerJoin(beneficiary, eq(beneficiary.id, need.firmId))
    .innerJoin(unit, eq(unit.code, need.unitCode))
    .leftJoin(needOffer, eq(needOffer.id, need.offerId))
    .leftJoin(provider, eq(provider.id, needOffer.providerId))
    .leftJoin(project, eq(project.id, need.projectId))
    .where(id === undefined ? needsIn(scope) : needsIn(scope, eq(need.id, id)))
    .orderBy(need.id)
    .all();
}

/** What of a need decides which steps are open. */
export function stateOf({ row, offers, project: became }: NeedEntry): NeedState {
  return { stage: row.stage, unitCode: row.unitCode, offers, hasProject: became !== null };
}

export function rowOf(entry: NeedEntry, today: string): NeedRow {
  const { row, firmName, unitName, offers, providerName, project: became } = entry;
  const { id, firmId, unitCode, kind, title, budgetFen, publishedOn, answerBy, stage, version } = row;
  const daysLeft = daysBetween(today, answerBy);
  return {
    ...{ id, firmId, firmName, unitCode, unitName, kind, title, budgetFen, publishedOn, answerBy, daysLeft },
    ...{ stage, offers, providerName, project: became, version },
  };
}

/** Open ones first, by their last day for answers; then the others, newest first. */
function inOrder(a: NeedRow, b: NeedRow): number {
  const isOpen = (row: NeedRow) => row.stage === 'open';
  if (isOpen(a) !== isOpen(b)) return isOpen(a) ? -1 : 1;
  return isOpen(a)
    ? a.answerBy.localeCompare(b.answerBy) || a.id - b.id
    : b.publishedOn.localeCompare(a.publishedOn) || b.id - a.id;
}

export function listNeeds(db: ReadDb, scope: NeedScope, filter: NeedFilter, today: string): NeedRow[] {
  const { unit: unitCode, kind, stage: view } = filter;
  return needEntries(db, scope)
    .filter(
      (entry) =>
        (unitCode === undefined || entry.row.unitCode === unitCode) &&
        (kind === undefined || entry.row.kind === kind) &&
        (view === undefined || needFits({ ...stateOf(entry), answerBy: entry.row.answerBy }, view, today)),
    )
    .map((entry) => rowOf(entry, today))
    .sort(inOrder);
}
