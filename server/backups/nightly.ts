import { dirname, join } from 'node:path';
import type { Logger } from 'pino';
import { auditHead } from '../../db/audit.ts';
import { HEADS_FILE, notedHeads, noteHead } from '../../db/audit-heads.ts';
import type { Database } from '../../db/open.ts';
import { type Clock, shanghaiDate } from '../http/clock.ts';
import type { Backups } from './backups.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The first time after `now` that clocks in Shanghai (no summer time) show `at`, `HH:mm`. */
export function nextAt(at: string, now: Date): Date {
  const today = new Date(`${shanghaiDate(now)}T${at}:00+08:00`);
  return today > now ? today : new Date(today.getTime() + DAY_MS);
}

interface NightlyParts {
  db: Database;
  clock: Clock;
  log: Logger;
  backups: Backups;
  /** `HH:mm` in Shanghai; null = no nightly backup */
  at: string | null;
}

/**
 * What the server does by itself once a day: notes the head of the audit log, and makes a backup at its hour. A night
 * missed (machine off, no room) is made up for once the newest backup is older than a day, at most once an hour.
 */
export class Nightly {
  private readonly parts: NightlyParts;
  private readonly headsFile: string;
  private lastTry: Date | null = null;
  private notedOn: string | null;
  private timer: NodeJS.Timeout | null = null;

  constructor(parts: NightlyParts) {
    this.parts = parts;
    this.headsFile = join(dirname(parts.db.path), HEADS_FILE);
    this.notedOn = notedHeads(this.headsFile).at(-1)?.date ?? null;
    const { at, backups, clock } = parts;
    backups.nextRunAt = at === null ? null : nextAt(at, clock.now());
  }

  /** Looks once a minute; keeps no process alive. */
  start(): void {
    this.timer = setInterval(() => void this.tick(), MINUTE_MS);
    this.timer.unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** Does what is due now. Failures are logged and, those of a backup, shown on the page; none stops the server. */
  async tick(): Promise<void> {
    this.noteHead();
    if (!this.isDue()) return;
    const { backups, clock, log } = this.parts;
    this.lastTry = clock.now();
    try {
      const name = await backups.make({ id: null, name: 'system', requestId: null });
      log.info({ event: 'backup', name }, 'nightly backup made and checked');
    } catch (error) {
      log.error({ event: 'backup_failed', err: error }, 'nightly backup failed');
    }
  }

  private isDue(): boolean {
    const { at, backups, clock } = this.parts;
    if (at === null) return false;
    const now = clock.now();
    if (backups.nextRunAt !== null && now >= backups.nextRunAt) {
      backups.nextRunAt = nextAt(at, now);
      return true;
    }
    if (this.lastTry !== null && now.getTime() - this.lastTry.getTime() < HOUR_MS) return false;
    const newest = backups.newestAt();
    return newest === null || now.getTime() - newest.getTime() > DAY_MS;
  }

  private noteHead(): void {
    const { db, clock, log } = this.parts;
    const date = shanghaiDate(clock.now());
    if (this.notedOn === date) return;
    try {
      const head = auditHead(db.read);
      noteHead(this.headsFile, { date, ...head });
      this.notedOn = date;
      log.info({ event: 'audit_head', date, ...head }, 'head of the audit log');
    } catch (error) {
      log.error({ event: 'audit_head_failed', err: error }, 'the head of the audit log was not noted');
    }
  }
}
