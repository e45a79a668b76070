import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { count, eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import { HEADS_FILE } from '../../db/audit-heads.ts';
import { PARTIAL } from '../../db/backup.ts';
import { readManifest } from '../../db/backup-format.ts';
import { type Database, openDatabase } from '../../db/open.ts';
import { auditLog, user } from '../../db/schema.ts';
import { ENDORSER, HANDLER } from '../../seed/demo/accounts.ts';
import { isDemo, loadDemo } from '../../seed/demo/load.ts';
import { seedReference } from '../../seed/reference.ts';
import { hashPassword, oneTimePassword } from '../accounts/passwords.ts';
import { demoBulletins } from '../bulletins/demo.ts';
import { EnvironmentError } from './environment.ts';
import { step } from './steps.ts';

export const DATABASE_FILE = 'tracker.sqlite';

/** Opens the production database; creates it, with the plan's figures but no account, at the first start. */
export function openProduction(dataDir: string): Database {
  const db = openDatabase(join(dataDir, DATABASE_FILE));
  if (isDemo(db)) {
    db.close();
    throw new EnvironmentError(`数据目录 ${dataDir} 里是演示数据，不能用于正式运行，请更换 DATA_DIR。`);
  }
  seedReference(db, new Date().toISOString());
  return db;
}

/**
 * Makes the first account and returns its one-time password, or null when there are accounts already. The password is
 * known to nobody until it is printed: call it last, when nothing can fail any more.
 */
export async function createFirstAdmin(db: Database): Promise<string | null> {
  const accounts = db.read.select({ n: count() }).from(user).get()?.n ?? 0;
  if (accounts > 0) return null;
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  const at = new Date().toISOString();
  db.write((tx) => {
    const row = tx
      .insert(user)
      .values({
        username: 'admin',
        displayName: '系统管理员',
        role: 'admin',
        passwordHash,
        mustChangePassword: true,
        passwordChangedAt: at,
        createdAt: at,
      })
      .returning()
      .get();
    appendAudit(tx, {
      at,
      actor: { id: null, name: 'system' },
      action: 'account.create',
      entity: 'user',
      entityId: String(row.id),
      after: { username: row.username, role: row.role },
    });
  });
  return password;
}

/** The files beside a demo's database that go with it, whole folders never; `strange` is the first that is none. */
interface DemoFiles {
  backups: string[];
  strange: string | null;
}

const isDemoBackup = (path: string): boolean => {
  try {
    return readManifest(path).demo;
  } catch {
    // damaged or no backup: nobody can tell whose it is
    return false;
  }
};

/** What lies in the folder of the backups: those of a demo, and whatever is something else. */
function filesOfDemo(dataDir: string): DemoFiles {
  const dir = join(dataDir, 'backups');
  if (!existsSync(dir)) return { backups: [], strange: null };
  const paths = readdirSync(dir)
    .filter((name) => name !== '.lock' && !name.startsWith(PARTIAL))
    .map((name) => join(dir, name));
  return {
    backups: paths.filter(isDemoBackup),
    strange: paths.find((path) => !isDemoBackup(path)) ?? null,
  };
}

/** What an installation leaves beside its database, where the database itself is gone or empty. */
function traceOfData(dataDir: string): string | null {
  if (!existsSync(dataDir)) return null;
  const isTrace = (name: string) =>
    name === HEADS_FILE || name.startsWith(`${DATABASE_FILE}.before-restore-`);
  const found = readdirSync(dataDir).find(isTrace);
  return found === undefined ? null : join(dataDir, found);
}

/** Whether there are accounts and yet nobody ever came in: who started the first time may not have seen the password. */
export function nobodyCameIn(db: Database): boolean {
  const started = db.read
    .select({ id: auditLog.id })
    .from(auditLog)
    .where(eq(auditLog.action, 'session.start'))
    .limit(1)
    .get();
  return started === undefined;
}

/** The demo's database, and the backups and notes of its audit log, which would not fit the next one. */
function removeDemoFiles(path: string, backups: readonly string[]): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  for (const gone of [...backups, join(dirname(path), HEADS_FILE)]) rmSync(gone, { force: true });
}

/** Whether the folder holds a demo's database. @throws EnvironmentError where it holds that of an installation */
function holdsDemoAlready(dataDir: string): boolean {
  const path = join(dataDir, DATABASE_FILE);
  if (!existsSync(path)) return false;
  const old = openDatabase(path);
  try {
    if (isDemo(old)) return true;
    const accounts = old.read.select({ n: count() }).from(user).get()?.n ?? 0;
    if (accounts === 0) return false;
    throw new EnvironmentError(`数据目录 ${dataDir} 里是正式数据，演示不会动它；请更换 DATA_DIR。`);
  } finally {
    old.close();
  }
}

/** Opens the demo database, made anew unless `keep`. Never touches a folder that holds anything but a demo. */
export async function openDemo(dataDir: string, keep: boolean): Promise<Database> {
  const path = join(dataDir, DATABASE_FILE);
  const isOld = holdsDemoAlready(dataDir);
  if (isOld && keep) return openDatabase(path);
  const { backups, strange } = filesOfDemo(dataDir);
  const other = strange ?? (isOld ? null : traceOfData(dataDir));
  if (other !== null)
    throw new EnvironmentError(`${other} 不是演示数据，演示不会动它；请更换 DATA_DIR，或先把它移走。`);
  removeDemoFiles(path, backups);
  const db = await step('建立演示数据库', () => openDatabase(path));
  await step('载入附件2与演示数据', () => loadDemo(db, { hashPassword, now: new Date().toISOString() }));
  await step('编写演示通报', () => demoBulletins(db, { drafter: HANDLER, signer: ENDORSER }));
  return db;
}
