import type { TaskReport } from '../../server/tasks/schema.ts';

/** A progress report as typed. */
export interface ReportDraft {
  asOf: string;
  body: string;
  /** '' = not chosen yet */
  judgement: TaskReport['judgement'] | '';
}

/** The part of `window.localStorage` that is used. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * What was typed into a report and is not saved yet is kept in this browser, so that a failed save, a reload or an
 * expired session loses nothing. One a person, task and department: nobody meets another person's words.
 */
export function reportDraftKey(username: string, taskId: string, who: string): string {
  return `jjgm.task-report:${username.toLowerCase()}:${taskId}:${who}`;
}

const JUDGEMENTS: readonly ReportDraft['judgement'][] = ['', 'onCourse', 'behind', 'done'];

/** What the form opens with where nothing is kept: the report as saved, else an empty one of today. */
export function savedDraft(report: TaskReport | null, today: string): ReportDraft {
  if (report === null) return { asOf: today, body: '', judgement: '' };
  const { asOf, body, judgement } = report;
  return { asOf, body, judgement };
}

export const isSameDraft = (a: ReportDraft, b: ReportDraft): boolean =>
  a.asOf === b.asOf && a.body === b.body && a.judgement === b.judgement;

/** @returns null where nothing is kept, it is damaged, or the browser refuses storage */
export function readReportDraft(storage: DraftStorage, key: string): ReportDraft | null {
  try {
    const value: unknown = JSON.parse(storage.getItem(key) ?? 'null');
    if (typeof value !== 'object' || value === null) return null;
    const { asOf, body, judgement } = value as Record<string, unknown>;
    const chosen = JUDGEMENTS.find((one) => one === judgement);
    if (typeof asOf !== 'string' || typeof body !== 'string' || chosen === undefined) return null;
    return { asOf, body, judgement: chosen };
  } catch {
    return null;
  }
}

/** Keeps what differs from what is saved; `null` takes it away. */
export function keepReportDraft(storage: DraftStorage, key: string, draft: ReportDraft | null): void {
  try {
    if (draft === null) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(draft));
  } catch {
    // Storage is full or switched off: the text stays in the form alone.
  }
}

/** Faults the form itself finds before sending. */
export function draftFaults(draft: ReportDraft): { body?: string; judgement?: string } {
  return {
    ...(draft.body.trim() === '' ? { body: '请写明进展情况。' } : {}),
    ...(draft.judgement === '' ? { judgement: '请选择对进度的判断。' } : {}),
  };
}
