import { deflateSync } from 'node:zlib';
import { openKit, type Kit, type KitReference } from './kit';
import { Parts, type FilePart } from './parts';

const CHUNK = 65536;

export interface FileOptions {
  readonly info: Record<string, unknown>;
  readonly language: string;
  /** Sixteen bytes that tell this file from others. */
  readonly id: Uint8Array;
  readonly compress: boolean;
  /** Takes the bytes in order, in pieces of about 64 KiB. */
  readonly take: (bytes: Buffer) => void;
}

/** The object writer: pdfkit's, with the stream machinery taken out, objects of our own, and a name for every byte. */
export class PdfFile {
  readonly kit: Kit;
  private readonly parts = new Parts();
  private readonly compress: boolean;
  private readonly take: (bytes: Buffer) => void;
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  private part = 'document information';
  private readonly names: Record<string, object> = {};
  private readonly catalog: Record<string, object> = {};

  constructor({ info, language, id, compress, take }: FileOptions) {
    this.kit = openKit(info, language, compress);
    this.compress = compress;
    this.take = take;
    const header = this.kit.read() ?? Buffer.alloc(0);
    this.push(header);
    this.parts.mark('file header', header.length);
    this.kit._id = id;
    this.divert();
  }

  /** A number for an object that is written later. */
  reserve(): number {
    return this.kit._offsets.push(null);
  }

  object(id: number, body: string, part: string): void {
    this.open(id);
    this.write(Buffer.from(`${body}\nendobj\n`, 'latin1'));
    this.parts.mark(part, this.kit._offset);
  }

  /** A stream with these entries; it is deflated unless the file is written plain. */
  stream(id: number, entries: string, bytes: Buffer, part: string): void {
    const data = this.compress ? deflateSync(bytes) : bytes;
    const filter = this.compress ? '/Filter/FlateDecode' : '';
    this.open(id);
    this.write(Buffer.from(`<<${entries}${filter}/Length ${data.length}>>\nstream\n`, 'latin1'));
    this.write(data);
    this.write(Buffer.from('\nendstream\nendobj\n', 'latin1'));
    this.parts.mark(part, this.kit._offset);
  }

  /** A value that pdfkit writes as it stands; it knows such values by their prototype. */
  raw(text: string): object {
    const referenceLike = Object.getPrototypeOf(Object.getPrototypeOf(this.kit._root)) as object;
    return Object.assign(Object.create(referenceLike) as object, { toString: () => text });
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
  end(): FilePart[] {
    this.kit.end();
    this.flush();
    return this.parts.list;
  }

  private open(id: number): void {
    this.kit._offsets[id - 1] = this.kit._offset;
    this.write(Buffer.from(`${id} 0 obj\n`, 'latin1'));
  }

  private write(bytes: Uint8Array): void {
    this.kit._offset += bytes.length;
    this.push(bytes);
  }

  private push(bytes: Uint8Array): void {
    this.pending.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    this.pendingBytes += bytes.length;
    if (this.pendingBytes >= CHUNK) this.flush();
  }

  private flush(): void {
    if (this.pendingBytes > 0) this.take(Buffer.concat(this.pending, this.pendingBytes));
    this.pending = [];
    this.pendingBytes = 0;
  }

  private divert(): void {
    const { kit } = this;
    const [refEnd, endOutline] = [kit._refEnd.bind(kit), kit.endOutline.bind(kit)];
    kit._write = (bytes) => this.write(typeof bytes === 'string' ? Buffer.from(`${bytes}\n`, 'latin1') : bytes);
    kit._refEnd = (reference: KitReference) => {
      this.parts.mark(this.part, kit._offset);
      refEnd(reference);
    };
    kit.endOutline = () => this.within('outline', endOutline);
    kit.endMetadata = () => {
      this.part = 'catalog';
      (kit._root.data.Names as KitReference).data = this.names;
      Object.assign(kit._root.data, this.catalog);
    };
    kit._finalize = () => this.finalize();
  }

  private finalize(): void {
    const { kit } = this;
    const start = kit._offset;
    const rows = kit._offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
    this.write(Buffer.from(`xref\n0 ${rows.length + 1}\n0000000000 65535 f \n${rows.join('')}`, 'latin1'));
    this.parts.mark('cross-reference table', kit._offset);
    const id = `<${Buffer.from(kit._id).toString('hex')}>`;
    const trailer = `<</Size ${rows.length + 1}/Root ${kit._root.toString()}/Info ${kit._info.toString()}/ID[${id}${id}]>>`;
    this.write(Buffer.from(`trailer\n${trailer}\nstartxref\n${start}\n%%EOF\n`, 'latin1'));
    this.parts.mark('trailer', kit._offset);
  }
}
