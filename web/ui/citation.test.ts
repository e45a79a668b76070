import { describe, expect, test } from 'vitest';
import { citationOf, viewAddress } from './citation.ts';
import { tableHash } from './table-hash.ts';

const PINS = { today: '2026-11-21', period: '2026-10', hash: '' };

describe('address of a view', () => {
  test.each([
    ['/', '/?period=2026-10&asOf=2026-11-21'],
    ['/?period=2026-09', '/?period=2026-09&asOf=2026-11-21'],
    ['/?asOf=2026-05-01&period=2026-03', '/?asOf=2026-05-01&period=2026-03'],
    ['/intensity?tab=course', '/intensity?tab=course&period=2026-10&asOf=2026-11-21'],
    ['/counties/360425', '/counties/360425?period=2026-10&asOf=2026-11-21'],
    // these pages show how things stand; they cannot look back
    ['/quotas?column=greenParkNational', '/quotas?column=greenParkNational'],
    ['/subsidies?year=2026#x', '/subsidies?year=2026'],
  ])('%s is %s', (path, expected) => {
    const address = viewAddress(`http://lv.example${path}`, PINS);
    expect(address).toBe(`http://lv.example${expected}`);
  });

  test('with the table in place of a chart says so', () => {
    const hash = tableHash('各月拨付');
    expect(decodeURIComponent(new URL(viewAddress('http://a/quotas', { ...PINS, hash })).hash)).toBe(
      '#数据表 各月拨付',
    );
  });
});

test('a citation names platform, title, day and address', () => {
  const cited = { title: '各月拨付', asOf: '2026-11-05', address: 'http://a/subsidies' };
  expect(citationOf(cited)).toBe(
    '九江绿色制造目标跟踪平台，《各月拨付》，数据截至2026年11月5日，http://a/subsidies',
  );
});
