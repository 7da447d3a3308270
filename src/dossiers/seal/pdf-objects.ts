import { inflateSync } from 'node:zlib';
import { type Dictionary, UnreadablePdf } from '../pdf/read/pdf-value';
import { entriesOf, itemsOf, numberOf, valueAt } from './pdf-entries';
import type { SealedFile } from './seal-report';

/** A stream with its dictionary, inflated. */
interface PdfStream {
  readonly id: number;
  readonly entries: Dictionary;
  readonly bytes: Buffer;
}

const MAX_HEADING = 4096;
/** What a stream may hold: more than the cross-references of ten million objects. */
const MAX_STREAM = 128 * 1024 * 1024;
const ROW = { free: 0, plain: 1, packed: 2 } as const;

/** The objects of one revision of a file, found by its cross-reference stream (ISO 32000-1 §7.5.7, §7.5.8). */
export class PdfObjects {
  readonly trailer: Dictionary;
  private readonly widths: readonly number[];
  private readonly runs: readonly (readonly [number, number])[];
  private readonly table: Buffer;

  /** Of the revision that ends there. Throws `UnreadablePdf` for one that has no cross-reference stream. */
  constructor(
    private readonly file: SealedFile,
    readonly startXref: number,
    private readonly end: number,
  ) {
    const { entries, bytes } = this.streamAt(startXref);
    this.trailer = entries;
    this.table = bytes;
    this.widths = itemsOf(entries.get('W')).map(numberOf);
    if (this.widths.length !== 3 || this.widths.some((width) => width > 6))
      throw new UnreadablePdf('its references are none');
    const index = entries.get('Index');
    const numbers = index === undefined ? [0, numberOf(entries.get('Size'))] : itemsOf(index).map(numberOf);
    this.runs = Array.from({ length: numbers.length / 2 }, (_, at) => [numbers[2 * at], numbers[2 * at + 1]] as const);
  }

  /** The dictionary of an object, as its own text. */
  textOf(id: number): string {
    const [type, second, third] = this.rowOf(id);
    if (type === ROW.plain) return this.plainAt(id, second);
    if (type === ROW.packed) return this.packed(id, second, third);
    throw new UnreadablePdf(`object ${id} is not there`);
  }

  entriesOf(id: number): Dictionary {
    return entriesOf(valueAt(Buffer.from(this.textOf(id), 'latin1'), 0).value);
  }

  private rowOf(id: number): [number, number, number] {
    let before = 0;
    for (const [first, count] of this.runs) {
      if (id >= first && id < first + count) return this.rowAt(before + id - first);
      before += count;
    }
    throw new UnreadablePdf(`object ${id} is not there`);
  }

  private rowAt(row: number): [number, number, number] {
    const [a, b, c] = this.widths;
    const at = row * (a + b + c);
    if (at + a + b + c > this.table.length) throw new UnreadablePdf('its references end too early');
    const number = (from: number, width: number): number => (width === 0 ? 0 : this.table.readUIntBE(from, width));
    return [a === 0 ? ROW.plain : number(at, a), number(at + a, b), number(at + a + b, c)];
  }

  private plainAt(id: number, offset: number): string {
    const bytes = this.headingAt(offset);
    const heading = `${id} 0 obj\n`;
    if (bytes.toString('latin1', 0, heading.length) !== heading)
      throw new UnreadablePdf(`object ${id} is not where it should be`);
    return bytes.toString('latin1', heading.length, valueAt(bytes, heading.length).end);
  }

  private packed(id: number, stream: number, at: number): string {
    const [type, offset] = this.rowOf(stream);
    if (type !== ROW.plain) throw new UnreadablePdf('its objects are not packed as they must be');
    const { entries, bytes } = this.streamAt(offset);
    const first = numberOf(entries.get('First'));
    const numbers = bytes.toString('latin1', 0, first).trim().split(/\s+/).map(Number);
    if (numbers[2 * at] !== id) throw new UnreadablePdf(`object ${id} is not where it should be`);
    const from = first + numbers[2 * at + 1];
    return bytes.toString('latin1', from, valueAt(bytes, from).end);
  }

  private headingAt(offset: number): Buffer {
    if (offset >= this.end) throw new UnreadablePdf('it points outside of itself');
    return this.file.read(offset, Math.min(this.end, offset + MAX_HEADING));
  }

  private streamAt(offset: number): PdfStream {
    const bytes = this.headingAt(offset);
    const [heading, id] = /^(\d{1,10}) 0 obj\n/.exec(bytes.toString('latin1', 0, 20)) ?? [];
    if (heading === undefined) throw new UnreadablePdf('it points at something that is no object');
    const { value, end } = valueAt(bytes, heading.length);
    const entries = entriesOf(value);
    const [open] = /^\r?\n?stream\r?\n/.exec(bytes.toString('latin1', end, end + 12)) ?? [];
    if (open === undefined) throw new UnreadablePdf('it points at something that is no stream');
    const [from, length] = [offset + end + open.length, numberOf(entries.get('Length'))];
    if (from + length > this.end || length > MAX_STREAM) throw new UnreadablePdf('a stream in it has no end');
    return { id: Number(id), entries, bytes: inflated(this.file.read(from, from + length), entries) };
  }
}

function inflated(bytes: Buffer, entries: Dictionary): Buffer {
  const filter = entries.get('Filter');
  if (filter === undefined) return bytes;
  if (filter !== '/FlateDecode') throw new UnreadablePdf('a stream in it is packed strangely');
  try {
    const raw = inflateSync(bytes, { maxOutputLength: MAX_STREAM });
    return entries.has('DecodeParms') ? unpredicted(raw, entriesOf(entries.get('DecodeParms'))) : raw;
  } catch (error) {
    if (error instanceof UnreadablePdf) throw error;
    throw new UnreadablePdf('a stream in it is damaged');
  }
}

const UP = 2;

/** Rows of which each says how it differs from the one above (PNG “Up”, ISO 32000-1 §7.4.4.4). */
function unpredicted(raw: Buffer, parameters: Dictionary): Buffer {
  const [predictor, columns] = [numberOf(parameters.get('Predictor')), numberOf(parameters.get('Columns'))];
  if (predictor < 10 || columns === 0 || columns > 64 || raw.length % (columns + 1) !== 0) {
    throw new UnreadablePdf('a stream in it is packed strangely');
  }
  const rows = raw.length / (columns + 1);
  const bytes = Buffer.alloc(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const kind = raw[row * (columns + 1)];
    if (kind !== 0 && kind !== UP) throw new UnreadablePdf('a stream in it is packed strangely');
    for (let at = 0; at < columns; at += 1) {
      const above = kind === UP && row > 0 ? bytes[(row - 1) * columns + at] : 0;
      bytes[row * columns + at] = (raw[row * (columns + 1) + 1 + at] + above) & 0xff;
    }
  }
  return bytes;
}
