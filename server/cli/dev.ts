import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createServer } from 'vite';
import { ROOT } from './build.ts';
import { readEnvironment } from './environment.ts';

/**
 * `npm run dev`: the API on PORT+1, restarted when server code changes, with demo data; the pages on PORT through Vite
 * with live reload, which passes `/api` on.
 */
export async function dev(): Promise<void> {
  const { port, host } = readEnvironment(process.env, 'demo');
  const apiPort = port + 1;
  const entry = join(ROOT, 'server/cli/dev-api.ts');
  const api = spawn(process.execPath, ['--watch', '--watch-preserve-output', entry], {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      PORT: String(apiPort),
      HOST: '127.0.0.1',
      DEMO: '1',
      DATA_DIR: 'data-demo',
      DEMO_KEEP: '1',
    },
  });
  const vite = await createServer({
    configFile: join(ROOT, 'vite.config.ts'),
    root: join(ROOT, 'web'),
    server: {
      port,
      host,
      strictPort: true,
      proxy: { '/api/v1': { target: `http://127.0.0.1:${apiPort}`, changeOrigin: false } },
    },
  });
  await vite.listen();
  vite.printUrls();
  const stop = () => {
    api.kill();
    void vite.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
