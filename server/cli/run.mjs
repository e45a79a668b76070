// First code of every npm script. Plain JavaScript that even an old Node can read, because what follows needs Node 24:
// TypeScript is run by type stripping, and better-sqlite3 13 crashes without a word on Node 20.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `需要 Node.js 24 或更高版本，当前为 ${process.versions.node}。请在本目录运行 npm ci（Linux x64 会自动带上 Node 24），或安装 Node 24 后用 npm run 启动。`,
  );
  process.exit(1);
}

const command = process.argv[2] ?? '';
const commands = {
  start: () => import('./start-built.mjs').then((m) => m.startBuilt('start')),
  demo: () => import('./start-built.mjs').then((m) => m.startBuilt('demo')),
  dev: () => import('./dev.ts').then((m) => m.dev()),
  build: () => import('./build.ts').then((m) => m.build()),
  check: () => import('./check.ts').then((m) => m.check()),
  test: () => import('./test.ts').then((m) => m.test({ full: false })),
  'test:full': () => import('./test.ts').then((m) => m.test({ full: true })),
  'admin:reset': () => import('./admin-reset.ts').then((m) => m.adminReset()),
  release: () => import('./release.ts').then((m) => m.release()),
  sbom: () => import('./sbom.ts').then((m) => m.sbom()),
  bench: () => import('../../test/bench/bench.ts').then((m) => m.bench()),
  backup: () => import('./backup.ts').then((m) => m.backup()),
  restore: () => import('./restore.ts').then((m) => m.restore()),
  rules: () => import('./rules.ts').then((m) => m.rules()),
  'seed:check': () => import('./seed-check.ts').then((m) => m.seedCheck()),
};

const chosen = commands[command];
if (!chosen) {
  console.error(`未知命令 ${command}，可用：${Object.keys(commands).join('、')}`);
  process.exit(1);
}
await chosen();
