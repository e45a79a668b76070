import { eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, WriteTx } from '../../db/open.ts';
import { report, setting, user, userUnit } from '../../db/schema.ts';
import { seedReference } from '../reference.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './accounts.ts';
import { insertCases } from './load-cases.ts';
import { insertCollection, insertFeedback } from './load-collection.ts';
import { insertBeneficiaries, insertBudgets } from './load-funds.ts';
import { insertNeeds } from './load-needs.ts';
import { insertProjects } from './load-projects.ts';
import { insertProviders } from './load-providers.ts';
import { insertReports } from './load-reports.ts';
import { insertRoster } from './load-roster.ts';
import { insertTaskProgress } from './load-tasks.ts';
import { insertWarnings } from './load-warnings.ts';
import { insertWeights } from './load-weights.ts';
import { type PendingAudit, type UserIds, writeAudit } from './pending-audit.ts';
import { demoReports } from './reports.ts';

/** The demo data must not touch this database; `message` is one Chinese line for whoever started it. */
export class DemoRefusedError extends Error {}

export interface DemoOptions {
  /** how the server hashes passwords; called once, since all demo accounts share one */
  hashPassword: (password: string) => string | Promise<string>;
  /** time of loading, UTC ISO 8601 */
  now: string;
}

/** When the demo's accounts and bases were entered: before its first report. */
const SET_UP_AT = '2025-03-03T01:30:00.000Z';

/** Whether this database was marked as a demo. */
export function isDemo(db: Database): boolean {
  const row = db.read.select({ value: setting.value }).from(setting).where(eq(setting.key, 'demo')).get();
  return row?.value === '1';
}

/** @throws DemoRefusedError where an unmarked database holds reports or accounts */
function refuseRealData(db: Database): void {
  const elsewhere = '请另设数据目录（DATA_DIR）。';
  const hasReports = db.read.select({ id: report.id }).from(report).limit(1).get() !== undefined;
  if (hasReports) {
    throw new DemoRefusedError(`数据库 ${db.path} 中已有正式填报数据，不能装入演示数据；${elsewhere}`);
  }
  const hasAccounts = db.read.select({ id: user.id }).from(user).limit(1).get() !== undefined;
  if (hasAccounts) {
    throw new DemoRefusedError(`数据库 ${db.path} 中已有正式账号，不能装入演示账号；${elsewhere}`);
  }
}

function insertAccounts(
  tx: WriteTx,
  passwordHash: string,
  now: string,
): { ids: UserIds; log: PendingAudit[] } {
  const ids = new Map<string, number>();
  const log: PendingAudit[] = [];
  for (const account of DEMO_ACCOUNTS) {
    const password = { passwordHash, mustChangePassword: false, passwordChangedAt: now };
    const { units, ...columns } = account;
    const row = tx
      .insert(user)
      .values({ ...columns, ...password, createdAt: SET_UP_AT })
      .returning({ id: user.id })
      .get();
    for (const { code, maySignOff } of units) {
      tx.insert(userUnit).values({ userId: row.id, unitCode: code, maySignOff }).run();
    }
    ids.set(account.username, row.id);
    log.push({
      at: SET_UP_AT,
      actor: 'admin',
      action: 'account.create',
      entity: 'user',
      entityId: String(row.id),
      after: { ...account, disabled: false, mustChangePassword: false },
    });
  }
  return { ids, log };
}

/**
 * Fills an empty database with demo data (演示数据) and marks it as a demo; everything or nothing.
 * Call it before a first administrator is made: a database that has accounts is a real one.
 * @returns number of reports loaded; 0 where the demo stands there already
 * @throws DemoRefusedError where the database holds real reports or accounts
 */
export async function loadDemo(db: Database, { hashPassword, now }: DemoOptions): Promise<number> {
  if (isDemo(db)) return 0;
  refuseRealData(db);
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  seedReference(db, now);
  const reports = demoReports();
  db.write((tx) => {
    tx.insert(setting).values({ key: 'demo', value: '1', updatedAt: now }).run();
    const { ids, log } = insertAccounts(tx, passwordHash, now);
    const beneficiaries = insertBeneficiaries(tx);
    const roster = insertRoster(tx, beneficiaries.ids, SET_UP_AT);
    const known = { users: ids, beneficiaries: beneficiaries.ids, certificates: roster.certificates };
    writeAudit(tx, ids, [
      ...log,
      ...beneficiaries.log,
      ...roster.log,
      ...insertBudgets(tx),
      ...insertWeights(tx, ids),
      ...insertProviders(tx, beneficiaries.ids),
      ...insertCases(tx, known),
      ...insertProjects(tx, known),
      ...insertFeedback(tx, ids),
      ...insertReports(tx, ids, reports),
      ...insertCollection(tx, ids),
      ...insertWarnings(tx, known, reports),
      ...insertNeeds(tx, known),
      ...insertTaskProgress(tx, ids),
    ]);
    appendAudit(tx, {
      at: now,
      actor: { id: null, name: '系统' },
      action: 'seed.demo',
      entity: 'database',
      entityId: 'demo',
      after: { reports: reports.length, accounts: ids.size },
    });
  });
  return reports.length;
}
