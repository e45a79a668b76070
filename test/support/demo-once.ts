import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../db/open.ts';
import { loadDemo } from '../../seed/demo/load.ts';
import { hashPassword } from '../../server/accounts/passwords.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** a database file with the demo data, to be copied */
    demoFile: string;
  }
}

/** The demo database is made once for all tests; each test works on a copy of its file. */
export async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-template-'));
  const path = join(folder, 'demo.sqlite');
  const db = openDatabase(path);
  await loadDemo(db, { hashPassword, now: '2026-11-21T00:00:00.000Z' });
  db.close();
  project.provide('demoFile', path);
  return () => rmSync(folder, { recursive: true, force: true });
}
