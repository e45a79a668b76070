import { expect, test } from 'vitest';
import map from './jiujiang-counties.json';

/** GB/T 2260 codes of the 13 county-level units; 经开区 has no outline. */
const NAMES: Record<string, string> = {
  '360402': '濂溪区',
  '360403': '浔阳区',
  '360404': '柴桑区',
  '360423': '武宁县',
  '360424': '修水县',
  '360425': '永修县',
  '360426': '德安县',
  '360428': '都昌县',
  '360429': '湖口县',
  '360430': '彭泽县',
  '360481': '瑞昌市',
  '360482': '共青城市',
  '360483': '庐山市',
};

test('the 示意图 has an outline for each county-level unit, under its present name and code', () => {
  const features = map.features.map(({ properties }) => [properties.code, properties.name]);
  expect(features.sort()).toEqual(Object.entries(NAMES));
});

test('a feature carries nothing but name and code, and closed rings inside Jiujiang', () => {
  for (const { properties, geometry } of map.features) {
    expect(Object.keys(properties).sort()).toEqual(['code', 'name']);
    const points = geometry.coordinates.flat(geometry.type === 'Polygon' ? 1 : 2) as number[][];
    expect(points.length).toBeGreaterThan(20);
    for (const [lon = 0, lat = 0] of points) {
      expect(lon > 113.9 && lon < 116.95 && lat > 28.6 && lat < 30.1).toBe(true);
    }
  }
});
