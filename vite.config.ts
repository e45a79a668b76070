import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import { configDefaults, defineConfig } from 'vitest/config';

const long = process.env.FULL_TESTS === '1' ? [] : ['**/*.full.test.ts'];

/**
 * Few files instead of many small ones, as each one costs a browser about as much as 10 kB: what every page begins with,
 * the charts, and what most pages are made of.
 */
const CHUNKS = [
  { name: 'app', tags: ['$initial' as const], priority: 4 },
  { name: 'charts', test: /[\\/]web[\\/]ui[\\/]chart-canvas\.tsx$/, priority: 3 },
  {
    name: 'frame',
    test: /[\\/]web[\\/]ui[\\/](?:as-of|as-of-field|as-of-bar|card|chart|chart-marks|export-button|flip-mark|lamp|page-head|period-select|release-words|remedy-mark|source-card|states|status-words)\.tsx?$/,
    priority: 2,
  },
  {
    name: 'frame',
    test: /[\\/](?:intensity[\\/]rule-set-select|rules[\\/]quota-columns)\.tsx?$/,
    priority: 2,
  },
];

/** Pages: `web/` → `dist/web`. Tests: everything `*.test.ts`. The server bundle is built by server/cli/build.ts. */
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
    // which file is made of what: read, and taken away, by server/cli/screens.ts
    manifest: 'manifest.json',
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
  test: {
    root: '.',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'code',
          include: ['{web,server,db,seed,test}/**/*.test.ts'],
          exclude: [
            ...configDefaults.exclude,
            ...long,
            'test/product/**',
            'test/fault/process/**',
            'test/compat/**',
          ],
          globalSetup: ['test/support/demo-once.ts'],
          maxWorkers: availableParallelism(),
          isolate: false,
        },
      },
      {
        // what users run: the built product in its own process, and a real browser
        extends: true,
        test: {
          name: 'product',
          include: [
            'test/product/**/*.test.ts',
            'test/fault/process/**/*.test.ts',
            'test/compat/**/*.test.ts',
          ],
          exclude: [...configDefaults.exclude, ...long],
          globalSetup: ['test/support/build-once.ts'],
          // each file has its own server and browser; they wait more than they compute
          maxWorkers: 2,
        },
      },
    ],
  },
});
