import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import Sqlite from 'better-sqlite3';
import { Hono } from 'hono';

/**
 * What our endpoints are measured against: a bare Hono with one better-sqlite3 prepared statement that returns the same
 * rows, without sign-in, rules, audit or error handling; and one FULL-synchronous insert per request.
 * Run as its own process: `node bare-server.ts <database> [<folder of a static page>]`; prints its port.
 */
const [path = ':memory:', pages = ''] = process.argv.slice(2);
const sqlite = new Sqlite(path);
sqlite.pragma('journal_mode = WAL');
sqlite.pragma('synchronous = FULL');
sqlite.exec('CREATE TABLE IF NOT EXISTS reply (name TEXT PRIMARY KEY, rows TEXT NOT NULL)');
sqlite.exec(
  'CREATE TABLE IF NOT EXISTS row (reply TEXT NOT NULL, position INTEGER NOT NULL, body TEXT NOT NULL)',
);
sqlite.exec('CREATE TABLE IF NOT EXISTS written (id INTEGER PRIMARY KEY, body TEXT NOT NULL)');

const app = new Hono();
const kept = new Map<string, unknown[]>();
app.post('/fill/:name', async (c) => {
  const rows = (await c.req.json()) as unknown[];
  kept.set(c.req.param('name'), rows);
  const insert = sqlite.prepare('INSERT INTO row VALUES (?, ?, ?)');
  sqlite.transaction(() => {
    for (const [position, row] of rows.entries())
      insert.run(c.req.param('name'), position, JSON.stringify(row));
  })();
  return c.body(null, 204);
});

const select = sqlite.prepare('SELECT body FROM row WHERE reply = ? ORDER BY position').pluck();
app.get('/rows/:name', (c) =>
  c.json({ units: select.all(c.req.param('name')).map((body) => JSON.parse(body as string) as unknown) }),
);

app.get('/json/:name', (c) => c.json({ units: kept.get(c.req.param('name')) }));
app.get('/api/v1/health', (c) => c.json({ status: 'ok' }));
if (pages) {
  const rewriteRequestPath = (asked: string) => asked.replace(/^\/page/, '');
  app.use('/page/*', serveStatic({ root: pages, precompressed: true, rewriteRequestPath }));
}

const insert = sqlite.prepare('INSERT INTO written (body) VALUES (?)');
app.post('/write', async (c) => c.json({ id: Number(insert.run(await c.req.text()).lastInsertRowid) }));

const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) => {
  process.stdout.write(`${info.port}\n`);
});
process.on('SIGTERM', () => server.close(() => process.exit(0)));
