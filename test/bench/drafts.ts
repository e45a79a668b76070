import { EMPTY_FIGURES, type Figures } from '../../server/rules/figures.ts';
import { cookieOf, type Running } from './servers.ts';

/** A county officer at one report, who knows its version. */
export class Officer {
  private version = 0;
  private count = 0;
  private readonly url: string;
  private readonly headers: Record<string, string>;

  private constructor(url: string, cookie: string) {
    this.url = url;
    this.headers = { cookie, 'content-type': 'application/json' };
  }

  static async signIn(product: Running, username: string, unit: string, period: string): Promise<Officer> {
    const cookie = await cookieOf(product.address, username);
    const officer = new Officer(`${product.address}/api/v1/reports/${unit}/${period}`, cookie);
    const found = await fetch(officer.url, { headers: officer.headers });
    officer.version = ((await found.json()) as { version: number }).version;
    return officer;
  }

  private async send(method: string, step: string, body: object): Promise<void> {
    const { headers } = this;
    const init = { method, headers, body: JSON.stringify({ version: this.version, ...body }) };
    const answer = await fetch(`${this.url}/${step}`, init);
    const reply = (await answer.json()) as { version: number };
    if (!answer.ok) throw new Error(`${step} refused: ${JSON.stringify(reply)}`);
    this.version = reply.version;
  }

  private figures(): Figures {
    this.count += 1;
    return {
      ...EMPTY_FIGURES,
      energyWanTce: `26.${1000 + (this.count % 9000)}`,
      energyGrowthPct: '2.1',
      valueAddedGrowthPct: '7.5',
      publishedIntensityPct: '-5.0',
      note: '测速',
    };
  }

  /** Saves figures that differ from the last ones. */
  save(): Promise<void> {
    return this.send('PUT', 'draft', { figures: this.figures() });
  }

  submit(): Promise<void> {
    return this.send('POST', 'submit', { figures: this.figures() });
  }

  withdraw(): Promise<void> {
    return this.send('POST', 'withdraw', {});
  }

  /** A write that changes more than a draft: every cache is computed anew after it. */
  async tell(): Promise<void> {
    const body = JSON.stringify({ text: '测速' });
    await (await fetch(`${this.url}/messages`, { method: 'POST', headers: this.headers, body })).text();
  }
}

/** Does it one after another while `work` runs. */
export async function beside<T>(writing: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  let running = true;
  const writer = (async () => {
    while (running) await writing();
  })();
  try {
    return await work();
  } finally {
    running = false;
    await writer;
  }
}
