import { Button, Space, Table, type TableProps } from 'antd';
import type { Account } from '../../server/accounts/schema.ts';
import { ROLE_LABELS } from '../../server/rules/permissions.ts';
import { formatDateTime, MISSING } from '../format.ts';
import styles from './admin.module.css';

export interface AccountActions {
  onReset: (account: Account) => void;
  onToggle: (account: Account) => void;
  onUnlock: (account: Account) => void;
}

interface AccountsTableProps extends AccountActions {
  accounts: readonly Account[];
  /** one's own account cannot be disabled */
  ownId: number;
  busy: boolean;
}

/** All accounts with their state and what the administrator can do about it. */
export function AccountsTable({ accounts, ownId, busy, onReset, onToggle, onUnlock }: AccountsTableProps) {
  const columns: TableProps<Account>['columns'] = [
    { title: '用户名', dataIndex: 'username', key: 'username', className: styles.name ?? '' },
    { title: '姓名', dataIndex: 'displayName', key: 'displayName' },
    {
      title: '角色',
      key: 'role',
      render: (_, account) => ROLE_LABELS[account.role],
      filters: Object.entries(ROLE_LABELS).map(([value, text]) => ({ value, text })),
      onFilter: (value, account) => account.role === value,
    },
    {
      title: '单位',
      key: 'unit',
      render: (_, account) => account.units.map(({ name }) => name).join('、') || MISSING,
    },
    { title: '状态', key: 'state', render: (_, account) => <AccountState account={account} /> },
    {
      title: '最近使用',
      key: 'seen',
      responsive: ['lg'],
      render: (_, account) => formatDateTime(account.lastSeenAt),
    },
    {
      title: '操作',
      key: 'actions',
      render: (_, account) => (
        <Space size={4} wrap>
          <Button
            size="small"
            disabled={busy}
            aria-label={`重置密码：${account.username}`}
            onClick={() => onReset(account)}
          >
            重置密码
          </Button>
          {account.lockedUntil === null ? null : (
            <Button
              size="small"
              disabled={busy}
              aria-label={`解除锁定：${account.username}`}
              onClick={() => onUnlock(account)}
            >
              解除锁定
            </Button>
          )}
          <Button
            size="small"
            danger={!account.disabled}
            disabled={busy || account.id === ownId}
            aria-label={`${account.disabled ? '启用' : '停用'}：${account.username}`}
            onClick={() => onToggle(account)}
          >
            {account.disabled ? '启用' : '停用'}
          </Button>
        </Space>
      ),
    },
  ];
  return (
    <Table
      rowKey="id"
      size="small"
      columns={columns}
      dataSource={[...accounts]}
      pagination={accounts.length > 50 ? { pageSize: 50 } : false}
      scroll={{ x: 'max-content' }}
      rowClassName={(account) => (account.disabled ? (styles.disabled ?? '') : '')}
    />
  );
}

function AccountState({ account }: { account: Account }) {
  if (account.disabled) return <span className={styles.off}>已停用</span>;
  if (account.lockedUntil !== null) {
    return <span className={styles.locked}>锁定至 {formatDateTime(account.lockedUntil)}</span>;
  }
  return <span>{account.mustChangePassword ? '待首次修改密码' : '正常'}</span>;
}
