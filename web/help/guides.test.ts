import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROLES } from '../../server/rules/permissions.ts';
import { type Guide, pieces } from './guide.ts';
import { GUIDES, roleShown } from './guides.ts';
import sizes from './pictures/sizes.json';

const WEB = join(import.meta.dirname, '..');
const PICTURES = join(import.meta.dirname, 'pictures');
/** Longest file of one picture: a guide must open on a county's line too. */
const MAX_BYTES = 60_000;
/** Width of the column of pictures at 1366 px, CSS pixels. */
const COLUMN = 870;

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'help' ? [] : sourcesIn(path);
    return /(?<!\.test)\.tsx?$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

/** What the screens can say: their code and the rules', without comments. */
const screens = [...sourcesIn(WEB), ...sourcesIn(join(WEB, '../server/rules'))]
  .join('\n')
  .replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

function linesOf(guide: Guide): string[] {
  return [
    guide.title,
    guide.lead,
    ...guide.steps.flatMap(({ title, lines }) => [title, ...lines]),
    ...guide.questions.flatMap(({ ask, answer }) => [ask, answer]),
    ...guide.contacts.flatMap(({ matter, who }) => [matter, who]),
  ];
}

const picturesOf = (guide: Guide) => guide.steps.flatMap(({ picture }) => (picture ? [picture] : []));
const allPictures = ROLES.flatMap((role) => picturesOf(GUIDES[role]));

/** Width and height in a WebP file with lossy content: RIFF, then VP8 or, with more in it, VP8X. */
function sizeInFile(path: string): { width: number; height: number } {
  const file = readFileSync(path);
  const kind = file.toString('latin1', 12, 16);
  if (kind === 'VP8 ')
    return { width: file.readUInt16LE(26) & 0x3fff, height: file.readUInt16LE(28) & 0x3fff };
  if (kind === 'VP8X') return { width: file.readUIntLE(24, 3) + 1, height: file.readUIntLE(27, 3) + 1 };
  throw new Error(`${path}: no lossy WebP (${kind})`);
}

describe.each(ROLES)('the guide of %s', (role) => {
  const guide = GUIDES[role];

  it('is the one of this role, with steps, questions and people to ask', () => {
    expect(guide.role).toBe(role);
    expect(guide.steps.length).toBeGreaterThanOrEqual(3);
    expect(guide.questions.length).toBeGreaterThanOrEqual(5);
    expect(guide.contacts.length).toBeGreaterThanOrEqual(2);
  });

  it('names nothing of the screens that the screens do not say', () => {
    const words = linesOf(guide)
      .flatMap(pieces)
      .filter(({ isScreenWord }) => isScreenWord)
      .map(({ text }) => text.slice(1, -1));
    expect(words.length).toBeGreaterThan(5);
    expect(words.filter((word) => !screens.includes(word))).toEqual([]);
  });

  it('shows pictures of the screens, each with words for those who do not see it', () => {
    expect(picturesOf(guide).length).toBeGreaterThanOrEqual(3);
    for (const { alt } of picturesOf(guide)) expect(alt.length).toBeGreaterThan(10);
  });
});

it('each picture is there once, light enough, and as large as its place', () => {
  const files = readdirSync(PICTURES).filter((name) => name.endsWith('.webp'));
  expect(files.sort()).toEqual(allPictures.map(({ name }) => `${name}.webp`).sort());
  for (const name of files) {
    const path = join(PICTURES, name);
    expect([name, statSync(path).size <= MAX_BYTES]).toEqual([name, true]);
    const drawn = sizeInFile(path);
    const place = (sizes as Record<string, { width: number; height: number }>)[name.replace('.webp', '')];
    expect([name, place !== undefined]).toEqual([name, true]);
    if (place === undefined) continue;
    // the same shape, and at least as many pixels as its place has on an office display
    expect(Math.abs(drawn.width / drawn.height - place.width / place.height)).toBeLessThan(0.02);
    expect(drawn.width).toBeGreaterThanOrEqual(Math.min(place.width, COLUMN));
  }
  expect(Object.keys(sizes).sort()).toEqual(allPictures.map(({ name }) => name).sort());
});

it('a line is split at the words of the screens and nothing is lost', () => {
  expect(pieces('按“提交审核”，等“审核”。')).toEqual([
    { text: '按', isScreenWord: false },
    { text: '“提交审核”', isScreenWord: true },
    { text: '，等', isScreenWord: false },
    { text: '“审核”', isScreenWord: true },
    { text: '。', isScreenWord: false },
  ]);
  expect(pieces('没有')).toEqual([{ text: '没有', isScreenWord: false }]);
});

it.each([
  [undefined, 'county', 'county'],
  ['bureau', 'county', 'bureau'],
  ['auditor', 'admin', 'auditor'],
  ['mayor', 'leader', 'leader'],
  ['', 'admin', 'admin'],
] as const)('role %s in the address, seen by %s, opens the guide of %s', (asked, own, shown) => {
  expect(roleShown(asked, own)).toBe(shown);
});
