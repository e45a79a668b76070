import { and, eq, isNull, ne } from 'drizzle-orm';
import type { ReadDb, WriteTx } from '../../db/open.ts';
import { need, project, unit } from '../../db/schema.ts';
import type { Actor } from '../http/context.ts';
import { auditNeed } from '../needs/changes.ts';
import { recordProject } from '../projects/record.ts';

/** A firm counted in another unit from a day on (统计所属调整). */
export interface Move {
  firmId: number;
  firmName: string;
  fromUnit: string;
  toUnit: string;
  /** business date */
  today: string;
}

function nameOf(db: ReadDb | WriteTx, code: string): string {
  return db.select({ name: unit.name }).from(unit).where(eq(unit.code, code)).get()?.name ?? code;
}

/** Projects under way (neither 评价 nor 终止), each with its event and audit row. @returns their ids */
function moveProjects(tx: WriteTx, move: Move, actor: Actor): Set<number> {
  const { firmId, firmName, fromUnit, toUnit, today } = move;
  const live = and(eq(project.firmId, firmId), isNull(project.stoppedOn), ne(project.stage, 'evaluated'));
  const rows = tx.select().from(project).where(live).all();
  const note = `${firmName}统计所属由${nameOf(tx, fromUnit)}调整为${nameOf(tx, toUnit)}，项目随之转入。`;
  for (const { id, stage, unitCode, version } of rows) {
    tx.update(project)
      .set({ unitCode: toUnit, version: version + 1 })
      .where(eq(project.id, id))
      .run();
    const stay = { projectId: id, step: 'edit', fromStage: stage, toStage: stage, on: today };
    recordProject(
      tx,
      { ...stay, person: null, note, data: { unitCode: toUnit }, before: { unitCode } },
      actor,
    );
  }
  return new Set(rows.map(({ id }) => id));
}

/** Needs that are not closed, and those become one of the projects moved; each with its audit row. */
function moveNeeds(tx: WriteTx, { firmId, toUnit }: Move, moved: ReadonlySet<number>, actor: Actor): void {
  const open = and(eq(need.firmId, firmId), ne(need.stage, 'closed'));
  for (const { id, unitCode, projectId, version } of tx.select().from(need).where(open).all()) {
    if (projectId !== null && !moved.has(projectId)) continue;
    tx.update(need)
      .set({ unitCode: toUnit, version: version + 1 })
      .where(eq(need.id, id))
      .run();
    auditNeed(tx, actor, { action: 'need.change', id, before: { unitCode }, after: { unitCode: toUnit } });
  }
}

/**
 * What is under way at a firm goes with it to its new unit; what is finished (evaluated, stopped, closed) stays where it
 * happened.
 */
export function moveLedger(tx: WriteTx, move: Move, actor: Actor): void {
  moveNeeds(tx, move, moveProjects(tx, move, actor), actor);
}
