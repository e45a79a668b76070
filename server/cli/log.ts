import pino, { type Logger } from 'pino';

/** What `LOG_LEVEL` may be, from the most to the least. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const WARN = 40;
const FLUSH_MS = 500;
/** Lines are gathered up to this many bytes: a write costs more than a hundred lines. */
const GATHER = 48 * 1024;

/** An error without what it was about: no statement's parameters, which hold what people entered. */
function errorWords(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code } = error as { code?: string };
  const message = error.message.split('\nparams:')[0];
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at ')) ?? [];
  return { type: error.name, code, message, stack: frames.join('\n') };
}

/**
 * One JSON object a line on standard output. Lines are gathered and written together, at least twice a second, so that
 * a line a request costs little; a warning or an error is written at once, and so is everything at the end.
 */
export function openLog(level: LogLevel): Logger {
  const out = pino.destination({ fd: 1, sync: false, minLength: GATHER, maxWrite: 2 * GATHER });
  setInterval(() => out.flush(), FLUSH_MS).unref();
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: errorWords },
      hooks: {
        logMethod(args, method, at) {
          method.apply(this, args);
          if (at >= WARN) out.flushSync();
        },
      },
    },
    out,
  );
}
