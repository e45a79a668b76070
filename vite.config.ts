import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Pages: `web/` → `dist/web`. Tests: everything `*.test.ts(x)`. The server bundle is built by server/cli/build.ts. */
export default defineConfig({
  root: 'web',
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'chrome109',
    cssTarget: 'chrome109',
    chunkSizeWarningLimit: 900,
    modulePreload: { polyfill: false },
  },
  test: {
    root: '.',
    include: ['{web,server,db,seed,test}/**/*.test.{ts,tsx}'],
    globalSetup: ['test/support/build-once.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
