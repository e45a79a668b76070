import { describe, expect, it } from 'vitest';
import type { Certificate } from './certificate-schema.ts';
import { type RegisterFilter, registerCounts, shapeRegister } from './register.ts';

const ALL: RegisterFilter = { sort: 'register' };
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
    ['what was removed', { status: 'removed' }, ['退出']],
    ['a part of the name', { q: '新厂' }, ['省级新厂']],
    ['a former name', { q: '老厂' }, ['省级工厂']],
    ['a code in small letters, full-width', { q: 'ｔeat' }, ['省级工厂']],
    ['a document', { q: '8号' }, ['省级新厂']],
    ['nothing that fits', { q: '没有' }, []],
  ])('finds %s', (_name, filter, found) => {
    expect(names(shapeRegister(REGISTER, { ...ALL, ...filter }))).toEqual(found);
  });

  it('counts what is in force and what that lacks; a park needs no code', () => {
    expect(registerCounts(REGISTER)).toMatchObject({ total: 4, inForce: 3, removed: 1, lacking: 1 });
    expect(registerCounts(REGISTER.slice(1, 3))).toMatchObject({ inForce: 2, removed: 0, lacking: 0 });
  });
});
