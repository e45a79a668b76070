import { and, eq } from 'drizzle-orm';
import type { WriteTx } from '../../db/open.ts';
import { beneficiary, project } from '../../db/schema.ts';
import { type FieldErrors, invalidFields } from '../http/errors.ts';
import { requireDueDate } from './due-date.ts';
import type { WarningEventData, WarningRow } from './record.ts';
import type { WarningStepInput } from './schema.ts';

type MeasureInput = NonNullable<WarningStepInput['measures']>[number];
type Measure = NonNullable<WarningEventData['measures']>[number];

const required = (message: string) => ({ code: 'required', message });

/** A firm named in a measure must be one of the unit's own (受益主体). */
function firmName(tx: WriteTx, unitCode: string, id: number): string | null {
  const firm = tx.select().from(beneficiary).where(eq(beneficiary.id, id)).get();
  if (!firm) return null;
  return [firm.treasuryUnit, firm.statisticsUnit, firm.registeredUnit].includes(unitCode) ? firm.name : null;
}

interface Named {
  beneficiaryId: number | null;
  beneficiaryName: string | null;
  projectId: number | null;
  projectName: string | null;
}

const NOBODY: Named = { beneficiaryId: null, beneficiaryName: null, projectId: null, projectName: null };

/** The project of the unit and its firm; null where the unit has no such project. */
function projectNamed(tx: WriteTx, unitCode: string, id: number): Named | null {
  const found = tx
    .select({ name: project.name, firmId: project.firmId, firmName: beneficiary.name })
    .from(project)
    .innerJoin(beneficiary, eq(beneficiary.id, project.firmId))
    .where(and(eq(project.id, id), eq(project.unitCode, unitCode)))
    .get();
  if (!found) return null;
  const { name, firmId, firmName } = found;
  return { beneficiaryId: firmId, beneficiaryName: firmName, projectId: id, projectName: name };
}

/** Firm and project a measure names: of the unit warned alone, whoever else's there may be. */
function namedIn(
  tx: WriteTx,
  unitCode: string,
  { beneficiaryId, projectId = null }: MeasureInput,
  fault: (field: string, error: FieldErrors[string]) => void,
): Named {
  if (projectId !== null) {
    const named = projectNamed(tx, unitCode, projectId);
    if (named === null) {
      fault('projectId', { code: 'unknown_project', message: '请从本单位的改造项目中选择。' });
      return NOBODY;
    }
    if (beneficiaryId === null || beneficiaryId === named.beneficiaryId) return named;
    fault('beneficiaryId', {
      code: 'other_firm',
      message: `所选项目属于${named.beneficiaryName}，请选择该企业。`,
    });
    return named;
  }
  if (beneficiaryId === null) return NOBODY;
  const beneficiaryName = firmName(tx, unitCode, beneficiaryId);
  if (beneficiaryName === null) {
    fault('beneficiaryId', { code: 'unknown_firm', message: '请从本单位的受益主体中选择企业。' });
  }
  return { ...NOBODY, beneficiaryId, beneficiaryName };
}

function measureOf(
  tx: WriteTx,
  row: WarningRow,
  today: string,
  input: MeasureInput,
  fault: (field: string, error: FieldErrors[string]) => void,
): Measure {
  const text = input.text.trim();
  const responsible = input.responsible.trim();
  if (text === '') fault('text', required('请填写措施内容。'));
  if (responsible === '') fault('responsible', required('请填写责任人（部门）。'));
  const due = requireDueDate(
    input.dueOn,
    { from: today, today },
    { what: '完成时限', early: '完成时限不能早于今天。' },
  );
  if ('fault' in due) fault('dueOn', due.fault);
  else if (due.date > row.remedyDueOn) {
    fault('dueOn', { code: 'out_of_range', message: `完成时限不能晚于整改期限${row.remedyDueOn}。` });
  }
  const named = namedIn(tx, row.unitCode, input, fault);
  return { text, responsible, dueOn: 'date' in due ? due.date : input.dueOn, ...named };
}

/**
 * Causes and measures of an answer, checked.
 * @throws AppError 422 with a message at each field (`measures.0.dueOn` …)
 */
export function answerData(
  tx: WriteTx,
  row: WarningRow,
  input: WarningStepInput,
  today: string,
): Pick<WarningEventData, 'causes' | 'causeText' | 'measures'> {
  const fields: FieldErrors = {};
  const causes = [...new Set(input.causes ?? [])];
  const causeText = input.causeText?.trim() ?? '';
  if (causes.length === 0) fields.causes = required('请至少选择一项原因。');
  if (causeText === '') fields.causeText = required('请说明原因。');
  const inputs = input.measures ?? [];
  if (inputs.length === 0) fields.measures = required('请至少填写一项整改措施。');
  // a remedy whose time is over: its measures may still be due today
  const asked = { ...row, remedyDueOn: row.remedyDueOn < today ? today : row.remedyDueOn };
  const measures = inputs.map((one, index) =>
    measureOf(tx, asked, today, one, (field, error) => {
      fields[`measures.${index}.${field}`] = error;
    }),
  );
  if (Object.keys(fields).length > 0) throw invalidFields(fields);
  return { causes, causeText, measures };
}
