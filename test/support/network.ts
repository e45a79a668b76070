import { serve } from '@hono/node-server';
import { type Answer, Person, type TestApp } from './app.ts';

/** Somebody signed in whose requests go over the network, on connections of their own. */
class NetworkPerson extends Person {
  private readonly address: string;
  constructor(app: TestApp, cookie: string, address: string) {
    super(app.app);
    this.cookie = cookie;
    this.address = address;
  }

  override async ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${this.address}/api/v1${path}`, {
      method,
      headers: { cookie: this.cookie, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: JSON.parse(text), text };
  }
}

export interface Network {
  address: string;
  as(username: string): Promise<Person>;
  close(): Promise<void>;
}

/** The app behind the real HTTP server. */
export async function listening(app: TestApp): Promise<Network> {
  const { server, address } = await new Promise<{ server: ReturnType<typeof serve>; address: string }>(
    (resolve) => {
      const started = serve({ fetch: app.app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
        resolve({ server: started, address: `http://127.0.0.1:${port}` }),
      );
    },
  );
  return {
    address,
    as: async (username) => new NetworkPerson(app, (await app.as(username)).cookie, address),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
