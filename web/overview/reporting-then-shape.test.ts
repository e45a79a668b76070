import { expect, it } from 'vitest';
import { shapeReportingThen } from './reporting-then-shape.ts';
import { cityRow, missingRow, unitRow } from './test-data.ts';

it('the reports as they stood: counted without the city, those returned first', () => {
  const shape = shapeReportingThen(
    [
      unitRow({ name: '甲' }),
      missingRow('乙', 'notReported'),
      unitRow({ name: '丙', status: 'submitted', provisional: true }),
      missingRow('丁', 'returned'),
    ],
    missingRow('全市', 'notReported'),
  );
  expect(shape.title).toBe('报送：当时已审1/4，退回1个，待审核1个，未报1个');
  expect(shape.open).toEqual([
    { words: '已退回', names: ['丁'] },
    { words: '待审核', names: ['丙'] },
    { words: '未报送', names: ['乙', '全市'] },
  ]);
  expect(shape.approved).toEqual(['甲']);
});

it('all done on the day: nobody is left', () => {
  const shape = shapeReportingThen([unitRow(), unitRow()], cityRow());
  expect(shape).toMatchObject({ title: '报送：当时已审2/2', open: [] });
});

it('a period that was not over then was not due', () => {
  const shape = shapeReportingThen([missingRow('甲', 'notDue')], missingRow('全市', 'notDue'));
  expect(shape).toMatchObject({ title: '报送：当时未到报送时间', open: [], approved: [] });
});
