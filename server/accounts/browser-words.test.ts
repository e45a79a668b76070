import { expect, test } from 'vitest';
import { browserWords } from './browser-words.ts';

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
  ['Chrome 109 · Windows', `${WINDOWS} Chrome/109.0.0.0 Safari/537.36`],
  ['Edge 120 · Windows', `${WINDOWS} Chrome/120.0.0.0 Safari/537.36 Edg/120.0.2210.91`],
  ['360浏览器 · Windows', `${WINDOWS} Chrome/108.0.5359.95 Safari/537.36 QIHU 360SE`],
  [
    'Chrome 86 · Windows 7',
    'Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 Chrome/86.0.4240.198 Safari/537.36',
  ],
  ['Firefox 115 · 统信UOS', 'Mozilla/5.0 (X11; Linux x86_64; UOS; rv:109.0) Gecko/20100101 Firefox/115.0'],
  [
    '微信 8 · Android',
    'Mozilla/5.0 (Linux; Android 13) Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.44',
  ],
  [
    'Safari 17 · macOS',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.1 Safari/605.1.15',
  ],
  ['其他程序', 'curl/8.5.0'],
  ['其他程序', ''],
])('%s is recognised', (words, userAgent) => {
  expect(browserWords(userAgent)).toBe(words);
});

test('nothing a program sends is kept as it stands', () => {
  expect(browserWords('<img src=x onerror=alert(1)> Chrome/99999999999 Windows'.repeat(50))).toBe(
    'Chrome 9999 · Windows',
  );
  expect(browserWords(undefined)).toBe('其他程序');
});
