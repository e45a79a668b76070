import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CASE_STEPS } from '../../server/rules/case-steps.ts';
import { ACTION_WORDS, ENTITY_WORDS, INDICATOR_WORDS } from './audit-words.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Every source of the server and the seed, tests left out. */
const SOURCES: readonly string[] = ['server', 'seed'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
);

function found(...patterns: readonly RegExp[]): string[] {
  const all = SOURCES.flatMap((text) =>
    patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')),
  );
  return [...new Set(all)].sort();
}

/** `action: 'a.b'`, `action: x ? 'a.b' : 'c.d'` and `audit(tx, actor, 'a.b', …)`. */
const ACTIONS = found(
  /\baction:\s*'([a-z]+\.[^']+)'/g,
  /\baction:[^?\n]*\?\s*'([^']+)'/g,
  /\baction:[^?\n]*\?\s*'[^']+'\s*:\s*'([^']+)'/g,
  /\baudit\w*\(\s*tx,\s*actor,\s*'([^']+)'/g,
);

/** Steps written to the log as `case.${step}`: those people take, and what is recorded beside them. */
const STEPS = [...new Set([...CASE_STEPS, 'open', 'apply', ...found(/\bstep: '(\w+)'/g)])];

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
  expect(STEPS).toEqual(expect.arrayContaining(['approve', 'file', 'flag']));
  expect(ENTITIES).toContain('subsidy_case');
});

test.each([...ACTIONS, ...STEPS.map((step) => `case.${step}`)])('the log has a word for %s', (action) => {
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
