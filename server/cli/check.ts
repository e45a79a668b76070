import { spawnSync } from 'node:child_process';
import { ROOT } from './build.ts';

const CHECKS: [label: string, bin: string, args: string[]][] = [
  ['类型', 'tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['格式与静态检查', 'biome', ['check', '.']],
  ['目录依赖方向', 'depcruise', ['--config', 'test/dependencies.cjs', 'web', 'server', 'db', 'seed', 'test']],
];

/** `npm run check`: types, linter, import directions; every one is run, and any failure fails. */
export function check(): void {
  const failed = CHECKS.filter(([label, bin, args]) => {
    process.stdout.write(`• ${label}（${bin}）\n`);
    return spawnSync(`node_modules/.bin/${bin}`, args, { cwd: ROOT, stdio: 'inherit' }).status !== 0;
  });
  for (const [label] of failed) process.stderr.write(`未通过：${label}\n`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
