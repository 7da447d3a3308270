import { pipeline, Readable } from 'node:stream';
import { createDeflate, deflateSync } from 'node:zlib';

const PIECE = 65536;

type Source = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** The same bytes in pieces of 64 KiB, whatever the pieces in which they come: so the same bytes pack to the same bytes. */
export async function* inPieces(source: Source): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = [];
  let count = 0;
  for await (const chunk of source) {
    for (let from = 0; from < chunk.length;) {
      const part = chunk.subarray(from, from + PIECE - count);
      waiting.push(part);
      from += part.length;
      count += part.length;
      if (count < PIECE) continue;
      yield Buffer.concat(waiting, count);
      waiting = [];
      count = 0;
    }
  }
  if (count > 0) yield Buffer.concat(waiting, count);
}

/**
 * A zlib stream (RFC 1950) of the pieces, made as they come; what the source throws is thrown. Most files are one piece,
 * and that is packed at once; which way is taken depends on the bytes alone.
 */
export async function* deflated(pieces: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const first = await pieces.next();
  const second = first.done === true ? first : await pieces.next();
  if (second.done === true) yield deflateSync(first.done === true ? Buffer.alloc(0) : first.value);
  else yield* packed(first.value as Buffer, second.value, pieces);
}

async function* packed(first: Buffer, second: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const all = async function* (): AsyncGenerator<Buffer> {
    yield first;
    yield second;
    yield* rest;
  };
  const deflate = createDeflate();
  pipeline(Readable.from(all()), deflate, () => undefined);
  yield* deflate as AsyncIterable<Buffer>;
}
