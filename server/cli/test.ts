import { spawnSync } from 'node:child_process';
import { ROOT } from './build.ts';

/** `npm test` and `npm run test:full`; extra arguments go to vitest. `full` adds the long suites (*.full.test.ts). */
export function test({ full }: { full: boolean }): void {
  const results = ['--reporter=default', '--reporter=json', '--outputFile.json=.tmp/test-results.json'];
  const args = ['run', ...results, ...process.argv.slice(3)];
  const env = { ...process.env, ...(full ? { FULL_TESTS: '1' } : {}) };
  process.exitCode =
    spawnSync('node_modules/.bin/vitest', args, { cwd: ROOT, stdio: 'inherit', env }).status ?? 1;
}
