import { expect, it } from 'vitest';
import { parseTitle, parseUnit } from './title-text.ts';

it.each<[string, string, unknown]>([
  ['国家级绿色工厂', '', { column: 'greenFactoryNational', leader: null }],
  ['绿色工厂（省级）', '', { column: 'greenFactoryProvincial', leader: null }],
  ['绿色工厂', '国家级', { column: 'greenFactoryNational', leader: null }],
  ['省级绿色园区', '', { column: 'greenParkProvincial', leader: null }],
  ['绿色工业园区', '国家', { column: 'greenParkNational', leader: null }],
  ['绿色供应链管理企业', '江西省', { column: 'greenSupplyChainProvincial', leader: null }],
  ['工业产品绿色设计示范企业', '国家级', { column: 'greenDesignNational', leader: null }],
  ['省级零碳工厂', '', { column: 'zeroCarbonFactoryProvincial', leader: null }],
  ['国家级零碳园区', '', { column: 'zeroCarbonParkNational', leader: null }],
  ['国家级零碳工业园区', '', { column: 'zeroCarbonParkNational', leader: null }],
  ['能效“领跑者”', '', { column: 'efficiencyLeader', leader: 'energy' }],
  ['重点用水企业水效领跑者', '', { column: 'efficiencyLeader', leader: 'water' }],
  ['能效水效领跑者', '国家级', { column: 'efficiencyLeader', leader: null }],
  ['绿色工厂', '', 'level'],
  ['国家级、省级绿色工厂', '', 'level'],
  ['专精特新企业', '国家级', 'kind'],
  ['', '国家级', 'kind'],
])('reads the title %j, level %j', (title, level, read) => {
  expect(parseTitle(title, level)).toEqual(read);
});

const UNITS = [
  { code: '360425', name: '永修县' },
  { code: 'JKQ', name: '经开区' },
  { code: '360482', name: '共青城市' },
];

it.each([
  ['永修县', '360425'],
  ['永修', '360425'],
  ['九江市永修县', '360425'],
  ['江西省九江市 永修县', '360425'],
  ['360425', '360425'],
  ['jkq', 'JKQ'],
  ['九江经开区', 'JKQ'],
  ['九江经济技术开发区', 'JKQ'],
  ['共青城', '360482'],
  ['县', undefined],
  ['九江市', undefined],
  ['', undefined],
  ['南昌县', undefined],
])('reads the unit %j as %s', (text, code) => {
  expect(parseUnit(text, UNITS)?.code).toBe(code);
});
