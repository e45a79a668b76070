import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packagePathOf, SHIPPED } from '../server/cli/packages.ts';
import { isAllowed } from '../server/cli/sbom.ts';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const lock = read('package-lock.json') as { packages: Record<string, { version: string; license?: string }> };

interface Component {
  name: string;
  version: string;
  licenses: { expression?: string; license?: { id: string } }[];
  properties: { value: string }[];
}
const sbom = read('docs/sbom.json') as { specVersion: string; components: Component[] };
const pathOf = ({ properties }: Component) => properties[0]?.value ?? '';

describe('the list of shipped packages (npm run sbom writes it anew)', () => {
  test('names the versions that are installed', () => {
    expect(sbom.specVersion).toBe('1.6');
    const differing = sbom.components.filter((one) => lock.packages[pathOf(one)]?.version !== one.version);
    expect(differing.map(({ name, version }) => `${name} ${version}`)).toEqual([]);
  });

  test('holds what stands beside the bundle, and the libraries the product is made of', () => {
    const paths = sbom.components.map(pathOf);
    const known = [
      'hono',
      'zod',
      'drizzle-orm',
      'react',
      'echarts',
      'antd',
      'docx',
      'exceljs',
      '@e965/xlsx',
      'pino',
    ];
    expect(paths).toEqual(
      expect.arrayContaining([...SHIPPED, ...known.map((name) => `node_modules/${name}`)]),
    );
  });

  test('has no licence that obliges to open one’s own source', () => {
    const refused = sbom.components.filter(
      ({ licenses }) => !isAllowed(licenses[0]?.expression ?? licenses[0]?.license?.id ?? ''),
    );
    expect(refused.map(({ name }) => name)).toEqual([]);
  });

  test('is the same list for people', () => {
    const text = readFileSync(join(ROOT, 'docs/licences.md'), 'utf8');
    for (const { name, version } of sbom.components) expect(text).toContain(`| ${name} | ${version} |`);
  });
});

test.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0-or-later)', true],
  ['(MIT AND Zlib)', true],
  ['MIT AND GPL-3.0-only', false],
  ['GPL-3.0-only', false],
  ['AGPL-3.0-only OR SSPL-1.0', false],
  ['NOASSERTION', false],
  ['', false],
])('licence %s: allowed is %s', (expression, expected) => {
  expect(isAllowed(expression)).toBe(expected);
});

test.each([
  ['/x/node_modules/hono/dist/index.js', 'node_modules/hono'],
  ['/x/node_modules/@hono/node-server/dist/a.js', 'node_modules/@hono/node-server'],
  ['/x/node_modules/a/node_modules/@b/c/d/e.js?commonjs-proxy', 'node_modules/a/node_modules/@b/c'],
  ['\0/x/node_modules/react/index.js?commonjs-module', 'node_modules/react'],
  ['/x/server/app.ts', null],
])('%s belongs to %s', (id, expected) => {
  expect(packagePathOf(id)).toBe(expected);
});
