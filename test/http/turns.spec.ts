import { setTimeout as sleep } from 'node:timers/promises';
import { type Line, Turns } from '../../src/http/turns';

const line = (name: string): Line => ({ name, tooLong: () => new Error(`${name} takes too long`) });

describe('Turns', () => {
  it('are taken one by one, in the order of coming', async () => {
    const [turns, seen] = [new Turns(), [] as string[]];
    const work = (id: number) => async () => {
      seen.push(`begin ${id}`);
      await sleep(2);
      seen.push(`end ${id}`);
    };
    await Promise.all([1, 2, 3].map((id) => turns.take(line('a'), work(id))));
    expect(seen).toEqual([1, 2, 3].flatMap((id) => [`begin ${id}`, `end ${id}`]));
  });

  it('hold up nobody who does something else', async () => {
    const turns = new Turns();
    let finish: () => void = () => undefined;
    const first = turns.take(line('a'), () => new Promise<void>((resolve) => (finish = resolve)));
    expect(await turns.take(line('b'), () => Promise.resolve('passed'))).toBe('passed');
    finish();
    await first;
  });

  it('go on after one that failed', async () => {
    const turns = new Turns();
    const failed = turns.take(line('a'), () => Promise.reject(new Error('no')));
    const next = turns.take(line('a'), () => Promise.resolve('next'));
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('next');
    expect(await turns.take(line('a'), () => Promise.resolve('later'))).toBe('later');
  });

  it('are not waited for for ever, and who gave up is not called', async () => {
    const turns = new Turns(20);
    let finish: () => void = () => undefined;
    const first = turns.take(line('a'), () => new Promise<void>((resolve) => (finish = resolve)));
    const begun: string[] = [];
    const impatient = turns.take(line('a'), () => Promise.resolve(begun.push('impatient')));
    await expect(impatient).rejects.toThrow('a takes too long');
    finish();
    await first;
    expect(await turns.take(line('a'), () => Promise.resolve('free'))).toBe('free');
    expect(begun).toEqual([]);
  });
});
