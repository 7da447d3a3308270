import type { Readable } from 'node:stream';
import { Refusal } from '../kernel/refusal';
import { SLOWEST_STREAM } from './limits';

const tooSlow = (): Refusal => new Refusal('timeout', 'The body did not come in time', [], { connection: 'close' });

/** The outcome of a promise, or the refusal when it takes longer than `ms`. */
async function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow()), Math.max(ms, 0));
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

type Chunks = AsyncIterator<Uint8Array, undefined>;

async function nextOf(chunks: Chunks, ms: number): Promise<IteratorResult<Uint8Array, undefined>> {
  const next = chunks.next();
  next.catch(() => undefined);
  try {
    return await within(next, ms);
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('bad-request', 'The body broke off before its end');
  }
}

/** Lets the rest go by: the iterator first gives up the body, which does not flow while it is listened to. */
function runOff(body: Readable, chunks: Chunks): void {
  void Promise.resolve(chunks.return?.()).then(
    () => body.resume(),
    () => undefined,
  );
}

/**
 * A body as it comes in, for as long as it comes in time: a sender has `ms`, and where `slowest` is given a second more
 * for every so many bytes, so that a slow line may send a large file and nobody holds a connection with drops (RFC 9110
 * §15.5.9). Whoever stops reading lets the rest run off, so that the answer reaches a sender who is still sending.
 */
export async function* pacedBody(
  body: Readable,
  ms: number,
  slowest = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array> {
  const chunks = body.iterator({ destroyOnReturn: false }) as Chunks;
  let deadline = Date.now() + ms;
  try {
    for (;;) {
      const { done, value } = await nextOf(chunks, deadline - Date.now());
      if (done) return;
      deadline += (value.length / slowest) * 1_000;
      const given = Date.now();
      yield value;
      deadline += Date.now() - given;
    }
  } finally {
    runOff(body, chunks);
  }
}

/** The same for the routes that take bytes; none at all is refused. */
export async function* pacedStream(body: Readable, ms: number): AsyncGenerator<Uint8Array> {
  let isEmpty = true;
  for await (const chunk of pacedBody(body, ms, SLOWEST_STREAM)) {
    isEmpty = false;
    yield chunk;
  }
  if (isEmpty) throw new Refusal('empty-body', 'Send the bytes of a file');
}
