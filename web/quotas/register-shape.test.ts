import { describe, expect, it } from 'vitest';
import type { Certificate } from '../../server/quotas/certificate-schema.ts';
import {
  type RegisterFilter,
  registerFinding,
  registerTable,
  registerYears,
  shapeRegister,
} from './register-shape.ts';

const ALL: RegisterFilter = { column: '', unit: '', year: '', status: '', part: '' };
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
const names = (entries: Certificate[]) => entries.map(({ holder }) => holder);

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
  it('lists what is in force by title, the newest list first, the removed last', () => {
    expect(names(shapeRegister(REGISTER, ALL))).toEqual(['国家园区', '省级新厂', '省级工厂', '退出']);
  });

  it.each<[string, Partial<RegisterFilter>, string[]]>([
    ['a title', { column: 'greenParkNational' }, ['国家园区']],
    ['a unit', { unit: '360482' }, ['国家园区']],
    ['a list year', { year: '2026' }, ['省级新厂']],
    ['what was removed', { status: 'removed' }, ['退出']],
    ['a part of the name', { part: '新厂' }, ['省级新厂']],
    ['a former name', { part: '老厂' }, ['省级工厂']],
    ['a code in small letters, full-width', { part: 'ｔeat' }, ['省级工厂']],
    ['a document', { part: '8号' }, ['省级新厂']],
    ['nothing that fits', { part: '没有' }, []],
  ])('finds %s', (_name, filter, found) => {
    expect(names(shapeRegister(REGISTER, { ...ALL, ...filter }))).toEqual(found);
  });

  it('says how many are in force and what they lack; a park needs no code', () => {
    expect(registerFinding(REGISTER)).toBe('有效称号3个，已退出1个，1个缺统一社会信用代码');
    expect(registerFinding(REGISTER.slice(1, 3))).toBe('有效称号2个');
    expect(registerYears(REGISTER)).toEqual([2026, 2025, 2023]);
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
