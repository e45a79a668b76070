import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentSpec } from '../bulletins/word/spec.ts';
import { AppError } from '../http/errors.ts';
import { LIMITS } from './limits.ts';
import type { WorkbookSpec } from './table.ts';
import { refusal, type Workbook } from './workbook.ts';
import type { SheetAnswer, SheetJob, SheetReply } from './worker.ts';

/** one job at a time: a second core stays with the people who look at pages */
const WAITING_AT_MOST = 24;
/** files that wait are in memory: all of them together hold no more bytes */
const WAITING_BYTES = 24 * 1024 * 1024;
const JOB_MS = 5_000;
/** a worker without work for so long is ended, and its memory given back */
const IDLE_MS = 3_000;
/** heap of the worker; what it unpacks is read piece by piece and never whole in memory */
const RUNTIME = ['--max-old-space-size=72', '--max-semi-space-size=4', '--no-deprecation', '--no-warnings'];

interface Waiting {
  job: SheetJob;
  resolve: (answer: SheetAnswer) => void;
  reject: (error: unknown) => void;
}

/** The worker: its own bundle in the product, its TypeScript in development and tests. */
function workerFile(): string {
  const bundled = join(import.meta.dirname, 'sheet-worker.js');
  return existsSync(bundled) ? bundled : join(import.meta.dirname, 'worker.ts');
}

const queue: Waiting[] = [];
let worker: ChildProcess | null = null;
let running = false;
let idle: NodeJS.Timeout | null = null;

function endWorker(): void {
  worker?.kill('SIGKILL');
  worker = null;
}

/**
 * A process of its own: a thread would leave its memory with the server (measured: 30 MB after one small sheet, 100 MB
 * after a large one), and running out of memory in it can end the server.
 */
function startWorker(): ChildProcess {
  const child = fork(workerFile(), [], {
    execArgv: RUNTIME,
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // also one that ends between two jobs is replaced
  child.once('exit', () => {
    if (worker === child) worker = null;
  });
  child.on('error', () => {});
  return child;
}

/** While it works the server waits for it; while it is idle it keeps nobody from stopping. */
function hold(child: ChildProcess, held: boolean): void {
  if (held) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}

/** One job from start to end; the worker that fails it or takes too long does not live to do another. */
function run(job: SheetJob): Promise<SheetAnswer> {
  worker ??= startWorker();
  const current = worker;
  return new Promise<SheetAnswer>((resolve, reject) => {
    const done = (spent: boolean) => {
      clearTimeout(timer);
      current
        .off('message', onMessage as (message: unknown) => void)
        .off('error', onError)
        .off('exit', onExit);
      hold(current, false);
      if (spent && worker === current) endWorker();
    };
    const fail = (error: unknown) => {
      done(true);
      reject(error);
    };
    const onMessage = ({ answer, spent }: SheetReply) => {
      done(spent);
      resolve(answer);
    };
    const onError = (error: Error) => fail(error);
    const onExit = () => fail(refusal('sheet_too_large'));
    const timer = setTimeout(() => fail(refusal('sheet_too_large')), JOB_MS);
    current.once('message', onMessage as (message: unknown) => void);
    current.once('error', onError).once('exit', onExit);
    hold(current, true);
    current.send(job, (error) => {
      if (error) fail(error);
    });
  });
}

async function work(): Promise<void> {
  if (running) return;
  running = true;
  if (idle) clearTimeout(idle);
  for (let next = queue.shift(); next; next = queue.shift()) {
    await run(next.job).then(next.resolve, next.reject);
  }
  running = false;
  idle = setTimeout(endWorker, IDLE_MS).unref();
}

const bytesOf = (job: SheetJob) => (job.kind === 'read' ? job.content.length : 0);

function ask(job: SheetJob): Promise<SheetAnswer> {
  const bytes = queue.reduce((sum, waiting) => sum + bytesOf(waiting.job), bytesOf(job));
  if (queue.length >= WAITING_AT_MOST || bytes > WAITING_BYTES) {
    throw new AppError(503, 'busy', '正在处理的表格较多，请稍后重试。');
  }
  return new Promise((resolve, reject) => {
    queue.push({ job, resolve, reject });
    void work();
  });
}

function refusedOr<K extends SheetAnswer['kind']>(answer: SheetAnswer, kind: K) {
  if (answer.kind === 'refused') throw new AppError(answer.status, answer.code, answer.message);
  if (answer.kind !== kind) throw new Error(answer.kind === 'failed' ? answer.message : 'unexpected answer');
  return answer as Extract<SheetAnswer, { kind: K }>;
}

/**
 * Reads a spreadsheet like `readSheets`; the Workbook as JSON, to be passed on as it is.
 * @throws AppError 422 with a code of REFUSALS, 503 `busy`
 */
export async function readSheetsJson(content: Uint8Array, fileName = ''): Promise<Buffer<ArrayBuffer>> {
  if (content.length > LIMITS.fileBytes) throw refusal('too_large');
  const { json } = refusedOr(await ask({ kind: 'read', content, fileName }), 'read');
  return Buffer.from(json);
}

/**
 * Reads a spreadsheet (.xlsx, .xls, .csv) by its content in the worker, within 5 s and limited memory.
 * @param fileName names the sheet of a text table, decides nothing
 * @throws AppError 422 with a code of REFUSALS, 503 `busy`
 */
export async function readSheets(content: Uint8Array, fileName = ''): Promise<Workbook> {
  return JSON.parse((await readSheetsJson(content, fileName)).toString('utf8')) as Workbook;
}

/**
 * Writes a workbook as .xlsx in the worker.
 * @throws AppError 422 `sheet_too_large`, 503 `busy`
 */
export async function writeWorkbook(spec: WorkbookSpec): Promise<Buffer<ArrayBuffer>> {
  const { content } = refusedOr(await ask({ kind: 'write', spec }), 'written');
  return Buffer.from(content);
}

/**
 * Writes a document as .docx in the worker.
 * @throws AppError 422 `sheet_too_large`, 503 `busy`
 */
export async function writeDocument(spec: DocumentSpec): Promise<Buffer<ArrayBuffer>> {
  const { content } = refusedOr(await ask({ kind: 'document', spec }), 'written');
  return Buffer.from(content);
}
