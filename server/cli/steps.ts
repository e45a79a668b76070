/** Tells whoever waits what is being done and how long it took. */
export async function step<T>(label: string, work: () => T | Promise<T>): Promise<T> {
  const started = performance.now();
  process.stdout.write(`• ${label} …`);
  const ticking = setInterval(() => process.stdout.write('.'), 1000);
  try {
    const result = await work();
    process.stdout.write(` 完成（${((performance.now() - started) / 1000).toFixed(1)} 秒）\n`);
    return result;
  } catch (error) {
    process.stdout.write(' 失败\n');
    throw error;
  } finally {
    clearInterval(ticking);
  }
}
