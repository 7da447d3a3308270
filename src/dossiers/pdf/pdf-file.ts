import { deflateSync } from 'node:zlib';
import { openKit, rawValue, type Kit, type KitReference } from './kit';
import { ObjectPool } from './object-pool';
import { differences, ObjectTable, ROW_PREDICTOR } from './object-table';
import { Outbox } from './outbox';
import type { FilePart } from './parts';

export interface FileOptions {
  readonly info: Record<string, unknown>;
  readonly language: string;
  /** Sixteen bytes that tell this file from others. */
  readonly id: Uint8Array;
  readonly compress: boolean;
  /** Takes the bytes in order, in pieces of about 64 KiB. */
  readonly take: (bytes: Buffer) => void;
}

/** What a finished file is: its bytes by name, and what an update that is appended to it must know. */
export interface EndedFile {
  readonly parts: FilePart[];
  readonly length: number;
  readonly startXref: number;
  readonly size: number;
  readonly root: number;
  readonly info: number;
}

/**
 * The object writer: pdfkit’s, with the stream machinery taken out, objects of our own, and a name for every byte.
 * Dictionaries go into object streams, streams and what a seal must find stay plain.
 */
export class PdfFile {
  readonly kit: Kit;
  readonly table = new ObjectTable();
  private readonly outbox: Outbox;
  /** The entry that says how a stream is packed; none where the file is written plain. */
  readonly filter: string;
  private readonly pools = new Map<string, ObjectPool>();
  private kitObject: (Uint8Array | string)[] = [];
  private part = 'document information';
  private readonly names: Record<string, object> = {};
  private readonly catalog: Record<string, object> = {};

  constructor({ info, language, id, compress, take }: FileOptions) {
    this.kit = openKit(info, language, compress);
    this.filter = compress ? '/Filter/FlateDecode' : '';
    this.outbox = new Outbox(take);
    this.outbox.write(this.kit.read() ?? Buffer.alloc(0));
    this.outbox.mark('file header');
    this.kit._id = id;
    this.divert();
  }

  /** A number for an object that is written later. */
  reserve(): number {
    return this.table.push();
  }

  /** An object without a stream; it is written together with others of its kind. */
  object(id: number, body: string, part: string): void {
    const kind = part.startsWith('page ') ? 'pages' : part;
    let pool = this.pools.get(kind);
    if (pool === undefined) this.pools.set(kind, (pool = new ObjectPool()));
    if (pool.add(id, body, part)) this.empty(pool);
  }

  /** An object that stands in the file as it is, so that it can be found without reading the tables. */
  plain(id: number, body: string, part: string): void {
    this.open(id);
    this.text(`${body}\nendobj\n`);
    this.outbox.mark(part);
  }

  /** A stream with these entries; it is deflated unless the file is written plain. */
  stream(id: number, entries: string, bytes: Buffer, part: string): void {
    const data = this.filter === '' ? bytes : deflateSync(bytes);
    this.whole(id, `${entries}${this.filter}/Length ${data.length}`, data, part);
  }

  /** A stream that is never deflated. */
  bare(id: number, entries: string, bytes: Buffer, part: string): void {
    this.whole(id, `${entries}/Length ${bytes.length}`, bytes, part);
  }

  /** A stream whose data come in pieces, as they are to stand in the file; a call without data ends it. */
  opened(id: number, entries: string, part: string): (data?: Uint8Array) => void {
    this.open(id);
    this.text(`<<${entries}>>\nstream\n`);
    return (data) => {
      if (data !== undefined) return this.outbox.write(data);
      this.text('\nendstream\nendobj\n');
      this.outbox.mark(part);
    };
  }

  /** A value that pdfkit writes as it stands; it knows such values by their prototype. */
  raw(text: string): object {
    return rawValue(this.kit, text);
  }

  reference(id: number): object {
    return this.raw(`${id} 0 R`);
  }

  /** An entry of the catalog, written as it stands. */
  declare(entry: string, value: string): void {
    this.catalog[entry] = this.raw(value);
  }

  /** An entry of the catalog's names. */
  name(entry: string, tree: string): void {
    this.names[entry] = this.raw(tree);
  }

  /** Whatever pdfkit writes meanwhile is named so. */
  within(part: string, work: () => void): void {
    const before = this.part;
    this.part = part;
    work();
    this.part = before;
  }

  /** Writes what is left (information, outline, catalog, cross-references) and tells what every byte is. */
  end(): EndedFile {
    this.kit.end();
    for (const pool of this.pools.values()) if (!pool.empty) this.empty(pool);
    const startXref = this.writeTable();
    return {
      parts: this.outbox.end(),
      length: this.outbox.offset,
      startXref,
      size: this.table.length + 1,
      root: this.kit._root.id,
      info: this.kit._info.id,
    };
  }

  private whole(id: number, entries: string, data: Uint8Array, part: string): void {
    const write = this.opened(id, entries, part);
    write(data);
    write();
  }

  private open(id: number): void {
    this.table.placeAt(id, this.outbox.offset);
    this.text(`${id} 0 obj\n`);
  }

  private readonly text = (text: string): void => this.outbox.write(Buffer.from(text, 'latin1'));

  private empty(pool: ObjectPool): void {
    const { label } = pool;
    const id = this.reserve();
    const { entries, bytes } = pool.take((own, index) => this.table.placeIn(own, id, index));
    this.stream(id, entries, bytes, label);
  }

  private divert(): void {
    const { kit } = this;
    while (this.table.length < kit._offsets.length) this.reserve();
    kit._offsets = this.table;
    const endOutline = kit.endOutline.bind(kit);
    kit._write = (line) => this.kitObject.push(line);
    kit._refEnd = ({ id }: KitReference) => this.takeFromKit(id);
    kit.endOutline = () => this.within('outline', endOutline);
    kit.endMetadata = () => {
      this.part = 'catalog';
      (kit._root.data.Names as KitReference).data = this.names;
      Object.assign(kit._root.data, this.catalog);
    };
    kit.endAcroForm = kit._finalize = () => undefined;
  }

  /** pdfkit writes an object in lines: its number, its value, and where it is a stream the data between two words. */
  private takeFromKit(id: number): void {
    const [, value, keyword, data] = this.kitObject;
    this.kitObject = [];
    const body = String(value);
    if (keyword === 'stream') this.whole(id, body.slice(2, -2).trim(), data as Uint8Array, this.part);
    else this.object(id, body, this.part);
  }

  private writeTable(): number {
    const start = this.outbox.offset;
    const id = this.reserve();
    this.table.placeAt(id, start);
    const { kit } = this;
    const packed = this.filter !== '';
    const name = `<${Buffer.from(kit._id).toString('hex')}>`;
    const entries =
      `/Type/XRef/Size ${this.table.length + 1}/W[1 5 1]/Root ${kit._root.toString()}` +
      `/Info ${kit._info.toString()}/ID[${name}${name}]${packed ? ROW_PREDICTOR : ''}`;
    const rows = this.table.rows();
    this.stream(id, entries, packed ? differences(rows) : rows, 'cross-reference table');
    this.text(`startxref\n${start}\n%%EOF\n`);
    this.outbox.mark('trailer');
    return start;
  }
}
