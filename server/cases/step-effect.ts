import type { CaseRow } from './record.ts';

/** What a step changes beside the stage, and what its event says. */
export interface StepEffect {
  set: Partial<CaseRow>;
  note: string | null;
  data: Record<string, unknown> | null;
  /** what the audit row holds of before, beside stage and sums */
  before?: Record<string, unknown>;
}

/** Trimmed text; null where nothing is written. */
export function textOf(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
