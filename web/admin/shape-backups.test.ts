import { expect, test } from 'vitest';
import type { BackupListReply } from '../../server/backups/schema.ts';
import { backupWarnings, newestWords, sizeWords, untilWords } from './shape-backups.ts';

const NOW = new Date('2026-11-22T04:00:00.000Z');
const backup = (madeAt: string, problem: string | null = null) => ({
  name: madeAt,
  madeAt,
  sizeBytes: 2_200_000,
  head: { id: 5, hash: 'a' },
  demo: false,
  problem,
  keptUntil: null,
});
const reply = (more: Partial<BackupListReply>): BackupListReply => ({
  backups: [backup('2026-11-21T18:30:00.000Z')],
  running: false,
  nextRunAt: '2026-11-22T18:30:00.000Z',
  keepDays: 30,
  freeBytes: 1,
  sameDisk: false,
  lastFailure: null,
  ...more,
});

test('the newest backup and the next in a sentence', () => {
  expect(newestWords(reply({}))).toBe(
    '最近一份备份于2026年11月22日 02:30做成并核对，2.1 MB。下一次自动备份在2026年11月23日 02:30。',
  );
  expect(newestWords(reply({ backups: [], nextRunAt: null }))).toBe(
    '还没有可用的备份。没有设定每晚自动备份。',
  );
});

test.each<[string, Partial<BackupListReply>, string | null]>([
  ['all is well', {}, null],
  ['25 hours old', { backups: [backup('2026-11-21T02:01:00.000Z')] }, null],
  ['26 hours old', { backups: [backup('2026-11-21T02:00:00.000Z')] }, '26小时前'],
  [
    'the newest is damaged',
    { backups: [backup('2026-11-22T01:00:00.000Z', '损坏'), backup('2026-11-20T00:00:00.000Z')] },
    '52小时前',
  ],
  [
    'one damaged',
    { backups: [backup('2026-11-21T18:30:00.000Z'), backup('2026-11-20T00:00:00.000Z', '损坏')] },
    '1份备份文件不能使用',
  ],
  ['of tomorrow', { backups: [backup('2026-11-23T18:30:00.000Z')] }, '核对服务器时钟'],
  ['same disk', { sameDisk: true }, '同一块磁盘'],
  [
    'last failed',
    { lastFailure: { at: '2026-11-22T01:00:00.000Z', message: '空间不足。' } },
    '没有成功：空间不足。',
  ],
])('warnings: %s', (_name, more, words) => {
  const warnings = backupWarnings(reply(more), NOW);
  if (words === null) expect(warnings).toEqual([]);
  else expect(warnings[0]).toContain(words);
});

test('until when it is kept is a day in Shanghai', () => {
  expect(untilWords('2027-11-22T18:30:00.000Z')).toBe('2027年11月23日');
  expect(untilWords(null)).toBe('—');
});

test.each([
  [1, '1 KB'],
  [1_048_576, '1.0 MB'],
  [1_610_612_736, '1.5 GB'],
])('%i bytes are %s', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words);
});
