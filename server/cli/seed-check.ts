import { seedCheckReport } from '../../seed/check.ts';

/** `npm run seed:check`: the breakdown check as a table; fails only on a wrong transcription. */
export function seedCheck(): void {
  const { lines, ok } = seedCheckReport();
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = ok ? 0 : 1;
}
