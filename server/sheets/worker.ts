import { setPriority } from 'node:os';
import type { DocumentSpec } from '../bulletins/word/spec.ts';
import { AppError } from '../http/errors.ts';
import type { WorkbookSpec } from './table.ts';

/** What the worker is asked for: a file to be read, a workbook or a Word document to be written. */
export type SheetJob =
  | { kind: 'read'; content: Uint8Array; fileName: string }
  | { kind: 'write'; spec: WorkbookSpec }
  | { kind: 'document'; spec: DocumentSpec };

export type SheetAnswer =
  /** the Workbook as JSON: bytes cost the server less than a hundred thousand strings */
  | { kind: 'read'; json: Uint8Array }
  | { kind: 'written'; content: Uint8Array }
  | { kind: 'refused'; status: number; code: string; message: string }
  | { kind: 'failed'; message: string };

/** An answer, and whether the worker has grown so large by it that the next job should get a new one. */
export interface SheetReply {
  answer: SheetAnswer;
  spent: boolean;
}

const SPENT_BYTES = 110 * 1024 * 1024;

// pages come first: what a person waits for in the server is never slowed down by a large sheet
setPriority(5);

async function answerOf(job: SheetJob): Promise<SheetAnswer> {
  try {
    if (job.kind === 'read') {
      const { readWorkbook } = await import('./read.ts');
      const { buffer, byteOffset, byteLength } = job.content;
      const workbook = await readWorkbook(Buffer.from(buffer, byteOffset, byteLength), job.fileName);
      return { kind: 'read', json: Buffer.from(JSON.stringify(workbook)) };
    }
    if (job.kind === 'document') {
      const { writeWord } = await import('../bulletins/word/write.ts');
      return { kind: 'written', content: await writeWord(job.spec) };
    }
    const { writeXlsx } = await import('./write.ts');
    return { kind: 'written', content: await writeXlsx(job.spec) };
  } catch (error) {
    if (error instanceof AppError) {
      return { kind: 'refused', status: error.status, code: error.code, message: error.message };
    }
    return {
      kind: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}

process.on('message', async (job: SheetJob) => {
  const answer = await answerOf(job);
  const reply: SheetReply = { answer, spent: process.memoryUsage.rss() > SPENT_BYTES };
  process.send?.(reply);
});
