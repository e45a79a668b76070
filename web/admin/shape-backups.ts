import type { BackupListReply } from '../../server/backups/schema.ts';
import { formatFullDateTime, formatNumber, MISSING } from '../format.ts';

/** Words of the page of backups. All pure. */

const HOUR_MS = 3_600_000;
/** a nightly backup and two hours to spare */
const STALE_HOURS = 26;

/** '1.2 MB', '3.4 GB' */
export function sizeWords(bytes: number): string {
  if (bytes < 1_048_576) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  if (bytes < 1024 * 1_048_576) return `${formatNumber(bytes / 1_048_576, 1)} MB`;
  return `${formatNumber(bytes / 1_073_741_824, 1)} GB`;
}

/** The newest backup that can be used. */
export function newestGood({ backups }: BackupListReply) {
  return backups.find((backup) => backup.problem === null) ?? null;
}

/** The newest backup in a sentence, and when the next is made. */
export function newestWords(reply: BackupListReply): string {
  const newest = newestGood(reply);
  const last = newest
    ? `最近一份备份于${formatFullDateTime(newest.madeAt)}做成并核对，${sizeWords(newest.sizeBytes)}。`
    : '还没有可用的备份。';
  const next = reply.nextRunAt
    ? `下一次自动备份在${formatFullDateTime(reply.nextRunAt)}。`
    : '没有设定每晚自动备份。';
  return last + next;
}

/** The Shanghai day a backup is kept until: '2027年11月22日'. */
export const untilWords = (keptUntil: string | null): string =>
  keptUntil === null ? MISSING : (formatFullDateTime(keptUntil).split(' ')[0] ?? MISSING);

/** What the administrator ought to see to, most urgent first. */
export function backupWarnings(reply: BackupListReply, now: Date): string[] {
  const warnings: string[] = [];
  const newest = newestGood(reply);
  const hours = newest?.madeAt ? Math.floor((now.getTime() - Date.parse(newest.madeAt)) / HOUR_MS) : null;
  if (reply.lastFailure)
    warnings.push(`${formatFullDateTime(reply.lastFailure.at)}的备份没有成功：${reply.lastFailure.message}`);
  if (hours !== null && hours >= STALE_HOURS)
    warnings.push(`最近一份可用的备份已是${hours}小时前的，请立即备份并查看自动备份为何没有做。`);
  if (newest?.madeAt && Date.parse(newest.madeAt) > now.getTime() + HOUR_MS)
    warnings.push('最近一份备份的时间晚于现在，请核对服务器时钟；时间理顺之前不删旧备份。');
  const broken = reply.backups.filter((backup) => backup.problem !== null).length;
  if (broken > 0) warnings.push(`有${broken}份备份文件不能使用，请查看磁盘是否有故障。`);
  if (reply.sameDisk && newest)
    warnings.push(
      '备份与数据在同一块磁盘上，磁盘损坏会一起丢失：请用 BACKUP_DIR 改到另一块磁盘，或定期下载到别处。',
    );
  return warnings;
}
