/** How long those who wait for their turn let the one under way be the only one. */
const PATIENCE_MS = 50;

interface Waiting<V> {
  readonly resolve: (value: V | null) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Answers many equal questions by few queries. Who asks while a query is under way waits for the next one, together with
 * all others who do; so each answer is as of a moment after it was asked for, as if everybody had asked alone. A query
 * that hangs holds nobody up for long.
 */
export class Gathered<V> {
  private waiting = new Map<string, Waiting<V>[]>();
  private underWay = 0;
  private due: NodeJS.Immediate | NodeJS.Timeout | null = null;

  /** `find` answers for the keys of which it knows something; it is never asked for none. */
  constructor(private readonly find: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>) {}

  /** What is found under a key, or null; throws what the query failed with. */
  ask(key: string): Promise<V | null> {
    return new Promise((resolve, reject) => {
      const others = this.waiting.get(key);
      if (others === undefined) this.waiting.set(key, [{ resolve, reject }]);
      else others.push({ resolve, reject });
      this.due ??= this.underWay === 0 ? setImmediate(this.begin) : setTimeout(this.begin, PATIENCE_MS);
    });
  }

  private readonly begin = (): void => {
    const gathered = this.waiting;
    this.waiting = new Map();
    this.due = null;
    this.underWay += 1;
    void this.answer(gathered).finally(() => {
      this.underWay -= 1;
      if (this.due === null || this.underWay > 0) return;
      clearTimeout(this.due as NodeJS.Timeout);
      this.begin();
    });
  };

  private async answer(gathered: ReadonlyMap<string, readonly Waiting<V>[]>): Promise<void> {
    try {
      const found = await this.find([...gathered.keys()]);
      for (const [key, all] of gathered) for (const { resolve } of all) resolve(found.get(key) ?? null);
    } catch (error) {
      for (const all of gathered.values()) for (const { reject } of all) reject(error);
    }
  }
}
