import { expect, it } from 'vitest';
import { navigationFor, userTitle } from './navigation.ts';

type User = Parameters<typeof navigationFor>[0];

const user = (role: User['role'], code: string | null = null, name = ''): User => ({
  id: 1,
  username: role,
  displayName: role,
  role,
  units: code === null ? [] : [{ code, name, maySignOff: false }],
  unitCodes: code === null ? [] : [code],
  department: role === 'department' ? '市发改委' : null,
  mustChangePassword: false,
});

it.each([
  [
    'county',
    [
      '数据填报',
      '本县情况',
      '项目库',
      '任务台账',
      '奖补申报',
      '预警督办',
      '总览',
      '能耗强度',
      '绿色标杆',
      '通报',
      '测算',
      '政策库',
      '规划目标',
    ],
  ],
  [
    'bureau',
    [
      '总览',
      '能耗强度',
      '绿色标杆',
      '项目库',
      '任务台账',
      '奖补资金',
      '预警督办',
      '通报',
      '审核',
      '报送管理',
      '全市填报',
      '测算',
      '政策库',
      '规划目标',
    ],
  ],
  [
    'leader',
    [
      '总览',
      '能耗强度',
      '绿色标杆',
      '项目库',
      '任务台账',
      '奖补资金',
      '预警督办',
      '通报',
      '测算',
      '政策库',
      '规划目标',
    ],
  ],
  ['department', ['任务台账', '总览', '能耗强度', '绿色标杆', '通报', '测算', '政策库', '规划目标']],
  ['admin', ['系统管理', '备份', '审计日志']],
  ['auditor', ['审计日志']],
] as const)('%s finds its own pages, first the one it works on', (role, labels) => {
  const unit = role === 'county' ? '360402' : null;
  expect(navigationFor(user(role, unit)).map((item) => item.label)).toEqual(labels);
});

it('an officer has the pages of the city under one name, as neighbours', () => {
  const items = navigationFor(user('county', '360402'));
  expect(items.filter(({ group }) => group === undefined)).toHaveLength(6);
  expect([...new Set(items.slice(6).map(({ group }) => group))]).toEqual(['全市进度', '政策与目标']);
});

it('the bureau files the report of the whole city', () => {
  const entry = navigationFor(user('bureau')).find((item) => item.to === '/entry');
  expect(entry?.search).toEqual({ unit: '360400' });
});

it('the header says who is signed in, with the unit of an officer', () => {
  expect(userTitle(user('county', '360402', '濂溪区'))).toBe('濂溪区 · 填报员');
  expect(userTitle(user('leader'))).toBe('市领导');
  expect(userTitle(user('department'))).toBe('市发改委');
});
