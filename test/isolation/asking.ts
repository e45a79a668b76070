import type { Answer } from '../support/app.ts';
import type { Asked } from './row.ts';
import type { World } from './world.ts';

/** A request that was tried: the answer, and whether anything in the database was different after it. */
export interface Tried {
  answer: Answer;
  changed: boolean;
}

/** Asks the app as its people, so that each request meets the same world. */
export class Asking {
  private readonly world: World;
  private readonly untouched: string;

  constructor(world: World) {
    this.world = world;
    this.untouched = world.app.fingerprint();
  }

  /** Asks inside a transaction that is then taken back. */
  async tried(who: keyof World['people'], method: string, asked: Asked): Promise<Tried> {
    const { app, people } = this.world;
    const { sqlite } = app.db;
    const person = people[who];
    const { cookie } = person;
    const total = sqlite.prepare('SELECT total_changes()').pluck();
    sqlite.exec('BEGIN IMMEDIATE');
    try {
      const before = Number(total.get());
      const answer = await this.send(who, method, asked);
      const wrote = Number(total.get()) > before;
      // what was written and taken back counts as written too: then look at what is there
      return { answer, changed: wrote && (answer.status < 400 || app.fingerprint() !== this.untouched) };
    } finally {
      sqlite.exec('ROLLBACK');
      person.cookie = cookie;
      app.db.write((tx) => void tx);
    }
  }

  private send(who: keyof World['people'], method: string, { path, body, file }: Asked): Promise<Answer> {
    const person = this.world.people[who];
    const outside = path.startsWith('/api/') || path === '/metrics';
    const url = outside ? `/../..${path}` : path;
    if (file) return person.upload(url, file);
    return person.ask(method, url, body ?? (method === 'GET' || method === 'DELETE' ? undefined : {}));
  }
}
