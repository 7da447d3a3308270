import { CrossReferences } from './cross-references';
import { inflated } from './inflated';
import { PdfParser } from '../../pdf/read/pdf-parser';
import { type Dictionary, isDictionary, isReference, UnreadablePdf, type Value } from '../../pdf/read/pdf-value';

/** A stream of objects, unpacked: where each of them begins. */
interface Unpacked {
  readonly bytes: Buffer;
  readonly starts: readonly number[];
}

const KEPT = 64;

/** The objects of a PDF as a viewer sees them: of each the newest. Little is kept, so that a large file takes little. */
export class PdfObjects {
  readonly references: CrossReferences;
  private readonly streams = new Map<number, Unpacked>();

  constructor(readonly pdf: Buffer) {
    this.references = new CrossReferences(pdf);
  }

  /** The value itself, or what it refers to. */
  resolved(value: Value | undefined): Value {
    return isReference(value) ? this.object(value.ref) : (value ?? null);
  }

  dictionary(value: Value | undefined, what: string): Dictionary {
    const found = this.resolved(value);
    if (!isDictionary(found)) throw new UnreadablePdf(`${what} cannot be read`);
    return found;
  }

  object(id: number): Value {
    const where = this.references.find(id);
    if (where === undefined) return null;
    if ('offset' in where) return this.plain(id, where.offset).value();
    const { bytes, starts } = this.unpacked(where.stream);
    const start = starts[where.place] as number | undefined;
    if (start === undefined) throw new UnreadablePdf(`object ${id} is not where it should be`);
    return new PdfParser(bytes, start).value();
  }

  /** The bytes of a stream, unpacked, with its dictionary. */
  stream(value: Value | undefined): { readonly dictionary: Dictionary; readonly bytes: Buffer } {
    const where = isReference(value) ? this.references.find(value.ref) : undefined;
    if (!isReference(value) || where === undefined || !('offset' in where))
      throw new UnreadablePdf('a stream is missing');
    const parser = this.plain(value.ref, where.offset);
    const dictionary = parser.value();
    if (!isDictionary(dictionary)) throw new UnreadablePdf('a stream has no dictionary');
    const length = this.resolved(dictionary.get('Length'));
    return { dictionary, bytes: inflated(this.pdf, parser, dictionary, length) };
  }

  private plain(id: number, offset: number): PdfParser {
    const parser = new PdfParser(this.pdf, offset);
    if (!parser.takes(`${id} 0 obj`)) throw new UnreadablePdf(`object ${id} is not where it should be`);
    return parser;
  }

  private unpacked(id: number): Unpacked {
    const kept = this.streams.get(id);
    if (kept !== undefined) return kept;
    const { dictionary, bytes } = this.stream({ ref: id });
    const [count, first] = [dictionary.get('N'), dictionary.get('First')] as readonly number[];
    const numbers = bytes.toString('latin1', 0, first).trim().split(/\s+/).map(Number);
    const starts = Array.from({ length: count }, (_, at) => first + numbers[2 * at + 1]);
    if (this.streams.size >= KEPT) this.streams.delete([...this.streams.keys()][0]);
    this.streams.set(id, { bytes, starts });
    return { bytes, starts };
  }
}
