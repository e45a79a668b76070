import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../seed/demo/accounts.ts';
import { FIGURE_SPECS } from '../server/rules/figures.ts';
import { can, PERMISSION_LABELS, PERMISSIONS, ROLE_LABELS, ROLES } from '../server/rules/permissions.ts';
import { SEVERITY_LABELS } from '../server/rules/validation/rule.ts';
import { VALIDATION_RULES } from '../server/rules/validation/rules.ts';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const readme = read('README.md');
const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);

describe('the README tells the truth', () => {
  test('every npm script is described, and every one described exists', () => {
    const named = [...readme.matchAll(/npm (?:run ([a-z:]+)|(start|test)\b)/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    );
    const unknown = named.filter((name) => !scripts.includes(name));
    expect(unknown).toEqual([]);
    expect(scripts.filter((script) => !named.includes(script))).toEqual([]);
  });

  test('every environment variable read is described, and every one described is read', () => {
    const described = [...readme.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1] ?? '');
    const source = read('server/cli/environment.ts');
    const used = [...source.matchAll(/env\.([A-Z_]+)/g)].map((match) => match[1] ?? '');
    expect([...new Set(used)].sort()).toEqual([...described].sort());
  });

  test('every file it links to exists', () => {
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] ?? '');
    expect(links.length).toBeGreaterThan(8);
    for (const link of links) expect([link, read(link).length > 0]).toEqual([link, true]);
  });

  test('the demo accounts and their password are those of the demo', () => {
    expect(readme).toContain(DEMO_PASSWORD);
    for (const { username } of DEMO_ACCOUNTS.filter((account) => account.role !== 'county')) {
      expect(readme).toContain(`\`${username}\``);
    }
  });

  test('it names every top-level folder and no other', () => {
    const folders = readdirSync(ROOT, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .filter((name) => !['node_modules', 'dist', 'data', 'data-demo', 'docs', 'release'].includes(name));
    expect(folders.sort()).toEqual(['db', 'seed', 'server', 'test', 'web']);
    for (const folder of folders) expect(readme).toMatch(new RegExp(`^${folder}/`, 'm'));
  });
});

test.each(['docs/operations.md', 'docs/security.md'])('every file %s names exists', (path) => {
  const named = [...read(path).matchAll(/\b(?:server|test|db|web|docs)\/[\w./-]+\.(?:ts|tsx|md)\b/g)];
  expect(named.length).toBeGreaterThan(0);
  for (const [file] of named) expect([file, read(file).length > 0]).toEqual([file, true]);
});

function permissionTable(): string {
  const head = ['权限', '', ...ROLES.map((role) => ROLE_LABELS[role])];
  const rows = PERMISSIONS.map((permission) => [
    `\`${permission}\``,
    PERMISSION_LABELS[permission],
    ...ROLES.map((role) => (can(role, permission) ? '●' : '')),
  ]);
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `# Who may do what\nGenerated from server/rules/permissions.ts by test/docs.test.ts (\`npm test -- -u\` writes it anew).\n\n${lines.join('\n')}\n`;
}

test('docs/permissions.md shows the one table of permissions', async () => {
  await expect(permissionTable()).toMatchFileSnapshot('../docs/permissions.md');
});

function validationTable(): string {
  const head = ['规则', '级别', '填报项', '条件', '依据'];
  const rows = VALIDATION_RULES.map(({ id, severity, fields, words, source }) => [
    `\`${id}\``,
    SEVERITY_LABELS[severity],
    fields.length === 0
      ? '整表'
      : fields.map((field) => (field === 'edition' ? '报表类别' : FIGURE_SPECS[field].label)).join('、'),
    words,
    source,
  ]);
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `# What a report is checked for\nGenerated from server/rules/validation/rules.ts by test/docs.test.ts (\`npm test -- -u\` writes it anew). The same code runs on the entry page and on the server.\n\n${lines.join('\n')}\n`;
}

test('docs/validation-rules.md shows every rule with its condition in words', async () => {
  await expect(validationTable()).toMatchFileSnapshot('../docs/validation-rules.md');
});
