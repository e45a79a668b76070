import { describe, expect, test } from 'vitest';
import {
  addWorkingDays,
  HOLIDAY_CALENDARS,
  isCalendarKnown,
  isWorkingDay,
  unknownCalendarNote,
} from './working-days.ts';

describe('a working day', () => {
  test.each([
    ['2026-09-30', true, '周三'],
    ['2026-10-01', false, '国庆节'],
    ['2026-10-07', false, '国庆节末日'],
    ['2026-10-08', true, '节后首日'],
    ['2026-10-10', true, '周六调休上班'],
    ['2026-10-11', false, '周日'],
    ['2026-09-20', true, '周日调休上班'],
    ['2026-09-25', false, '中秋节，周五'],
    ['2026-02-14', true, '周六调休上班'],
    ['2026-02-15', false, '春节'],
    ['2026-02-23', false, '春节末日，周一'],
    ['2026-02-24', true, '周二'],
    ['2026-01-04', true, '周日调休上班'],
    ['2026-06-19', false, '端午节'],
    ['2025-10-08', false, '国庆节、中秋节末日，周三'],
    ['2025-10-09', true, '周四'],
    ['2025-10-11', true, '周六调休上班'],
    ['2025-01-27', true, '除夕前一日，周一'],
    ['2025-01-28', false, '除夕'],
    ['2025-05-31', false, '端午节'],
    ['2025-06-02', false, '端午节，周一'],
  ])('%s: %s (%s)', (date, expected) => {
    expect(isWorkingDay(date)).toBe(expected);
  });

  // 261 weekdays, less 13 statutory days: 18 weekdays off and 5 weekend days worked in 2025, 19 and 6 in 2026
  test.each([2025, 2026])('%d has 248 of them', (year) => {
    const days = Array.from({ length: 365 }, (_, index) =>
      new Date(Date.UTC(year, 0, index + 1)).toISOString().slice(0, 10),
    );
    expect(days.filter(isWorkingDay)).toHaveLength(248);
  });

  test('a year without its notice goes by weekends and the days fixed by law, and says so', () => {
    expect(isCalendarKnown('2026-12-31')).toBe(true);
    expect(isCalendarKnown('2027-01-01')).toBe(false);
    expect(unknownCalendarNote('2026-12-31')).toBeNull();
    expect(unknownCalendarNote('2027-01-01')).toBe('2027年节假日安排公布前按周末和固定节日计算');
    // all of these are weekdays in one of the years
    const off = ['2027-01-01', '2028-05-01', '2028-05-02', '2027-10-01', '2028-10-02', '2028-10-03'];
    expect(off.filter(isWorkingDay)).toEqual([]);
    const worked = ['2027-01-04', '2028-05-03', '2027-10-04', '2027-04-05'];
    expect(worked.filter(isWorkingDay)).toEqual(worked);
    expect(isWorkingDay('2027-01-02')).toBe(false);
  });
});

test('each calendar names its document; days worked are weekend days outside the holiday itself', () => {
  expect(HOLIDAY_CALENDARS.map(({ year, documentNumber }) => [year, documentNumber])).toEqual([
    [2025, '国办发明电〔2024〕12号'],
    [2026, '国办发明电〔2025〕7号'],
  ]);
  for (const { year, holidays } of HOLIDAY_CALENDARS) {
    for (const { from, to, worked } of holidays) {
      expect(from <= to).toBe(true);
      for (const day of worked) {
        expect([0, 6]).toContain(new Date(`${year}-${day}T00:00:00Z`).getUTCDay());
        expect(day < from || day > to).toBe(true);
      }
    }
  }
});

describe('counting working days', () => {
  test.each([
    // 29, 30 September, then 8, 9 and Saturday 10 October
    ['2026-09-28', 5, '2026-10-10'],
    ['2026-09-28', 2, '2026-09-30'],
    ['2026-09-28', 3, '2026-10-08'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-13', 2, '2026-02-24'],
    ['2025-09-30', 1, '2025-10-09'],
    ['2026-11-13', 5, '2026-11-20'],
    ['2026-11-14', 1, '2026-11-16'],
    ['2026-12-31', 1, '2027-01-04'],
    ['2026-10-03', 0, '2026-10-03'],
  ])('%s and %d more: %s', (date, n, expected) => {
    expect(addWorkingDays(date, n)).toBe(expected);
  });

  test.each([
    ['2026-02-30', 1],
    ['2026-2-3', 1],
    ['', 1],
    ['2026-09-28', -1],
    ['2026-09-28', 1.5],
  ])('%j and %d is refused', (date, n) => {
    expect(() => addWorkingDays(date, n)).toThrow(RangeError);
  });
});
