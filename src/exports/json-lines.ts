import { createReadStream } from 'node:fs';

/** A line of a file: its bytes without the newline, and its number from 1. */
export interface Line {
  readonly bytes: Buffer;
  readonly number: number;
  /** Whether a newline ended it. */
  readonly isEnded: boolean;
}

/** Far above the largest row: one with a results file of 20 MiB in it. */
export const MAX_LINE_BYTES = 128 * 1024 * 1024;

/** The lines of a file, one at a time. Throws for a line that is longer than any that is written. */
export async function* linesOf(path: string): AsyncGenerator<Line> {
  let [number, held, length]: [number, Buffer[], number] = [1, [], 0];
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, from)) {
      yield { bytes: Buffer.concat([...held, chunk.subarray(from, end)]), number, isEnded: true };
      [number, held, length, from] = [number + 1, [], 0, end + 1];
    }
    held.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > MAX_LINE_BYTES) throw new Error(`line ${number} has more than ${MAX_LINE_BYTES} bytes`);
  }
  if (length > 0) yield { bytes: Buffer.concat(held), number, isEnded: false };
}

/** The objects of a file of our own making. */
export async function* objectsOf<T>(path: string): AsyncGenerator<T> {
  for await (const { bytes } of linesOf(path)) yield JSON.parse(bytes.toString('utf8')) as T;
}
