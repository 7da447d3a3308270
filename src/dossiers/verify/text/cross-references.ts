import { inflated } from './inflated';
import { PdfParser } from '../../pdf/read/pdf-parser';
import { type Dictionary, isDictionary, isList, UnreadablePdf, type Value } from '../../pdf/read/pdf-value';

/** Where objects are: at an offset, or in a stream of objects at a place. The newest revision says it, as viewers read. */
export class CrossReferences {
  private offsets = new Float64Array(4096).fill(-1);
  private places = new Int32Array(4096).fill(-1);
  private trailer: Dictionary | undefined;

  constructor(private readonly pdf: Buffer) {
    const tail = pdf.toString('latin1', Math.max(0, pdf.length - 2048));
    const last = /.*startxref\s+(\d+)\s+%%EOF/s.exec(tail)?.[1];
    if (last === undefined) throw new UnreadablePdf('the file does not say where its tables are');
    const seen = new Set<number>();
    for (let next: number | undefined = Number(last); next !== undefined;) {
      if (seen.has(next)) throw new UnreadablePdf('its tables lead in a circle');
      seen.add(next);
      next = this.readTable(next);
    }
  }

  /** An entry of the newest trailer. */
  entry(name: string): Value | undefined {
    return this.trailer?.get(name);
  }

  /** How large the tables are: one more than the highest number. */
  get size(): number {
    return this.offsets.length;
  }

  /** Where an object begins, or the stream and the place in it; undefined where there is none. */
  find(id: number): { readonly offset: number } | { readonly stream: number; readonly place: number } | undefined {
    const offset = id < this.offsets.length ? this.offsets[id] : -1;
    if (offset < 0) return undefined;
    return this.places[id] < 0 ? { offset } : { stream: offset, place: this.places[id] };
  }

  private put(id: number, offset: number, place = -1): void {
    if (id > 8_388_607) throw new UnreadablePdf('it has too many objects');
    while (id >= this.offsets.length) this.grow();
    if (this.offsets[id] !== -1) return;
    this.offsets[id] = offset;
    this.places[id] = place;
  }

  private grow(): void {
    const [offsets, places] = [new Float64Array(2 * this.size).fill(-1), new Int32Array(2 * this.size).fill(-1)];
    offsets.set(this.offsets);
    places.set(this.places);
    [this.offsets, this.places] = [offsets, places];
  }

  private readTable(at: number): number | undefined {
    const parser = new PdfParser(this.pdf, at);
    const trailer = parser.takes('xref') ? this.readPlain(parser) : this.readStream(parser);
    this.trailer ??= trailer;
    const before = trailer.get('Prev');
    return typeof before === 'number' ? before : undefined;
  }

  /** A table in text (ISO 32000-1 §7.5.4), rows of twenty bytes. */
  private readPlain(parser: PdfParser): Dictionary {
    while (!parser.takes('trailer')) {
      const [first, count] = [parser.value(), parser.value()];
      if (typeof first !== 'number' || typeof count !== 'number') throw new UnreadablePdf('a table cannot be read');
      parser.skip();
      for (let row = 0; row < count; row++, parser.at += 20) {
        const text = this.pdf.toString('latin1', parser.at, parser.at + 20);
        if (text[17] === 'n') this.put(first + row, Number(text.slice(0, 10)));
        else this.put(first + row, -2);
      }
    }
    const trailer = parser.value();
    if (!isDictionary(trailer)) throw new UnreadablePdf('there is no trailer');
    return trailer;
  }

  /** A table as a stream (ISO 32000-1 §7.5.8). */
  private readStream(parser: PdfParser): Dictionary {
    parser.value();
    if (!parser.takes('0') || !parser.takes('obj')) throw new UnreadablePdf('a table is not where it should be');
    const dictionary = parser.value();
    if (!isDictionary(dictionary) || dictionary.get('Type') !== '/XRef') throw new UnreadablePdf('a table is none');
    const rows = inflated(this.pdf, parser, dictionary);
    const widths = dictionary.get('W');
    if (!isList(widths) || widths.length !== 3) throw new UnreadablePdf('a table does not say how wide it is');
    const [kind, where, place] = widths as readonly number[];
    const size = dictionary.get('Size') as number;
    const index = (dictionary.get('Index') ?? [0, size]) as readonly number[];
    const read = (at: number, width: number): number => (width === 0 ? 0 : rows.readUIntBE(at, width));
    let at = 0;
    for (let run = 0; run + 1 < index.length; run += 2) {
      for (let id = index[run]; id < index[run] + index[run + 1]; id++, at += kind + where + place) {
        const type = kind === 0 ? 1 : read(at, kind);
        const [second, third] = [read(at + kind, where), read(at + kind + where, place)];
        if (type === 1) this.put(id, second);
        else if (type === 2) this.put(id, second, third);
        else this.put(id, -2);
      }
    }
    return dictionary;
  }
}
