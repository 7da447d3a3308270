import { Readable } from 'node:stream';
import { CSV_MARK, csvHeader, csvLine } from '../kernel/csv';

/** How a form of export begins and how it writes an item. */
export interface LineForm {
  readonly head: string;
  readonly line: (item: unknown) => string;
}

/** A table for spreadsheets, which know UTF-8 by the mark at its beginning. */
export const csvForm = (columns: readonly string[]): LineForm => ({
  head: CSV_MARK + csvHeader(columns),
  line: (item) => csvLine(columns, item),
});

/** The very objects of the JSON list, one a line. */
export const jsonLinesForm: LineForm = { head: '', line: (item) => `${JSON.stringify(item)}\n` };

/** What a stream is made of, and what is done once, however it ends. */
interface Source {
  readonly first: readonly unknown[];
  readonly rest: AsyncIterable<readonly unknown[]>;
  readonly stallMs: number;
  readonly close: () => Promise<void>;
}

/**
 * Writes batches as they are wanted: the next one is read when the last was taken. Who takes nothing for so long is cut
 * off, and an error ends the stream as an error, so that nobody takes a part of a list for all of it.
 */
export function lineStream({ head, line }: LineForm, { first, rest, stallMs, close }: Source): Readable {
  function* patiently(text: string): Generator<string> {
    const stalled = setTimeout(() => stream.destroy(new Error('An export was not taken in time')), stallMs).unref();
    try {
      yield text;
    } finally {
      clearTimeout(stalled);
    }
  }
  async function* texts(): AsyncGenerator<string> {
    yield* patiently(head + first.map(line).join(''));
    for await (const batch of rest) yield* patiently(batch.map(line).join(''));
    await close();
  }
  const stream = Readable.from(texts(), { objectMode: false });
  stream.once('close', () => void close());
  return stream;
}
