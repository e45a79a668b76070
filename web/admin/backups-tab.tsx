import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Table, type TableProps } from 'antd';
import { useState } from 'react';
import type { Backup, BackupListReply } from '../../server/backups/schema.ts';
import { makeBackup } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { backupsQuery } from '../api/queries.ts';
import { formatCount, formatFullDateTime, MISSING } from '../format.ts';
import { Empty, QueryView } from '../ui/states.tsx';
import styles from './admin.module.css';
import { DownloadBackupDialog } from './download-backup-dialog.tsx';
import { backupWarnings, newestWords, sizeWords, untilWords } from './shape-backups.ts';

/** The backups: the newest in a sentence, what to see to, all of them; making one now and downloading. */
export function BackupsTab() {
  const query = useQuery(backupsQuery);
  return (
    <QueryView query={query} height={420}>
      {(reply) => (
        <>
          <div className={styles.toolbar}>
            <p>{newestWords(reply)}</p>
            <MakeNow running={reply.running} />
          </div>
          <Warnings reply={reply} />
          {reply.backups.length === 0 ? (
            <Empty title="还没有备份。" next="点“立即备份”做第一份，一般几秒钟；备份时大家照常使用。" />
          ) : (
            <BackupsTable reply={reply} />
          )}
          <HowToRestore reply={reply} />
        </>
      )}
    </QueryView>
  );
}

function MakeNow({ running }: { running: boolean }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const make = useMutation({
    mutationFn: makeBackup,
    onSuccess: (reply) => {
      queries.setQueryData(backupsQuery.queryKey, reply);
      void message.success('备份已做成并核对');
    },
    onError: (error) => {
      void message.error(error instanceof ApiError ? error.message : '备份没有成功，请重试。');
      void queries.invalidateQueries({ queryKey: backupsQuery.queryKey });
    },
  });
  return (
    <Button type="primary" loading={make.isPending || running} onClick={() => make.mutate()}>
      立即备份
    </Button>
  );
}

function Warnings({ reply }: { reply: BackupListReply }) {
  const warnings = backupWarnings(reply, new Date());
  if (warnings.length === 0) return null;
  return (
    <ul className={styles.warnings}>
      {warnings.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  );
}

const columnsOf = (onDownload: (backup: Backup) => void): NonNullable<TableProps<Backup>['columns']> => [
  {
    title: '备份时间',
    key: 'madeAt',
    render: (_, { madeAt, name }) => (
      <>
        <span className={styles.name}>{formatFullDateTime(madeAt)}</span>
        <span className={styles.login}>{name}</span>
      </>
    ),
  },
  { title: '大小', key: 'size', align: 'right', render: (_, { sizeBytes }) => sizeWords(sizeBytes) },
  {
    title: '状态',
    key: 'state',
    render: (_, { problem, demo }) =>
      problem === null ? (
        `● 已核对${demo ? '（演示数据）' : ''}`
      ) : (
        <span className={styles.locked}>■ {problem}</span>
      ),
  },
  {
    title: '审计日志',
    key: 'head',
    responsive: ['md'],
    render: (_, { head }) =>
      head === null ? (
        MISSING
      ) : (
        <>
          到第{formatCount(head.id)}条<span className={styles.login}>摘要 {head.hash.slice(0, 16)}…</span>
        </>
      ),
  },
  { title: '保留到', key: 'until', responsive: ['md'], render: (_, { keptUntil }) => untilWords(keptUntil) },
  {
    title: '操作',
    key: 'actions',
    render: (_, backup) =>
      backup.problem === null ? (
        <button
          type="button"
          className="linkButton"
          aria-label={`下载${formatFullDateTime(backup.madeAt)}的备份`}
          onClick={() => onDownload(backup)}
        >
          下载
        </button>
      ) : (
        MISSING
      ),
  },
];

function BackupsTable({ reply }: { reply: BackupListReply }) {
  const { backups } = reply;
  const [wanted, setWanted] = useState<Backup | null>(null);
  return (
    <>
      <Table
        rowKey="name"
        size="small"
        columns={columnsOf(setWanted)}
        dataSource={[...backups]}
        pagination={backups.length > 50 ? { pageSize: 50 } : false}
        scroll={{ x: 'max-content' }}
      />
      {wanted ? <DownloadBackupDialog backup={wanted} onClose={() => setWanted(null)} /> : null}
    </>
  );
}

function HowToRestore({ reply }: { reply: BackupListReply }) {
  const room = reply.freeBytes === null ? '' : `备份目录所在磁盘还有${sizeWords(reply.freeBytes)}。`;
  return (
    <div className={styles.restore}>
      <p>
        备份保留{reply.keepDays}天，每月第一份保留一年，最近7份总会保留。{room}
        {'备份含全部数据：报表（含草稿）、企业与奖补资料、上传的文件、审计日志、密码的散列值，没有登录会话。'}
        {'下载须输入本人密码，下载后请妥善保管；每次下载都记入审计日志。'}
      </p>
      <p>
        恢复只能在服务器上进行：停止服务，在程序目录运行 <code>npm run restore -- 备份文件名</code>（发布包为{' '}
        <code>./tracker restore 备份文件名</code>
        {'）。先核对备份的每个字节，不符就不恢复；原数据库改名保留，恢复后所有人重新登录。'}
      </p>
    </div>
  );
}
