import { appendFileSync, readFileSync } from 'node:fs';
import type { AuditHead } from './backup-format.ts';

/*
 * The head of the audit log (审计日志), noted outside the database: once a day in a text file beside it, a line
 * `date number hash` each, and in every backup. Whoever cuts the end off, or computes the whole chain anew, would have
 * to change those too, and the copies of them elsewhere.
 */

/** Name of the file in the data folder. */
export const HEADS_FILE = 'audit-heads.log';

/** A head as it was noted on a day. */
export interface NotedHead extends AuditHead {
  /** Shanghai calendar date, `YYYY-MM-DD` */
  date: string;
}

const LINE = /^(\d{4}-\d{2}-\d{2}) (\d{1,15}) ([0-9a-f]{64})$/;

/** The heads noted so far, oldest first; a line that is none (a torn last one) is left out. */
export function notedHeads(path: string): NotedHead[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    const [, date, id, hash] = LINE.exec(line) ?? [];
    return date && id && hash ? [{ date, id: Number(id), hash }] : [];
  });
}

/** Appends the head of a day; begins a new line even after one that was torn. */
export function noteHead(path: string, { date, id, hash }: NotedHead): void {
  let before = '';
  try {
    before = readFileSync(path, 'utf8');
  } catch {
    // the first line of a new file
  }
  const start = before === '' || before.endsWith('\n') ? '' : '\n';
  appendFileSync(path, `${start}${date} ${id} ${hash}\n`, { mode: 0o600 });
}
