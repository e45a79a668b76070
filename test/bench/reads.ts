import { beside, Officer } from './drafts.ts';
import { cookieOf, demoFolder, line, load, loadWords, runBare, runProduct } from './servers.ts';

const READS = [
  ['targets', '/api/v1/targets/intensity'],
  ['progress', '/api/v1/progress?period=2026-10'],
  ['one county', '/api/v1/progress/trajectory?unit=360425&period=2026-10'],
  ['one report', '/api/v1/reports/360425/2026-10'],
] as const;
const CONNECTIONS = [1, 10, 50];

/** The rows of a reply, for the bare server to keep one by one. */
function rowsOf(reply: Record<string, unknown>): unknown[] {
  return Array.isArray(reply.units) ? reply.units : [reply];
}

/** Our reads beside a bare server: the same JSON from memory, the same rows from a prepared statement; no sign-in there. */
export async function reads(): Promise<void> {
  const product = await runProduct(await demoFolder());
  const bare = await runBare();
  try {
    const headers = { cookie: await cookieOf(product.address, 'bureau') };
    const officer = await Officer.signIn(product, 'county-360425', '360425', '2026-10');
    for (const [name, path] of READS) {
      const reply = (await (await fetch(product.address + path, { headers })).json()) as Record<
        string,
        unknown
      >;
      const fill = `${bare.address}/fill/${encodeURIComponent(name)}`;
      await fetch(fill, { method: 'POST', body: JSON.stringify(rowsOf(reply)) });
      for (const connections of CONNECTIONS) {
        const of = (kind: string) => `${bare.address}/${kind}/${encodeURIComponent(name)}`;
        const json = await load(of('json'), connections);
        const rows = await load(of('rows'), connections);
        const ours = await load(product.address + path, connections, headers);
        const label = `${name}, ${connections} connection${connections > 1 ? 's' : ''}`;
        line(label, loadWords(ours));
        line(
          '  bare Hono, JSON from memory',
          `${loadWords(json)}  ours ${(ours.perSecond / json.perSecond).toFixed(2)} ×`,
        );
        line(
          '  bare Hono, prepared statement',
          `${loadWords(rows)}  ours ${(ours.perSecond / rows.perSecond).toFixed(2)} ×`,
        );
      }
      const ask = () => load(product.address + path, 10, headers);
      line(
        `${name}, 10 connections, drafts saved beside`,
        loadWords(await beside(() => officer.save(), ask)),
      );
      line(
        `${name}, 10 connections, all caches emptied beside`,
        loadWords(await beside(() => officer.tell(), ask)),
      );
    }
  } finally {
    await product.stop();
    await bare.stop();
  }
}
