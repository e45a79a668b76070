/** Browsers by the mark they leave in the User-Agent; those built on Chrome stand before it. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger\/(\d+)/, '微信'],
  [/DingTalk\/(\d+)/i, '钉钉'],
  [/QQBrowser\/(\d+)/, 'QQ浏览器'],
  [/MetaSr[ /](\d+)/, '搜狗浏览器'],
  [/360SE|360EE|QIHU/, '360浏览器'],
  [/Edg(?:A|iOS)?\/(\d+)/, 'Edge'],
  [/(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/Version\/(\d+)[^(]*Safari\//, 'Safari'],
  [/MSIE (\d+)/, 'IE'],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS/, '鸿蒙'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows NT 6\.1/, 'Windows 7'],
  [/Windows/, 'Windows'],
  [/\bUOS\b/i, '统信UOS'],
  [/Kylin/i, '麒麟'],
  [/Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
];

/** What is looked at of a User-Agent; a longer one is not of a browser. */
const READ_CHARS = 400;

/**
 * A browser in a few words for the list of sessions: 'Chrome 120 · Windows'. Made of known words and a version number
 * only, so that nothing a program sends is stored or shown as it stands.
 */
export function browserWords(userAgent: string | undefined): string {
  const text = (userAgent ?? '').slice(0, READ_CHARS);
  const browser = BROWSERS.map(([pattern, name]) => ({ name, match: pattern.exec(text) })).find(
    ({ match }) => match !== null,
  );
  const system = SYSTEMS.find(([pattern]) => pattern.test(text))?.[1];
  const version = browser?.match?.[1]?.slice(0, 4);
  const name = browser ? [browser.name, version].filter(Boolean).join(' ') : '其他程序';
  return system ? `${name} · ${system}` : name;
}
