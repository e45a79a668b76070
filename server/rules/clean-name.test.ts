import { expect, test } from 'vitest';
import { cleanName } from './clean-name.ts';

test.each([
  ['\u200B', ''],
  ['\u200B\uFEFF\u2060 \u3000\u00AD', ''],
  ['\u3164\u2800\u115F', ''],
  ['\n\t\r', ''],
  ['琥珀\u200B新材料有限公司', '琥珀新材料有限公司'],
  ['\u202E琥珀新材料有限公司', '琥珀新材料有限公司'],
  ['琥珀\n新材料\t有限公司', '琥珀新材料有限公司'],
  ['琥珀 \r\n 新材料有限公司', '琥珀新材料有限公司'],
  ['LED\n lamps', 'LED lamps'],
  ['2号线\u2028LED 照明', '2号线LED 照明'],
  [' 空压机（一期）改造 ', '空压机（一期）改造'],
  ['ABC 有限公司', 'ABC 有限公司'],
])('%j is kept as %j', (given, kept) => {
  expect(cleanName(given)).toBe(kept);
});
