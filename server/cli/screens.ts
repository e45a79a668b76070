import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCREENS } from '../http/pages.ts';

/** The screens opened most, by the first part of their address, with what they show their first chart with: modules, or named chunks. */
const MODULES: Record<string, readonly string[]> = {
  overview: ['overview/overview-page.tsx', 'charts', 'app/reminders.tsx'],
  intensity: ['intensity/intensity-page.tsx', 'app/reminders.tsx'],
  counties: ['county/county-page.tsx', 'ui/chart-extras.ts', 'app/reminders.tsx'],
  quotas: ['quotas/quotas-page.tsx', 'app/reminders.tsx'],
  subsidies: ['subsidies/subsidies-page.tsx', 'ui/chart-extras.ts', 'app/reminders.tsx'],
};

/** A file of the build: what it imports (as keys of the manifest), and its styles. */
interface Built {
  file: string;
  name?: string;
  imports?: string[];
  css?: string[];
}
type Manifest = Record<string, Built>;

/** A module's file with all the files it needs, each once, those needed first in front. */
function filesOf(manifest: Manifest, key: string, seen: Set<string>): Built[] {
  if (seen.has(key)) return [];
  seen.add(key);
  const built = manifest[key] ?? Object.values(manifest).find(({ name }) => name === key);
  if (!built) throw new Error(`the build has no ${key}`);
  return [...(built.imports ?? []).flatMap((next) => filesOf(manifest, next, seen)), built];
}

/** `page` with the files of a screen named in its head, so that they come together and not one after the other. */
function withFiles(page: string, built: readonly Built[]): string {
  const scripts = built.map(({ file }) => `    <link rel="modulepreload" crossorigin href="/${file}">\n`);
  const styles = built
    .flatMap(({ css = [] }) => css)
    .map((file) => `    <link rel="stylesheet" crossorigin href="/${file}">\n`);
  const session = '    <link rel="preload" as="fetch" crossorigin href="/api/v1/session">\n';
  const own = [session, ...scripts, ...styles].filter((line) => !page.includes(line.trim()));
  return page.replace('  </head>', () => `${own.join('')}  </head>`);
}

/** Writes the page once more for each of these screens; servePages (server/http/pages.ts) gives each its own. */
export function writeScreens(folder: string): void {
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  rmSync(path);
  mkdirSync(join(folder, SCREENS), { recursive: true });
  for (const [name, modules] of Object.entries(MODULES)) {
    // what index.html brings itself
    const seen = new Set<string>();
    filesOf(manifest, 'index.html', seen);
    const built = modules.flatMap((module) => filesOf(manifest, module, seen));
    writeFileSync(join(folder, SCREENS, `${name}.html`), withFiles(page, built));
  }
}
