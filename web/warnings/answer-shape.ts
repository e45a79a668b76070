import type { WarningCause } from '../../server/rules/warning-causes.ts';
import type { WarningDetail, WarningStepInput } from '../../server/warnings/schema.ts';

export interface MeasureDraft {
  /** for React alone */
  key: number;
  text: string;
  responsible: string;
  dueOn: string;
  beneficiaryId: number | null;
  /** of the same unit; its firm is then the beneficiary */
  projectId: number | null;
}

/** An answer as typed. */
export interface AnswerDraft {
  causes: readonly WarningCause[];
  causeText: string;
  measures: readonly MeasureDraft[];
}

export function emptyMeasure(measures: readonly MeasureDraft[]): MeasureDraft {
  const key = Math.max(0, ...measures.map((measure) => measure.key)) + 1;
  return { key, text: '', responsible: '', dueOn: '', beneficiaryId: null, projectId: null };
}

/** What the form opens with: the answer that was sent back, else one empty measure. */
export function emptyAnswer({ causes, causeText, measures }: WarningDetail): AnswerDraft {
  const known = measures.map(({ text, responsible, dueOn, beneficiaryId, projectId }, key) => ({
    key,
    text,
    responsible,
    dueOn,
    beneficiaryId,
    projectId,
  }));
  return { causes, causeText: causeText ?? '', measures: known.length > 0 ? known : [emptyMeasure([])] };
}

/** The answer as the API takes it. */
export function answerInput(draft: AnswerDraft, version: number): WarningStepInput {
  return {
    version,
    step: 'answer',
    causes: [...draft.causes],
    causeText: draft.causeText,
    measures: draft.measures.map(({ key: _key, ...measure }) => measure),
  };
}
