import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../server/cli/build.ts';

/*
 * Offices have Windows 7 PCs whose last Chrome is 109. The bundler lowers syntax to that version; what it does not do is
 * bring functions the browser lacks.
 */

const FOLDER = join(ROOT, 'dist/web/assets');
const files = (extension: string) =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith(extension))
    .map((name): [string, string] => [name, readFileSync(join(FOLDER, name), 'utf8')]);

/** What came after Chrome 109, as it stands in minified code. */
const NEWER: readonly [what: string, pattern: RegExp][] = [
  ['toSorted, toReversed, toSpliced (110)', /\.to(?:Sorted|Reversed|Spliced)\(/],
  ['Object.groupBy, Map.groupBy (117)', /\b(?:Object|Map)\.groupBy\(/],
  ['Promise.withResolvers (119), Promise.try (128)', /Promise\.(?:withResolvers|try)\(/],
  ['Array.fromAsync (121)', /Array\.fromAsync\(/],
  ['methods of Set (122)', /\.(?:isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(/],
  ['URL.canParse (120), URL.parse (126)', /\bURL\.(?:canParse|parse)\(/],
  ['well-formed strings (111)', /\.(?:is|to)WellFormed\(/],
  ['AbortSignal.any (116)', /AbortSignal\.any\(/],
  ['popover (114)', /\.(?:show|hide|toggle)Popover\(/],
  ['Iterator helpers (122)', /\bIterator\.from\(/],
  ['RegExp.escape (136)', /RegExp\.escape\(/],
];

/** Rules that do not only look plainer on Chrome 109, but lose their colour or hide something. */
const NEWER_CSS: readonly [what: string, pattern: RegExp][] = [
  ['color-mix (111)', /color-mix\(/],
  ['oklch, oklab, lch, lab (111)', /[:\s,(](?:ok)?l(?:ch|ab)\(/],
  ['light-dark (123)', /light-dark\(/],
  ['@scope (118)', /@scope\b/],
  ['@starting-style (117)', /@starting-style\b/],
  ['nested rules (112)', /\{[^{}]*&[\s.:>+~[]/],
  ['subgrid (117)', /\bsubgrid\b/],
];

describe('the pages run on Chrome 109', () => {
  test.each(files('.js'))('%s is written in what it reads', (_name, source) => {
    expect(() => parse(source, { ecmaVersion: 2022, sourceType: 'module' })).not.toThrow();
  });

  test.each(NEWER)('nothing calls %s', (_what, pattern) => {
    const found = files('.js').filter(([, source]) => pattern.test(source));
    expect(found.map(([name]) => name)).toEqual([]);
  });

  test.each(NEWER_CSS)('no style needs %s', (_what, pattern) => {
    const found = files('.css').filter(([, source]) => pattern.test(source));
    expect(found.map(([name]) => name)).toEqual([]);
  });
});
