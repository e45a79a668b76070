import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { beneficiary, need, needOffer, project, serviceProvider, user } from '../../db/schema.ts';
import { notFound } from '../http/errors.ts';
import { mayEditNeed, mayRecordOffer, needStepsFor } from '../rules/need-steps.ts';
import type { Viewer } from '../rules/permissions.ts';
import { type NeedEntry, needEntries, rowOf, stateOf } from './list.ts';
import type { NeedDetail, NeedOffer } from './schema.ts';
import type { NeedScope } from './scope.ts';

/** Whose eyes a reply is for. */
export interface NeedView {
  viewer: Viewer;
  scope: NeedScope;
  today: string;
}

/** One need this viewer may know of, or 404: another county's is not even there. */
export function requireNeed(db: ReadDb, scope: NeedScope, id: number): NeedEntry {
  const [entry] = needEntries(db, scope, id);
  if (!entry) throw notFound('需求');
  return entry;
}

function answersOf(db: ReadDb, { row }: NeedEntry, today: string): NeedOffer[] {
  return db
    .select({ offer: needOffer, provider: beneficiary, qualified: serviceProvider, by: user.displayName })
    .from(needOffer)
    .innerJoin(beneficiary, eq(beneficiary.id, needOffer.providerId))
    .leftJoin(serviceProvider, eq(serviceProvider.beneficiaryId, needOffer.providerId))
    .innerJoin(user, eq(user.id, needOffer.recordedBy))
    .where(eq(needOffer.needId, row.id))
    .orderBy(asc(needOffer.on), asc(needOffer.id))
    .all()
    .map(({ offer, provider, qualified, by }) => {
      const { id, providerId, on, content, priceFen, recordedAt } = offer;
      const ended = qualified?.endedOn ?? null;
      const selected = Boolean(qualified?.selectedOn) && (ended === null || ended > today);
      const chosen = id === row.offerId;
      return {
        ...{ id, providerId, providerName: provider.name, selected, on, content, priceFen },
        ...{ recordedBy: by, recordedAt, chosen },
      };
    });
}

/** Projects of the firm that no need became yet. */
export function linkableProjects(db: ReadDb, firmId: number): { id: number; name: string }[] {
  return db
    .select({ id: project.id, name: project.name })
    .from(project)
    .where(
      and(
        eq(project.firmId, firmId),
        isNull(project.stoppedOn),
        sql`NOT EXISTS (SELECT 1 FROM ${need} WHERE ${need.projectId} = ${project.id})`,
      ),
    )
    .orderBy(asc(project.id))
    .all();
}

/** @throws AppError 404 where the viewer may not know of it */
export function needDetail(db: ReadDb, { viewer, scope, today }: NeedView, id: number): NeedDetail {
  const entry = requireNeed(db, scope, id);
  const { row } = entry;
  const state = stateOf(entry);
  const steps = needStepsFor(viewer, state);
  const by = db.select({ name: user.displayName }).from(user).where(eq(user.id, row.createdBy)).get();
  return {
    ...rowOf(entry, today),
    content: row.content,
    closedReason: row.closedReason,
    createdBy: by?.name ?? '',
    createdAt: row.createdAt,
    answers: answersOf(db, entry, today),
    steps,
    mayEdit: mayEditNeed(viewer, state),
    mayRecordOffer: mayRecordOffer(viewer, state),
    linkable: steps.includes('makeProject') ? linkableProjects(db, row.firmId) : [],
  };
}
