import { inflateSync } from 'node:zlib';
import { Name, Reader, Ref, Text, type Dict, type Value } from './syntax';

/** An object as it stands in a file: its source, its value, and the packed data of a stream. */
export interface Stored {
  readonly source: string;
  readonly value: Value;
  readonly data?: Buffer;
}

/** A PDF taken apart by its own tables, for tests: it shares no code with the writer, and holds every object it names. */
export class OpenedPdf {
  readonly objects = new Map<number, Stored>();
  readonly trailer: Dict;
  private readonly source: string;
  private readonly everything: Value[] = [];

  constructor(readonly bytes: Buffer) {
    this.source = bytes.toString('latin1');
    const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(this.source)?.[1] ?? NaN);
    const table = this.stored(start);
    this.trailer = table.value as Dict;
    this.readTable(this.trailer, this.dataOf(table));
  }

  /** A value, or the one that it refers to. */
  get(value: Value | undefined): Value | undefined {
    return value instanceof Ref ? this.objects.get(value.id)?.value : value;
  }

  dict(value: Value | undefined): Dict {
    const found = this.get(value);
    return found instanceof Map ? found : new Map<string, Value>();
  }

  array(value: Value | undefined): Value[] {
    const found = this.get(value);
    return Array.isArray(found) ? found : [];
  }

  name(value: Value | undefined): string | undefined {
    const found = this.get(value);
    return found instanceof Name ? found.of : undefined;
  }

  number(value: Value | undefined): number | undefined {
    const found = this.get(value);
    return typeof found === 'number' ? found : undefined;
  }

  text(value: Value | undefined): string | undefined {
    const found = this.get(value);
    return found instanceof Text ? found.toString() : undefined;
  }

  /** The data of a stream, unpacked. */
  data(value: Value | undefined): Buffer {
    const stored = value instanceof Ref ? this.objects.get(value.id) : undefined;
    return stored?.data === undefined ? Buffer.alloc(0) : this.dataOf(stored);
  }

  get catalog(): Dict {
    return this.dict(this.trailer.get('Root'));
  }

  /** Every page, with its object number. */
  get pages(): { readonly id: number; readonly page: Dict }[] {
    const walk = (value: Value): { id: number; page: Dict }[] => {
      const node = this.dict(value);
      if (this.name(node.get('Type')) === 'Pages') return this.array(node.get('Kids')).flatMap(walk);
      return [{ id: (value as Ref).id, page: node }];
    };
    return walk(this.catalog.get('Pages') ?? null);
  }

  /** Every dictionary that is an object of its own. */
  get dicts(): { readonly id: number; readonly dict: Dict }[] {
    return [...this.objects].flatMap(([id, { value }]) => (value instanceof Map ? [{ id, dict: value }] : []));
  }

  /** All values, those inside others too, and the keys of dictionaries. */
  get values(): readonly Value[] {
    if (this.everything.length === 0) for (const { value } of this.objects.values()) this.gather(value);
    return this.everything;
  }

  private gather(value: Value): void {
    this.everything.push(value);
    if (Array.isArray(value)) for (const item of value) this.gather(item);
    else if (value instanceof Map) {
      for (const [key, item] of value) {
        this.everything.push(new Name(key));
        this.gather(item);
      }
    }
  }

  /** A table, and the older ones that it leads to; what a newer one tells of an object holds. */
  private readTable(table: Dict, rows: Buffer): void {
    const widths = (table.get('W') ?? []) as number[];
    const row = widths.reduce((sum, width) => sum + width, 0);
    const packed = new Map<number, number>();
    const numbers = numbersOf((table.get('Index') ?? [0, table.get('Size')]) as number[]);
    numbers.forEach((id, at) => {
      const [kind, where] = fields(rows.subarray(at * row, (at + 1) * row), widths);
      if (this.objects.has(id)) return;
      if (kind === 1) this.objects.set(id, this.stored(where, id));
      else if (kind === 2) packed.set(id, where);
    });
    for (const stream of new Set(packed.values())) this.unpack(stream, packed);
    for (const [id] of packed) if (!this.objects.has(id)) throw new Error(`object ${id} is not where the table says`);
    const before = table.get('Prev');
    if (typeof before !== 'number') return;
    const older = this.stored(before);
    this.readTable(older.value as Dict, this.dataOf(older));
  }

  private unpack(stream: number, wanted: ReadonlyMap<number, number>): void {
    const stored = this.objects.get(stream);
    if (stored === undefined) throw new Error(`object stream ${stream} is missing`);
    const dict = stored.value as Dict;
    const text = this.dataOf(stored).toString('latin1');
    const [count, first] = [dict.get('N') as number, dict.get('First') as number];
    const head = text.slice(0, first).trim().split(/\s+/).map(Number);
    for (let at = 0; at < count; at++) {
      const from = first + head[2 * at + 1];
      const source = text.slice(from, at + 1 < count ? first + head[2 * at + 3] : undefined).trim();
      if (wanted.get(head[2 * at]) !== stream) continue;
      this.objects.set(head[2 * at], { source, value: new Reader(source).value() });
    }
  }

  private stored(offset: number, id?: number): Stored {
    const head = /^(\d+) 0 obj\n/.exec(this.source.slice(offset, offset + 20));
    if (head === null || (id !== undefined && Number(head[1]) !== id)) throw new Error(`no object ${id} at ${offset}`);
    const reader = new Reader(this.source, offset + head[0].length);
    const from = reader.at;
    const value = reader.value();
    const source = this.source.slice(from, reader.at);
    const stream = /^\s*stream\r?\n/.exec(this.source.slice(reader.at, reader.at + 12));
    if (stream === null) return { source, value };
    const begin = reader.at + stream[0].length;
    const end = begin + this.lengthOf(value as Dict);
    return { source, value, data: this.bytes.subarray(begin, end) };
  }

  private lengthOf(dict: Dict): number {
    const length = dict.get('Length');
    if (typeof length === 'number') return length;
    const at = length instanceof Ref ? this.source.indexOf(`\n${length.id} 0 obj\n`) : -1;
    return Number(/obj\n(\d+)\n/.exec(this.source.slice(at, at + 40))?.[1] ?? NaN);
  }

  private dataOf({ value, data = Buffer.alloc(0) }: Stored): Buffer {
    const dict = value as Dict;
    const filter = dict.get('Filter');
    if (filter === undefined) return data;
    const unpacked = inflateSync(data);
    const columns = this.dict(dict.get('DecodeParms')).get('Columns');
    return columns === undefined ? unpacked : summed(unpacked, columns as number);
  }
}

/** The numbers of `[first count first count …]`. */
const numbersOf = (index: readonly number[]): number[] =>
  index.flatMap((first, at) => (at % 2 === 0 ? Array.from({ length: index[at + 1] }, (_, more) => first + more) : []));

const fields = (row: Buffer, widths: readonly number[]): number[] => {
  let at = 0;
  return widths.map((width) => row.readUIntBE((at += width) - width, width));
};

/** Undoes the PNG predictor “up”. */
function summed(bytes: Buffer, columns: number): Buffer {
  const rows = bytes.length / (columns + 1);
  const out = Buffer.alloc(rows * columns);
  for (let row = 0; row < rows; row++) {
    if (bytes[row * (columns + 1)] !== 2) throw new Error('another predictor than “up”');
    for (let at = 0; at < columns; at++) {
      const above = row === 0 ? 0 : out[(row - 1) * columns + at];
      out[row * columns + at] = bytes[row * (columns + 1) + 1 + at] + above;
    }
  }
  return out;
}
