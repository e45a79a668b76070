import { and, asc, eq, ne } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, ReadDb, WriteTx } from '../../db/open.ts';
import { certificate, cultivation, unit } from '../../db/schema.ts';
import { auditFrom } from '../http/context.ts';
import { notFound, versionConflict } from '../http/errors.ts';
import { creditCodeProblem, normalCreditCode } from '../rules/credit-code.ts';
import { ACTION_PLAN } from '../rules/documents.ts';
import { scopeHas, type UnitScope } from '../rules/permissions.ts';
import { certificateColumn } from '../rules/quota-columns.ts';
import type { RosterWriter } from './certificate-changes.ts';
import type { RosterView } from './certificates.ts';
import type { Candidate, CandidateChange, CandidateListReply, NewCandidate } from './cultivation-schema.ts';
import { reportingUnits } from './entry.ts';
import { type Problem, refuse } from './problems.ts';

type Row = typeof cultivation.$inferSelect;
type Db = Pick<ReadDb, 'select'>;

/** Whether the viewer may see how a candidate stands; one without a unit is the bureau's and the leaders' matter. */
const seesInside = (units: UnitScope, unitCode: string | null) =>
  unitCode === null ? units === 'all' : scopeHas(units, unitCode);

function rowsWithNames(db: Db) {
  return db
    .select({ row: cultivation, unitName: unit.name, title: certificate })
    .from(cultivation)
    .leftJoin(unit, eq(unit.code, cultivation.unitCode))
    .leftJoin(certificate, eq(certificate.id, cultivation.certificateId))
    .orderBy(asc(cultivation.id))
    .all();
}

function shown({ row, unitName, title }: ReturnType<typeof rowsWithNames>[number]): Candidate {
  const { certificateId: _, ...kept } = row;
  const conferred = title && {
    id: title.id,
    holder: title.holder,
    listYear: title.listYear,
    removedOn: title.removedOn,
  };
  return { ...kept, unitName, certificate: conferred };
}

/**
 * The cultivation list (培育名单). What the plan prints, everybody who reads it sees; how a candidate stands and those the
 * bureau entered, only who may see the unit.
 */
export function listCandidates(db: Db, unitCode: string | undefined, view: RosterView): CandidateListReply {
  const candidates = rowsWithNames(db)
    .filter(({ row }) => unitCode === undefined || row.unitCode === unitCode)
    .flatMap((found) => {
      const candidate = shown(found);
      if (seesInside(view.units, candidate.unitCode)) return [candidate];
      if (candidate.clause === null) return [];
      return [
        { ...candidate, creditCode: null, stage: null, note: null, updatedAt: null, certificate: null },
      ];
    });
  const place = '二、工作措施（二）5、7、8';
  const note = '名称按规划所列；县（市、区）由市工信局核定，规划未写明。';
  return { candidates, citation: { document: ACTION_PLAN.title, place, note } };
}

type Columns = Pick<Row, 'name' | 'creditCode' | 'column' | 'unitCode' | 'note'>;

function columnsOf(input: NewCandidate): Columns {
  return {
    name: input.name.trim(),
    creditCode: normalCreditCode(input.creditCode ?? '') || null,
    column: input.column,
    unitCode: input.unitCode,
    note: input.note.trim(),
  };
}

function columnProblems(tx: WriteTx, columns: Columns, id: number | null): Record<string, Problem> {
  const { name, column, unitCode, creditCode } = columns;
  const wrongCode = creditCode === null ? null : creditCodeProblem(creditCode);
  const isUnit = unitCode === null || reportingUnits(tx).some(({ code }) => code === unitCode);
  const same = tx
    .select({ id: cultivation.id })
    .from(cultivation)
    .where(
      and(
        eq(cultivation.name, name),
        eq(cultivation.column, column),
        id === null ? undefined : ne(cultivation.id, id),
      ),
    )
    .get();
  const named = name === '' ? { code: 'required', message: '请填写企业或园区名称。' } : null;
  const message = `${name}已列入${certificateColumn(column).label}培育名单。`;
  return {
    name: named ?? (same ? { code: 'duplicate', message } : null),
    creditCode: wrongCode === null ? null : { code: 'invalid_credit_code', message: wrongCode },
    unitCode: isUnit ? null : { code: 'unknown_unit', message: '请选择县（市、区），未定的留空。' },
  };
}

function candidateById(db: Db, id: number): Candidate {
  const found = rowsWithNames(db).find(({ row }) => row.id === id);
  if (!found) throw notFound('培育对象');
  return shown(found);
}

/** Enters a candidate the plan does not name. */
export function addCandidate(db: Database, input: NewCandidate, { actor }: RosterWriter): Candidate {
  return db.write((tx) => {
    const columns = columnsOf(input);
    refuse(columnProblems(tx, columns, null));
    const row = tx
      .insert(cultivation)
      .values({ ...columns, stage: 'planned', updatedAt: actor.at })
      .returning()
      .get();
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'cultivation.add',
      entity: 'cultivation',
      entityId: String(row.id),
      after: row,
    });
    return candidateById(tx, row.id);
  });
}

/** A candidate that has its title names the certificate: of the same column, in force, and nobody else's. */
function certificateProblem(tx: WriteTx, before: Row, input: CandidateChange, today: string): Problem {
  const { certificateId, stage, column } = input;
  if (stage !== 'conferred') {
    const message = '只有已获评的培育对象才关联称号。';
    return certificateId === null ? null : { code: 'not_conferred', message };
  }
  if (certificateId === null) return { code: 'required', message: '请选择获评的称号；尚未登记的请先登记。' };
  const title = tx.select().from(certificate).where(eq(certificate.id, certificateId)).get();
  if (title === undefined || title.column !== column) {
    const { label } = certificateColumn(column);
    return { code: 'wrong_title', message: `请选择名单上的${label}。` };
  }
  const isUnchanged = before.certificateId === certificateId;
  if (!isUnchanged && title.removedOn !== null && title.removedOn <= today) {
    return { code: 'removed_title', message: '该称号已退出名单。' };
  }
  const taken = tx
    .select({ name: cultivation.name })
    .from(cultivation)
    .where(and(eq(cultivation.certificateId, certificateId), ne(cultivation.id, before.id)))
    .get();
  return taken ? { code: 'taken', message: `该称号已关联培育对象${taken.name}。` } : null;
}

function nameProblem(before: Row, name: string): Problem {
  if (before.clause === null || before.name === name) return null;
  return { code: 'printed', message: '规划所列名称不能修改。' };
}

/** Moves a candidate on, or corrects what is known of it; a new stage asks for a note of why. */
export function changeCandidate(
  db: Database,
  id: number,
  input: CandidateChange,
  { today, actor }: RosterWriter,
): Candidate {
  return db.write((tx) => {
    const before = tx.select().from(cultivation).where(eq(cultivation.id, id)).get();
    if (!before) throw notFound('培育对象');
    if (before.version !== input.version) throw versionConflict({ current: before, yours: input });
    const columns = columnsOf(input);
    const problems = columnProblems(tx, columns, id);
    const isNewStage = input.stage !== before.stage;
    const lacksNote = isNewStage && (columns.note === '' || columns.note === before.note);
    refuse({
      ...problems,
      name: nameProblem(before, columns.name) ?? problems.name ?? null,
      note: lacksNote ? { code: 'required', message: '阶段变化请填写说明及依据。' } : null,
      certificateId: certificateProblem(tx, before, input, today),
    });
    const { stage, certificateId } = input;
    const row = tx
      .update(cultivation)
      .set({ ...columns, stage, certificateId, updatedAt: actor.at, version: before.version + 1 })
      .where(eq(cultivation.id, id))
      .returning()
      .get();
    appendAudit(tx, {
      ...auditFrom(actor),
      action: isNewStage ? 'cultivation.set_stage' : 'cultivation.change',
      entity: 'cultivation',
      entityId: String(id),
      before,
      after: row,
    });
    return candidateById(tx, id);
  });
}
