import { setTimeout as sleep } from 'node:timers/promises';
import { Gathered } from '../../src/kernel/gathered';

/** A query that answers when it is told to. */
class Query {
  readonly asked: string[][] = [];
  private readonly ends: ((failure?: Error) => void)[] = [];

  readonly find = (keys: readonly string[]): Promise<Map<string, string>> => {
    const at = this.asked.push([...keys]);
    return new Promise((resolve, reject) => {
      this.ends.push((failure) =>
        failure === undefined
          ? resolve(new Map(keys.filter((key) => key !== 'none').map((key) => [key, `${key} in ${at}`])))
          : reject(failure),
      );
    });
  };

  async begun(count: number): Promise<void> {
    while (this.asked.length < count) await sleep(1);
  }

  end(query: number, failure?: Error): void {
    this.ends[query - 1]?.(failure);
  }
}

describe('Questions that are gathered', () => {
  it('are one query when they come at once, and each has its own answer', async () => {
    const query = new Query();
    const gathered = new Gathered(query.find);
    const answers = Promise.all(['a', 'b', 'a', 'none'].map((key) => gathered.ask(key)));
    await query.begun(1);
    query.end(1);
    expect(await answers).toEqual(['a in 1', 'b in 1', 'a in 1', null]);
    expect(query.asked).toEqual([['a', 'b', 'none']]);
  });

  it('are never answered by a query that began before they were asked', async () => {
    const query = new Query();
    const gathered = new Gathered(query.find);
    const first = gathered.ask('a');
    await query.begun(1);
    const [second, third] = [gathered.ask('a'), gathered.ask('a')];
    query.end(1);
    expect(await first).toBe('a in 1');
    await query.begun(2);
    query.end(2);
    expect(await Promise.all([second, third])).toEqual(['a in 2', 'a in 2']);
    expect(query.asked).toHaveLength(2);
  });

  it('do not wait long for a query that hangs', async () => {
    const query = new Query();
    const gathered = new Gathered(query.find);
    void gathered.ask('a');
    await query.begun(1);
    const second = gathered.ask('b');
    await query.begun(2);
    query.end(2);
    expect(await second).toBe('b in 2');
    query.end(1);
  });

  it('fail together, and those that come later are asked anew', async () => {
    const query = new Query();
    const gathered = new Gathered(query.find);
    const failing = [gathered.ask('a'), gathered.ask('b')].map((one) => expect(one).rejects.toThrow('gone'));
    await query.begun(1);
    const later = gathered.ask('a');
    query.end(1, new Error('gone'));
    await Promise.all(failing);
    await query.begun(2);
    query.end(2);
    expect(await later).toBe('a in 2');
  });
});
