import type { Server } from 'node:http';
import type { serve } from '@hono/node-server';
import type { Logger } from 'pino';
import type { Database } from '../../db/open.ts';

/** Requests under way get so long to finish; a supervisor that waits 5 s sees a clean end. */
const FINISH_MS = 4000;
/** A connection that has got its answer is closed within this time, so that nobody can go on asking through it. */
const SWEEP_MS = 50;

/**
 * On SIGINT or SIGTERM: take no new connection, finish what runs (at most 4 s), close the file, exit with 0. What is not
 * finished by then (an upload that never ends) loses its connection without an answer, and nothing of it is written. A
 * second signal changes nothing.
 */
export function stopOnSignal(server: ReturnType<typeof serve>, db: Database, log: Logger): void {
  let stopping = false;
  const finish = () => {
    // no handler runs between these two: what still computes ends with the process
    db.close();
    log.info('stopped');
    process.exit(0);
  };
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    server.close(finish);
    setInterval(() => (server as Server).closeIdleConnections(), SWEEP_MS).unref();
    setTimeout(finish, FINISH_MS).unref();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

/**
 * A fault that nobody caught leaves the process in a state nobody knows: it is logged and the process ends with 1, for
 * the supervisor to start it anew. Every acknowledged write is on disk, whatever ends the process.
 */
export function endOnUncaught(log: Logger): void {
  process.on('uncaughtException', (error, origin) => {
    log.fatal({ err: error, origin }, 'uncaught error, ending');
    process.exit(1);
  });
}
