import type { ProgressReply } from '../../server/progress/schema.ts';

/** Does the reply show a figure that is not released (未公布)? Then the page is 内部资料. */
export function showsInternal({ city, units }: ProgressReply): boolean {
  return [city, ...units].some((unit) => unit.actualPct !== null && unit.releasedAt === null);
}
