import { expect, it } from 'vitest';
import { QUOTA_COLUMNS } from '../../server/rules/quota-pace.ts';
import { COLUMNS, columnOf } from './columns.ts';

it('names the seven quota columns as the rules do, in printed order', () => {
  expect(COLUMNS.map(({ key, label, shortLabel }) => ({ key, label, shortLabel }))).toEqual(
    QUOTA_COLUMNS.map(({ key, label, shortLabel }) => ({ key, label, shortLabel })),
  );
});

it('finds no column for a key that does not exist', () => {
  expect(columnOf('efficiencyLeader')?.shortLabel).toBe('领跑者');
  expect(columnOf('toString')).toBeNull();
  expect(columnOf(undefined)).toBeNull();
});
