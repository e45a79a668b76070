import { Table, type TableProps } from 'antd';
import type { AuditRowReply } from '../../server/audit/schema.ts';
import { formatClock, formatFullDateTime, MISSING } from '../format.ts';
import styles from './admin.module.css';
import { actionWord, changedFields, changeSummary, objectWords } from './shape-audit.ts';

interface AuditTableProps {
  rows: AuditRowReply[];
  /** what the accounts are called, by user name */
  names: ReadonlyMap<string, string>;
  /** shows only what happened to one object */
  onObject: (object: { entity: string; entityId: string }) => void;
}

type Columns = NonNullable<TableProps<AuditRowReply>['columns']>;

function columnsOf({ names, onObject }: Omit<AuditTableProps, 'rows'>): Columns {
  return [
    {
      title: '时间',
      key: 'at',
      render: (_, row) => (
        <span className={styles.when}>
          {formatFullDateTime(row.at)}
          {formatClock(row.at).slice(5)}
        </span>
      ),
    },
    {
      title: '人员',
      key: 'actor',
      render: (_, { actorName }) => (
        <>
          {names.get(actorName) ?? actorName}
          {names.has(actorName) ? <span className={styles.login}>{actorName}</span> : null}
        </>
      ),
    },
    { title: '操作', key: 'action', render: (_, row) => <b>{actionWord(row.action)}</b> },
    {
      title: '对象',
      key: 'object',
      render: (_, row) => (
        <button
          type="button"
          className={`linkButton ${styles.object}`}
          aria-label={`只看${objectWords(row)}`}
          onClick={() => onObject({ entity: row.entity, entityId: row.entityId })}
        >
          {objectWords(row)}
        </button>
      ),
    },
    {
      title: '变化',
      key: 'changes',
      responsive: ['md'],
      render: (_, row) => (
        <span className={styles.summary}>
          {changeSummary(changedFields(row.before, row.after)) || MISSING}
        </span>
      ),
    },
  ];
}

/** Rows of the log; each opens to what it changed, field by field. */
export function AuditTable({ rows, ...rest }: AuditTableProps) {
  return (
    <Table
      rowKey="id"
      size="small"
      columns={columnsOf(rest)}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: '没有符合条件的记录，请放宽筛选。' }}
      expandable={{
        columnTitle: <span className="visuallyHidden">展开</span>,
        expandedRowRender: (row) => <Changes row={row} />,
        rowExpandable: (row) => changedFields(row.before, row.after).length > 0,
      }}
    />
  );
}

/** Before and after of one row, in words. */
export function Changes({ row }: { row: AuditRowReply }) {
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
            <td className={field.before === null ? '' : (styles.was ?? '')}>{field.before ?? MISSING}</td>
            <td className={field.after === null ? '' : (styles.is ?? '')}>{field.after ?? MISSING}</td>
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
