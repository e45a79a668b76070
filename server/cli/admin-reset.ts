import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { and, eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import { lockFolder } from '../../db/backup.ts';
import { takeLive } from '../../db/backup-restore.ts';
import { type Database, openDatabase } from '../../db/open.ts';
import { session, signInFailure, user } from '../../db/schema.ts';
import { hashPassword, oneTimePassword } from '../accounts/passwords.ts';
import { orExplain } from './backup.ts';
import { EnvironmentError, readEnvironment } from './environment.ts';

/**
 * Gives an administrator's account a one-time password, enables it, ends its sessions and lifts its lock, with an audit
 * row by `system`: whoever may write the database file may do so anyway, this way it leaves a trace.
 * @throws EnvironmentError where there is no such administrator
 */
export async function resetAdmin(db: Database, username: string, at: Date): Promise<string> {
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  return db.write((tx) => {
    const where = and(eq(user.username, username), eq(user.role, 'admin'));
    const before = tx.select().from(user).where(where).get();
    if (!before) throw new EnvironmentError(`没有名为“${username}”的管理员账号。`);
    const change = {
      passwordHash,
      mustChangePassword: true,
      passwordChangedAt: at.toISOString(),
      disabled: false,
      version: before.version + 1,
    };
    tx.update(user).set(change).where(eq(user.id, before.id)).run();
    tx.delete(session).where(eq(session.userId, before.id)).run();
    tx.delete(signInFailure).where(eq(signInFailure.username, username)).run();
    appendAudit(tx, {
      at: at.toISOString(),
      actor: { id: null, name: 'system' },
      action: 'account.reset_password',
      entity: 'user',
      entityId: String(before.id),
      before: { disabled: before.disabled },
      after: { disabled: false, mustChangePassword: true },
    });
    return password;
  });
}

async function resetIn(path: string, username: string): Promise<void> {
  const db = openDatabase(path);
  try {
    const password = await resetAdmin(db, username, new Date());
    process.stdout.write(
      `账号 ${username} 的一次性密码：${password}\n只显示这一次，登录后须修改；该账号的其他登录已全部结束。\n`,
    );
  } finally {
    db.close();
  }
}

/** `npm run admin:reset [-- name]`: for a forgotten administrator's password, on the server itself, service stopped. */
export async function adminReset(): Promise<void> {
  await orExplain('重置', async () => {
    const named = process.argv.slice(2).filter((arg) => arg !== 'admin:reset')[0] ?? 'admin';
    // as at the sign-in
    const username = named.trim().toLowerCase();
    const { dataDir } = readEnvironment(process.env, 'start');
    const path = join(dataDir, 'tracker.sqlite');
    if (!existsSync(path)) throw new EnvironmentError(`${path} 不存在，请检查数据目录（DATA_DIR）。`);
    const unlock = lockFolder(dataDir, path);
    try {
      // refuses beside a running server; one that is damaged says so when it is opened
      takeLive(path)?.close();
      await resetIn(path, username);
    } finally {
      unlock();
    }
  });
}
