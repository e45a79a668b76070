import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { count } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import { HEADS_FILE } from '../../db/audit-heads.ts';
import { type Database, openDatabase } from '../../db/open.ts';
import { user } from '../../db/schema.ts';
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

/** The demo's database, and the backups and notes of its audit log, which would not fit the next one. */
function removeDemoFiles(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  for (const name of ['backups', HEADS_FILE])
    rmSync(join(dirname(path), name), { recursive: true, force: true });
}

/** Opens the demo database, made anew unless `keep`. Never touches a folder that holds anything but a demo. */
export async function openDemo(dataDir: string, keep: boolean): Promise<Database> {
  const path = join(dataDir, DATABASE_FILE);
  const old = openDatabase(path);
  const accounts = old.read.select({ n: count() }).from(user).get()?.n ?? 0;
  if (accounts > 0 && !isDemo(old)) {
    old.close();
    throw new EnvironmentError(`数据目录 ${dataDir} 里是正式数据，演示不会动它；请更换 DATA_DIR。`);
  }
  if (keep && isDemo(old)) return old;
  old.close();
  removeDemoFiles(path);
  const db = await step('建立演示数据库', () => openDatabase(path));
  await step('载入附件2与演示数据', () => loadDemo(db, { hashPassword, now: new Date().toISOString() }));
  await step('编写演示通报', () => demoBulletins(db, { drafter: HANDLER, signer: ENDORSER }));
  return db;
}
