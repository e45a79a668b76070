import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../server/cli/build.ts';

export const newFolder = () => mkdtempSync(join(tmpdir(), 'tracker-data-'));

export interface Product {
  /** `http://127.0.0.1:…` */
  address: string;
  /** process id of the server */
  pid: number;
  output(): string;
  /** SIGTERM, then the exit code */
  stop(): Promise<number | null>;
  kill(): void;
}

interface Exit {
  code: number | null;
  output: string;
}

function launch(mode: 'start' | 'demo', env: Record<string, string>, nodeArgs: string[] = []) {
  const child = spawn(process.execPath, [...nodeArgs, 'server/cli/run.mjs', mode], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: '', PORT: '0', ...env },
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  return { child, output: () => output };
}

const exitOf = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    else child.once('exit', (code) => resolve(code));
  });

/** Starts the built product in its own process, on a port of the system's choice, and waits for its address. */
export async function startProduct(
  mode: 'start' | 'demo',
  env: Record<string, string> = {},
): Promise<Product> {
  const { child, output } = launch(mode, env);
  for (let waited = 0; waited < 60_000; waited += 50) {
    const address = /http:\/\/[\d.]+:\d+/.exec(output())?.[0];
    if (address) {
      return {
        address,
        pid: child.pid ?? 0,
        output,
        stop: () => {
          child.kill('SIGTERM');
          return exitOf(child);
        },
        kill: () => child.kill('SIGKILL'),
      };
    }
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`the product did not start:\n${output()}`);
}

/** Starts what is expected to refuse, and returns how it ended. */
export async function startRefused(
  mode: 'start' | 'demo',
  env: Record<string, string>,
  nodeArgs: string[] = [],
): Promise<Exit> {
  const { child, output } = launch(mode, env, nodeArgs);
  const giveUp = setTimeout(() => child.kill('SIGKILL'), 30_000);
  const code = await exitOf(child);
  clearTimeout(giveUp);
  return { code, output: output() };
}
