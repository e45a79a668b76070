import { expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../../seed/demo/accounts.ts';
import { EMPTY_FIGURES } from '../../server/rules/figures.ts';
import { newFolder, startProduct } from '../support/product.ts';

const ROUNDS = 20;
const REPORT = '/api/v1/reports/360425/2026-10';

async function cookieOf(address: string, username: string): Promise<string> {
  const answer = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: DEMO_PASSWORD }),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

interface Saved {
  version: number;
  energyWanTce: string | null;
}

async function readSaved(address: string, cookie: string): Promise<Saved> {
  const answer = await fetch(address + REPORT, { headers: { cookie } });
  const detail = (await answer.json()) as { version: number; draft: { energyWanTce: string } | null };
  return { version: detail.version, energyWanTce: detail.draft?.energyWanTce ?? null };
}

/** Saves one draft after another until the process dies; returns the last save that was acknowledged. */
async function saveUntilKilled(address: string, cookie: string, from: Saved): Promise<Saved> {
  let last = from;
  for (let i = 0; ; i += 1) {
    const energyWanTce = `26.${String(1000 + ((last.version + i) % 9000))}`;
    const figures = { ...EMPTY_FIGURES, energyWanTce };
    try {
      const answer = await fetch(`${address}${REPORT}/draft`, {
        method: 'PUT',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ version: last.version, figures }),
      });
      if (!answer.ok) throw new Error(await answer.text());
      last = { version: ((await answer.json()) as { version: number }).version, energyWanTce };
    } catch {
      return last;
    }
  }
}

test('no acknowledged save is lost and the audit chain holds, however often the process is killed', async () => {
  const env = { DATA_DIR: newFolder(), DEMO_KEEP: '1' };
  let acknowledged = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const product = await startProduct('demo', env);
    const cookie = await cookieOf(product.address, 'county-360425');
    const before = await readSaved(product.address, cookie);
    setTimeout(() => product.kill(), 150 + 37 * round);
    const last = await saveUntilKilled(product.address, cookie, before);
    acknowledged += last.version - before.version;

    const again = await startProduct('demo', env);
    const after = await readSaved(again.address, await cookieOf(again.address, 'county-360425'));
    // the save under way when the process died may have reached the disk unacknowledged, never more than that one
    expect(after.version - last.version).toBeGreaterThanOrEqual(0);
    expect(after.version - last.version).toBeLessThanOrEqual(1);
    if (after.version === last.version) expect(after.energyWanTce).toBe(last.energyWanTce);
    const auditor = await cookieOf(again.address, 'auditor');
    const verdict = await fetch(`${again.address}/api/v1/audit/verify`, { headers: { cookie: auditor } });
    expect(((await verdict.json()) as { ok: boolean }).ok).toBe(true);
    await again.stop();
  }
  console.log(`${ROUNDS} kills, ${acknowledged} acknowledged saves`);
  expect(acknowledged).toBeGreaterThan(ROUNDS);
}, 300_000);
