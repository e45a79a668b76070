import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CASE_STEPS } from '../../server/rules/case-steps.ts';
import { PROJECT_STEPS } from '../../server/rules/project-steps.ts';
import { WARNING_STEPS } from '../../server/rules/warning-steps.ts';
import { ACTION_WORDS, ENTITY_WORDS, INDICATOR_WORDS } from './audit-words.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Every source of the server and the seed, tests left out. */
const SOURCES: readonly { name: string; text: string }[] = ['server', 'seed'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => ({ name, text: readFileSync(join(ROOT, folder, name), 'utf8') })),
);

function foundIn(sources: typeof SOURCES, ...patterns: readonly RegExp[]): string[] {
  const all = sources.flatMap(({ text }) =>
    patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')),
  );
  return [...new Set(all)].sort();
}
const found = (...patterns: readonly RegExp[]) => foundIn(SOURCES, ...patterns);
const CASE_SOURCES = SOURCES.filter(({ name }) => name.includes('case'));

/** `action: 'a.b'`, `action: x ? 'a.b' : 'c.d'` and `audit(tx, actor, 'a.b', …)`. */
const ACTIONS = found(
  /\baction:\s*'([a-z]+\.[^']+)'/g,
  /\baction:[^?\n]*\?\s*'([^']+)'/g,
  /\baction:[^?\n]*\?\s*'[^']+'\s*:\s*'([^']+)'/g,
  /\baudit\w*\(\s*tx,\s*actor,\s*'([^']+)'/g,
);

/** Steps written to the log as `case.${step}`: those people take, and what is recorded beside them. */
const STEPS = [
  ...new Set([...CASE_STEPS, 'open', 'apply', ...foundIn(CASE_SOURCES, /\bstep: '(\w+)'/g)]),
].map((step) => `case.${step}`);
const WARNING_ACTIONS = [...WARNING_STEPS, 'draft'].map((step) => `warning.${step}`);

const PROJECT_ACTIONS = [...PROJECT_STEPS, 'create', 'edit', 'file', 'openCase', 'award'].map(
  (step) => `project.${step}`,
);

const ENTITIES = found(/\bentity:\s*'([^']+)'/g);

test('the sources were read: a known action of each kind of writing is among them', () => {
  expect(ACTIONS).toEqual(
    expect.arrayContaining([
      'budget.set',
      'report.approve',
      'report.return',
      'account.unlock',
      'indicator.set_actual',
    ]),
  );
  expect(STEPS).toEqual(expect.arrayContaining(['case.approve', 'case.file', 'case.flag']));
  expect(ENTITIES).toContain('subsidy_case');
});

test.each([
  ...ACTIONS,
  ...STEPS,
  ...WARNING_ACTIONS,
  ...PROJECT_ACTIONS,
])('the log has a word for %s', (action) => {
  expect(ACTION_WORDS[action]).toMatch(/\p{Script=Han}/u);
});

test.each(ENTITIES)('the log has a word for the object %s', (entity) => {
  expect(ENTITY_WORDS[entity]).toMatch(/\p{Script=Han}/u);
});

test('indicators are called as the seed calls them', () => {
  const text = readFileSync(join(ROOT, 'seed/indicators.ts'), 'utf8');
  const names = [...text.matchAll(/id: '(\w+)',\s*name: '([^']+)'/g)].map(([, id, name]) => [id, name]);
  expect(Object.entries(INDICATOR_WORDS)).toEqual(names);
});
