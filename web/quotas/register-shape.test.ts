import { describe, expect, it } from 'vitest';
import type { Certificate } from '../../server/quotas/certificate-schema.ts';
import { registerFinding, registerTable } from './register-shape.ts';

let id = 0;
const entry = (holder: string, change: Partial<Certificate> = {}): Certificate => {
  id += 1;
  return {
    id,
    holder,
    creditCode: null,
    formerNames: [],
    column: 'greenFactoryProvincial',
    unitCode: '360425',
    unitName: '永修县',
    registeredUnit: null,
    registeredUnitName: null,
    listYear: 2025,
    publishedOn: '2025-09-19',
    batchDocument: null,
    status: 'inForce',
    removedOn: null,
    removalReason: null,
    beneficiaryId: null,
    files: null,
    version: 1,
    ...change,
  };
};

const REGISTER = [
  entry('退出', { status: 'removed', removedOn: '2026-01-01', removalReason: '注销' }),
  entry('省级工厂', { creditCode: '91360425TEAT00001X', formerNames: ['老厂'] }),
  entry('国家园区', {
    column: 'greenParkNational',
    unitCode: '360482',
    unitName: '共青城市',
    listYear: 2023,
  }),
  entry('省级新厂', { listYear: 2026, batchDocument: '赣工信〔2026〕8号' }),
];

describe('the register', () => {
  it('says how many are in force and what they lack', () => {
    expect(registerFinding({ inForce: 3, removed: 1, lacking: 1 })).toBe(
      '有效称号3个，已退出1个，1个缺统一社会信用代码',
    );
    expect(registerFinding({ inForce: 2, removed: 0, lacking: 0 })).toBe('有效称号2个');
  });

  it('is saved with a cell for every column, dates as dates', () => {
    const table = registerTable(REGISTER, '2026-11-21');
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
    expect(table.columns.filter(({ kind }) => kind === 'date').map(({ label }) => label)).toEqual([
      '公布日期',
      '退出日期',
    ]);
    expect(table.rows[0]).toContain('退出');
  });
});
