import { eq } from 'drizzle-orm';
import type { WriteTx } from '../../db/open.ts';
import { project } from '../../db/schema.ts';
import type { Actor } from '../http/context.ts';
import { recordProject } from './record.ts';

/** What a payment tells the project its case was opened from. */
export interface PaidCase {
  caseId: number;
  projectId: number;
  beneficiaryId: number;
  amountFen: number;
  paidOn: string;
}

/**
 * 奖补: the first payment of the firm's first case. The project moves from 完工验收 to 奖补 in the transaction of the payment;
 * one that was evaluated already keeps its stage and gets the day. What the provider is paid (措施一) moves nothing.
 */
export function awardProject(tx: WriteTx, paid: PaidCase, actor: Actor): void {
  const { caseId, projectId, amountFen, paidOn } = paid;
  const row = tx.select().from(project).where(eq(project.id, projectId)).get();
  if (!row || row.awardedOn !== null || row.firmId !== paid.beneficiaryId) return;
  const stage = row.stage === 'accepted' ? 'awarded' : row.stage;
  tx.update(project)
    .set({ stage, awardedOn: paidOn, version: row.version + 1 })
    .where(eq(project.id, projectId))
    .run();
  const moved = { projectId, step: 'award', fromStage: row.stage, toStage: stage, on: paidOn };
  const data = { caseId, amountFen };
  const after = { awardedOn: paidOn };
  recordProject(tx, { ...moved, person: null, note: null, data, before: { awardedOn: null }, after }, actor);
}
