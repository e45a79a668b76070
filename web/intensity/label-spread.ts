/**
 * Moves labels apart that would overlap, as little as possible and in the same order.
 * @param wanted pixel positions of the labels' middles, any order
 * @param gap least distance between two of them, pixels
 * @param bounds range for the middles; kept as long as the labels fit into it
 * @returns positions in the order given
 */
export function spreadLabels(
  wanted: readonly number[],
  gap: number,
  bounds: { min: number; max: number },
): number[] {
  const order = wanted
    .map((position, index) => ({ position, index }))
    .sort((a, b) => a.position - b.position);
  const placed: number[] = [];
  for (const { position } of order) {
    const before = placed.at(-1);
    const floor = before === undefined ? bounds.min : before + gap;
    placed.push(Math.max(position, floor));
  }
  let ceiling = bounds.max;
  for (let index = placed.length - 1; index >= 0; index -= 1) {
    placed[index] = Math.min(placed[index] ?? ceiling, ceiling);
    ceiling = (placed[index] ?? ceiling) - gap;
  }
  const result = new Array<number>(wanted.length).fill(0);
  for (const [rank, { index }] of order.entries()) result[index] = placed[rank] ?? 0;
  return result;
}
