import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Table, type TableProps } from 'antd';
import type { AuditPageReply, AuditVerdictReply } from '../../server/audit/schema.ts';
import { auditPagesQuery, auditVerdictQuery } from '../api/queries.ts';
import { formatClock, formatDay, MISSING } from '../format.ts';
import { Failed, Loading } from '../ui/states.tsx';
import styles from './admin.module.css';
import { actionWord, changedFields, changeSummary, objectWords } from './shape-audit.ts';

type AuditRow = AuditPageReply['rows'][number];

/** The audit log, newest first, and the check of its hash chain. */
export function AuditTab() {
  const pages = useInfiniteQuery(auditPagesQuery);
  if (pages.isError && !pages.data)
    return <Failed error={pages.error} onRetry={() => void pages.refetch()} />;
  if (!pages.data) return <Loading height={520} />;
  const rows = pages.data.pages.flatMap((page) => page.rows);
  return (
    <>
      <div className={styles.toolbar}>
        <p>只增不改，逐条以哈希相连；共读取{rows.length}条，新的在前。</p>
        <Button onClick={() => void pages.refetch()} loading={pages.isRefetching}>
          刷新
        </Button>
        <Verify />
      </div>
      <AuditTable rows={rows} />
      <div className={styles.more}>
        {pages.hasNextPage ? (
          <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
            更早的记录
          </Button>
        ) : (
          <span>已到第一条记录</span>
        )}
      </div>
    </>
  );
}

function Verify() {
  const verdict = useQuery(auditVerdictQuery);
  return (
    <>
      <Button type="primary" onClick={() => void verdict.refetch()} loading={verdict.isFetching}>
        校验
      </Button>
      <div className={styles.verdict} aria-live="polite">
        {verdict.isError ? <p className={styles.broken}>■ 没有校验成功，请重试。</p> : null}
        {verdict.data ? <Verdict verdict={verdict.data} /> : null}
      </div>
    </>
  );
}

function Verdict({ verdict }: { verdict: AuditVerdictReply }) {
  if (!verdict.ok) {
    return (
      <p className={styles.broken}>
        ■ 审计链不完整：第{verdict.firstBadId ?? '？'}条起与记录不符，请保留现场并查明原因。
      </p>
    );
  }
  return (
    <p className={styles.intact}>
      ● 审计链完整：共{verdict.rows}条，逐条核对无改动。
      <small>最新一条的摘要 {verdict.headHash}</small>
    </p>
  );
}

const COLUMNS: NonNullable<TableProps<AuditRow>['columns']> = [
  {
    title: '时间',
    key: 'at',
    render: (_, row) => (
      <span className={styles.when}>
        {formatDay(row.at)} {formatClock(row.at)}
      </span>
    ),
  },
  { title: '人员', dataIndex: 'actorName', key: 'actor' },
  { title: '操作', key: 'action', render: (_, row) => <b>{actionWord(row.action)}</b> },
  { title: '对象', key: 'object', render: (_, row) => objectWords(row) },
  {
    title: '变化',
    key: 'changes',
    responsive: ['md'],
    render: (_, row) => (
      <span className={styles.summary}>{changeSummary(changedFields(row.before, row.after)) || MISSING}</span>
    ),
  },
];

function AuditTable({ rows }: { rows: AuditRow[] }) {
  return (
    <Table
      rowKey="id"
      size="small"
      columns={COLUMNS}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 'max-content' }}
      expandable={{
        columnTitle: <span className="visuallyHidden">展开</span>,
        expandedRowRender: (row) => <Changes row={row} />,
        rowExpandable: (row) => changedFields(row.before, row.after).length > 0,
      }}
    />
  );
}

function Changes({ row }: { row: AuditRow }) {
  return (
    <table className={styles.changes}>
      <thead>
        <tr>
          <th scope="col">项目</th>
          <th scope="col">原来</th>
          <th scope="col">现在</th>
        </tr>
      </thead>
      <tbody>
        {changedFields(row.before, row.after).map((field) => (
          <tr key={field.label}>
            <th scope="row">{field.label}</th>
            <td>{field.before ?? MISSING}</td>
            <td>{field.after ?? MISSING}</td>
          </tr>
        ))}
      </tbody>
      <caption>
        记录编号 {row.id}
        {row.requestId ? `，请求编号 ${row.requestId}` : ''}
      </caption>
    </table>
  );
}
