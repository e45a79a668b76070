import { Button, Dropdown, Space, Table, type TableProps } from 'antd';
import type { Account } from '../../server/accounts/schema.ts';
import { ROLE_LABELS } from '../../server/rules/permissions.ts';
import { formatDateTime, MISSING } from '../format.ts';
import { sourceWords } from '../sign-in/shape-sessions.ts';
import styles from './admin.module.css';
import { accountState } from './shape-accounts.ts';

export interface AccountActions {
  onUnits: (account: Account) => void;
  onDepartment: (account: Account) => void;
  onHandOver: (account: Account) => void;
  onSessions: (account: Account) => void;
  onReset: (account: Account) => void;
  onToggle: (account: Account) => void;
  onUnlock: (account: Account) => void;
}

interface AccountsTableProps extends AccountActions {
  accounts: readonly Account[];
  /** one's own account cannot be disabled or reset */
  ownId: number;
  /** business date: passwords past their days are said to be so */
  today: string;
  busy: boolean;
}

/** All accounts with their state and what the administrator can do about it. */
export function AccountsTable({ accounts, ownId, today, busy, ...actions }: AccountsTableProps) {
  const columns: TableProps<Account>['columns'] = [
    {
      title: '用户名',
      key: 'username',
      render: (_, { username, displayName }) => (
        <>
          <span className={styles.name}>{username}</span>
          <span className={styles.login}>{displayName}</span>
        </>
      ),
    },
    {
      title: '角色',
      key: 'role',
      render: (_, account) => ROLE_LABELS[account.role],
      filters: Object.entries(ROLE_LABELS).map(([value, text]) => ({ value, text })),
      onFilter: (value, account) => account.role === value,
    },
    { title: '所管单位、部门', key: 'unit', render: (_, account) => <HeldUnits account={account} /> },
    { title: '状态', key: 'state', render: (_, account) => <AccountState account={account} today={today} /> },
    {
      title: '登录',
      key: 'seen',
      responsive: ['lg'],
      render: (_, { sessions, lastSeenAt }) => (
        <>
          {sessions === 0 ? MISSING : `${sessions}处`}
          <span className={styles.login}>{lastSeenAt === null ? '' : formatDateTime(lastSeenAt)}</span>
        </>
      ),
    },
    {
      title: '操作',
      key: 'actions',
      render: (_, account) => (
        <Actions account={account} isOwn={account.id === ownId} busy={busy} {...actions} />
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

function HeldUnits({ account }: { account: Account }) {
  if (account.department !== null) return <>{account.department}</>;
  if (account.units.length === 0) {
    return account.role === 'county' && !account.disabled ? (
      <span className={styles.locked}>暂无所管单位</span>
    ) : (
      MISSING
    );
  }
  return (
    <span className={styles.unitNames}>
      {account.units.map(({ code, name, maySignOff }, index) => (
        <span key={code} className={styles.inline}>
          {index > 0 ? '、' : ''}
          {name}
          {maySignOff ? <span className={styles.signs}>（可签核）</span> : null}
        </span>
      ))}
    </span>
  );
}

function AccountState({ account, today }: { account: Account; today: string }) {
  if (!account.disabled && account.lockedUntil !== null) {
    return (
      <span className={styles.locked}>
        锁定至 {formatDateTime(account.lockedUntil)}
        <span className={styles.login}>来自 {account.lockedFrom.map(sourceWords).join('、')}</span>
      </span>
    );
  }
  return <span className={account.disabled ? styles.off : ''}>{accountState(account, today)}</span>;
}

interface ActionsProps extends AccountActions {
  account: Account;
  isOwn: boolean;
  busy: boolean;
}

function Actions({ account, isOwn, busy, ...on }: ActionsProps) {
  const mayHold = account.role === 'county';
  const more = [
    { key: 'sessions', label: '登录情况', run: on.onSessions },
    { key: 'reset', label: '重置密码', run: on.onReset, disabled: isOwn },
    {
      key: 'toggle',
      label: account.disabled ? '启用' : '停用',
      run: on.onToggle,
      disabled: isOwn,
      danger: !account.disabled,
    },
  ];
  const button = (label: string, run: (account: Account) => void) => (
    <Button
      size="small"
      disabled={busy}
      aria-label={`${label}：${account.username}`}
      onClick={() => run(account)}
    >
      {label}
    </Button>
  );
  return (
    <Space size={4}>
      {account.lockedUntil === null ? null : button('解除锁定', on.onUnlock)}
      {mayHold && !account.disabled ? button('所管单位', on.onUnits) : null}
      {account.role === 'department' ? button('所在部门', on.onDepartment) : null}
      {mayHold && account.units.length > 0 ? button('移交', on.onHandOver) : null}
      <Dropdown
        trigger={['click']}
        menu={{
          items: more.map(({ run: _run, ...item }) => item),
          onClick: ({ key }) => more.find((item) => item.key === key)?.run(account),
        }}
      >
        <Button size="small" disabled={busy} aria-label={`更多操作：${account.username}`}>
          更多
        </Button>
      </Dropdown>
    </Space>
  );
}
