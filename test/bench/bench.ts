import { cpus } from 'node:os';
import { build, isStale } from '../../server/cli/build.ts';
import { pages } from './pages.ts';
import { reads } from './reads.ts';
import { scale } from './scale.ts';
import { line, SECONDS } from './servers.ts';
import { start } from './start.ts';
import { writes } from './writes.ts';

const PARTS: Readonly<Record<string, () => Promise<void>>> = { start, reads, writes, scale, pages };

/** `npm run bench [-- part …]`: measures on this machine, in this run; prints, asserts nothing. */
export async function bench(): Promise<void> {
  const asked = process.argv.slice(3);
  const unknown = asked.find((part) => !(part in PARTS));
  if (unknown !== undefined)
    throw new Error(`没有“${unknown}”这一部分，可选：${Object.keys(PARTS).join('、')}`);
  if (isStale()) await build();
  const [cpu] = cpus();
  line('machine', `${cpus().length} × ${cpu?.model}, Node ${process.version}, ${SECONDS} s each`);
  for (const [name, part] of Object.entries(PARTS)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    process.stdout.write(`\n${name}\n`);
    await part();
  }
}
