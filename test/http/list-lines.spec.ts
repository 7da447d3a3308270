import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as after } from 'node:timers/promises';
import { csvForm, jsonLinesForm, lineStream } from '../../src/http/list-lines';

async function* batches(...all: readonly (readonly unknown[] | Error)[]): AsyncGenerator<readonly unknown[], void> {
  for (const batch of all) {
    await after(1);
    if (batch instanceof Error) throw batch;
    yield batch;
  }
}

/** A stream, and how often it was closed. */
function opened(rest: AsyncIterable<readonly unknown[]>, stallMs = 10_000, form = jsonLinesForm) {
  const closed = { times: 0 };
  const close = (): Promise<void> => {
    closed.times = 1;
    return Promise.resolve();
  };
  const stream: Readable = lineStream(form, { first: [{ a: 1 }], rest, stallMs, close });
  return { stream, closed };
}

describe('A stream of lines', () => {
  it('holds the first batch and the rest, and is closed at its end', async () => {
    const { stream, closed } = opened(batches([{ a: 2 }, { a: 3 }], [], [{ a: 4 }]));
    expect(await text(stream)).toBe('{"a":1}\n{"a":2}\n{"a":3}\n{"a":4}\n');
    expect(closed.times).toBe(1);
  });

  it('begins a CSV with its mark and its names, also where there is nothing', async () => {
    const { stream } = opened(batches([{ a: '=1' }]), 10_000, csvForm(['a']));
    // `text` reads past a mark, so the bytes are looked at.
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString('utf8')).toBe(`\uFEFF"a"\r\n"1"\r\n"'=1"\r\n`);
  });

  it('ends as an error where reading fails, and is closed', async () => {
    const { stream, closed } = opened(batches([{ a: 2 }], new Error('Lost')));
    await expect(text(stream)).rejects.toThrow('Lost');
    expect(closed.times).toBe(1);
  });

  it('is closed when nobody ever read of it', async () => {
    const { stream, closed } = opened(batches([{ a: 2 }]));
    stream.destroy();
    await once(stream, 'close');
    expect(closed.times).toBe(1);
  });

  it('is cut off when nobody takes what is there', async () => {
    const { stream, closed } = opened(batches([{ a: 'x'.repeat(100_000) }], [{ a: 2 }]), 30);
    stream.once('readable', () => undefined);
    const [error] = (await once(stream, 'close').then(
      () => [stream.errored],
      (reason: unknown) => [reason],
    )) as [Error];
    expect(error.message).toContain('not taken in time');
    expect(closed.times).toBe(1);
  });

  it('reads no batch before the one before was taken', async () => {
    let read = 0;
    async function* counted(): AsyncGenerator<readonly unknown[], void> {
      for (; read < 50; read += 1) {
        await after(1);
        yield [{ a: 'x'.repeat(100_000) }];
      }
    }
    const { stream } = opened(counted());
    stream.once('readable', () => undefined);
    await after(200);
    expect(read).toBeLessThan(3);
    stream.destroy();
  });
});
