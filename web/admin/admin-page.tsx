import { Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useCan } from '../app/session.ts';
import { AntdProvider } from '../ui/antd-provider.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Empty } from '../ui/states.tsx';
import { AccountsTab } from './accounts-tab.tsx';
import { AuditTab } from './audit-tab.tsx';
import { BackupsTab } from './backups-tab.tsx';

const TITLES: Readonly<Record<string, string>> = {
  users: '谁能登录，能看什么、能做什么。',
  backups: '数据有备份，每份都经过核对。',
  audit: '每一次改动都有记录，记录不可更改。',
};

/** 系统管理: accounts and backups for the administrator, the audit log for administrator and auditor. */
export function AdminPage() {
  const navigate = useNavigate();
  const { tab } = useSearch({ strict: false });
  const mayManage = useCan('users.write');
  const mayBackUp = useCan('backups.write');
  const mayAudit = useCan('audit.read');
  if (!mayManage && !mayBackUp && !mayAudit)
    return <Empty title="本页供系统管理员和审计员使用" next="您的账号没有管理权限。" />;
  const items = [
    ...(mayManage ? [{ key: 'users', label: '用户', children: <AccountsTab /> }] : []),
    ...(mayBackUp ? [{ key: 'backups', label: '备份', children: <BackupsTab /> }] : []),
    ...(mayAudit ? [{ key: 'audit', label: '审计日志', children: <AuditTab /> }] : []),
  ];
  const active = items.find((item) => item.key === tab)?.key ?? items[0]?.key ?? '';
  // the address always names the tab, so that the navigation can mark it
  if (tab !== active)
    return <Navigate to="/admin" search={(before) => ({ ...before, tab: active })} replace />;
  return (
    <AntdProvider>
      <PageHead eyebrow={mayManage ? '系统管理' : '审计'} title={TITLES[active] ?? '系统管理'} />
      {items.length > 1 ? (
        <Tabs
          activeKey={active}
          items={items}
          destroyOnHidden
          onChange={(next) => void navigate({ to: '/admin', search: { tab: next } })}
        />
      ) : (
        items[0]?.children
      )}
    </AntdProvider>
  );
}
