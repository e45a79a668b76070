/** Serialised replies are kept up to so many bytes; a string of Chinese text takes two for each character. */
const REPLIES_BYTES = 16 * 1024 * 1024;
const BYTES_PER_CHARACTER = 2;
/** What pages have in common is larger than a page; a handful is asked for at a time. */
const KEPT_LIMIT = 8;

interface Entry<T> {
  state: string;
  value: T;
  size: number;
}

/** A few computed things, each good for one state of the database; what nobody asked for longest goes first. */
class Store<T> {
  private readonly entries = new Map<string, Entry<T>>();
  private readonly limit: number;
  private readonly sizeOf: (key: string, value: T) => number;
  private total = 0;
  constructor(limit: number, sizeOf: (key: string, value: T) => number) {
    this.limit = limit;
    this.sizeOf = sizeOf;
  }

  take(state: string, key: string, compute: () => T): T {
    const known = this.entries.get(key);
    if (known) this.drop(key, known);
    if (known?.state === state) return this.hold(key, known);
    const value = compute();
    return this.hold(key, { state, value, size: this.sizeOf(key, value) });
  }

  private drop(key: string, { size }: Entry<T>): void {
    this.entries.delete(key);
    this.total -= size;
  }

  /** As the newest; what alone exceeds the limit is not kept. */
  private hold(key: string, entry: Entry<T>): T {
    if (entry.size > this.limit) return entry.value;
    for (const [oldest, old] of this.entries) {
      if (this.total + entry.size <= this.limit) break;
      this.drop(oldest, old);
    }
    this.entries.set(key, entry);
    this.total += entry.size;
    return entry.value;
  }
}

/** Serialised replies of read endpoints; none is used any more once something was committed that could change it. */
export class ReplyCache {
  private readonly replies: Store<string>;
  private readonly kept = new Store<unknown>(KEPT_LIMIT, () => 1);

  /** @param bytes  so much text is kept, with its keys; keys hold what callers choose (rows of a page, a day) */
  constructor(bytes = REPLIES_BYTES) {
    this.replies = new Store(bytes, (key, text) => BYTES_PER_CHARACTER * (key.length + text.length));
  }

  /** @param state commit counter and business date: a reply of another state does not count */
  take(state: string, key: string, compute: () => unknown): string {
    return this.replies.take(state, key, () => JSON.stringify(compute()));
  }

  /** The same for what is not yet a reply. */
  keep<T>(state: string, key: string, compute: () => T): T {
    return this.kept.take(state, key, compute) as T;
  }
}
