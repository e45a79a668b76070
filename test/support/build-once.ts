import { build, isStale } from '../../server/cli/build.ts';

/** Browser and start-up tests run what users run: the built product. */
export async function setup(): Promise<void> {
  if (isStale()) await build();
}
