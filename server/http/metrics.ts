import { statSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { sql } from 'drizzle-orm';
import type { Database } from '../../db/open.ts';
import { passwordQueue } from '../accounts/passwords.ts';
import { VERSION } from './version.ts';

/** Upper edges of the duration buckets, seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

interface RouteFigures {
  /** answers per status class: '2xx' → 17 */
  readonly answers: Map<string, number>;
  /** requests per bucket, the last one above every edge */
  readonly buckets: number[];
  seconds: number;
}

type Kind = 'counter' | 'gauge' | 'histogram';

/** A label's value as the exposition format wants it. */
const quoted = (text: string) =>
  `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')}"`;

function family(name: string, kind: Kind, help: string, samples: string[]): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n${samples.map((line) => `${line}\n`).join('')}`;
}

const gauge = (name: string, help: string, value: number) =>
  family(name, 'gauge', help, [`${name} ${value}`]);

function fileBytes(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** What the operator's monitoring asks for, in the Prometheus text format 0.0.4. */
export class Metrics {
  private readonly routes = new Map<string, RouteFigures>();
  private readonly startedAt = Date.now();
  private readonly loopDelay: ReturnType<typeof monitorEventLoopDelay> | null;
  private inFlight = 0;

  /** @param watchLoop measure how late the event loop runs; costs a timer, so only where somebody asks */
  constructor(watchLoop: boolean) {
    this.loopDelay = watchLoop ? monitorEventLoopDelay({ resolution: 20 }) : null;
    this.loopDelay?.enable();
  }

  /** Counts a request in; what it returns counts it out. */
  begin(): (method: string, route: string, status: number, ms: number) => void {
    this.inFlight += 1;
    return (method, route, status, ms) => {
      this.inFlight -= 1;
      this.count(`method=${quoted(method)},route=${quoted(route)}`, status, ms / 1000);
    };
  }

  private count(labels: string, status: number, seconds: number): void {
    let figures = this.routes.get(labels);
    if (!figures) {
      figures = { answers: new Map(), buckets: new Array<number>(BUCKETS.length + 1).fill(0), seconds: 0 };
      this.routes.set(labels, figures);
    }
    const statusClass = `${Math.floor(status / 100)}xx`;
    figures.answers.set(statusClass, (figures.answers.get(statusClass) ?? 0) + 1);
    const edge = BUCKETS.findIndex((bucket) => seconds <= bucket);
    const index = edge < 0 ? BUCKETS.length : edge;
    figures.buckets[index] = (figures.buckets[index] ?? 0) + 1;
    figures.seconds += seconds;
  }

  /**
   * @param lastBackupAt when the newest backup was made; null = none yet or not known
   * @param now real time
   */
  render(db: Database, now: Date, lastBackupAt: Date | null): string {
    return [
      family('tracker_info', 'gauge', 'Version of the program.', [
        `tracker_info{version=${quoted(VERSION)},node=${quoted(process.version)}} 1`,
      ]),
      this.requests(),
      this.durations(),
      gauge('tracker_http_requests_in_flight', 'Requests being answered.', this.inFlight),
      gauge('tracker_sign_in_queue', 'Password checks waiting for their turn.', passwordQueue()),
      ...databaseGauges(db, now),
      ...(lastBackupAt ? [backupAge(now, lastBackupAt)] : []),
      ...this.processGauges(),
    ].join('');
  }

  private requests(): string {
    const samples = [...this.routes].flatMap(([labels, { answers }]) =>
      [...answers].map(([status, n]) => `tracker_http_requests_total{${labels},status="${status}"} ${n}`),
    );
    return family('tracker_http_requests_total', 'counter', 'Answered requests.', samples);
  }

  private durations(): string {
    const name = 'tracker_http_request_duration_seconds';
    const samples = [...this.routes].flatMap(([labels, { buckets, seconds }]) => {
      let sum = 0;
      const lines = buckets.map((n, index) => {
        sum += n;
        return `${name}_bucket{${labels},le="${BUCKETS[index] ?? '+Inf'}"} ${sum}`;
      });
      return [...lines, `${name}_sum{${labels}} ${seconds}`, `${name}_count{${labels}} ${sum}`];
    });
    return family(name, 'histogram', 'Time from the request to its answer.', samples);
  }

  private processGauges(): string[] {
    const gauges = [
      gauge('process_resident_memory_bytes', 'Resident memory.', process.memoryUsage.rss()),
      gauge('process_start_time_seconds', 'Start of the program, Unix time.', this.startedAt / 1000),
    ];
    if (!this.loopDelay) return gauges;
    const late = this.loopDelay.percentile(99) / 1e9;
    this.loopDelay.reset();
    const help = 'How late the event loop ran since the last scrape, 99th percentile.';
    return [...gauges, gauge('nodejs_eventloop_lag_p99_seconds', help, late)];
  }
}

function databaseGauges(db: Database, now: Date): string[] {
  const idleSince = new Date(now.getTime() - 30 * 60_000).toISOString();
  const sessions = db.read.get<{ n: number }>(
    sql`SELECT count(*) AS n FROM session WHERE last_seen_at > ${idleSince}`,
  ).n;
  const auditRows = db.read.get<{ n: number }>(sql`SELECT coalesce(max(id), 0) AS n FROM audit_log`).n;
  return [
    gauge('tracker_database_bytes', 'Size of the database file.', fileBytes(db.path)),
    gauge('tracker_database_wal_bytes', 'Size of its write-ahead log.', fileBytes(`${db.path}-wal`)),
    family('tracker_commits_total', 'counter', 'Committed changes since the start.', [
      `tracker_commits_total ${db.commits()}`,
    ]),
    gauge('tracker_sessions', 'Sessions seen in the last 30 minutes.', sessions),
    gauge('tracker_audit_rows', 'Rows of the audit log.', auditRows),
  ];
}

function backupAge(now: Date, lastBackupAt: Date): string {
  const seconds = Math.round((now.getTime() - lastBackupAt.getTime()) / 1000);
  return gauge('tracker_last_backup_age_seconds', 'Age of the newest backup.', seconds);
}
