const LIMIT = 500;
/** What pages have in common is larger than a page; a handful is asked for at a time. */
const KEPT_LIMIT = 8;

interface Entry<T> {
  state: string;
  value: T;
}

/** A few computed things, each good for one state of the database. */
class Store<T> {
  private readonly entries = new Map<string, Entry<T>>();
  private readonly limit: number;
  constructor(limit: number) {
    this.limit = limit;
  }

  take(state: string, key: string, compute: () => T): T {
    const known = this.entries.get(key);
    if (known?.state === state) return known.value;
    const value = compute();
    if (this.entries.size >= this.limit) this.entries.clear();
    this.entries.set(key, { state, value });
    return value;
  }
}

/** Serialised replies of read endpoints; none is used any more once something was committed that could change it. */
export class ReplyCache {
  private readonly replies = new Store<string>(LIMIT);
  private readonly kept = new Store<unknown>(KEPT_LIMIT);

  /** @param state commit counter and business date: a reply of another state does not count */
  take(state: string, key: string, compute: () => unknown): string {
    return this.replies.take(state, key, () => JSON.stringify(compute()));
  }

  /** The same for what is not yet a reply. */
  keep<T>(state: string, key: string, compute: () => T): T {
    return this.kept.take(state, key, compute) as T;
  }
}
