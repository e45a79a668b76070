const LIMIT = 500;

/** Serialised replies of read endpoints, dropped whole as soon as anything is committed. */
export class ReplyCache {
  private state = '';
  private readonly replies = new Map<string, string>();

  /** @param state commit counter and business date: a change of either empties the cache */
  take(state: string, key: string, compute: () => unknown): string {
    if (state !== this.state) {
      this.replies.clear();
      this.state = state;
    }
    const known = this.replies.get(key);
    if (known !== undefined) return known;
    const text = JSON.stringify(compute());
    if (this.replies.size >= LIMIT) this.replies.clear();
    this.replies.set(key, text);
    return text;
  }
}
