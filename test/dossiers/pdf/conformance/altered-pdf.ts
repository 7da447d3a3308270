import { deflateSync } from 'node:zlib';
import { OpenedPdf } from './opened-pdf';
import { Ref } from './syntax';

interface Altered {
  source: string;
  data?: Buffer;
}

/** A good file with something broken in it: its objects are changed by their source, and it is put together anew. */
export class AlteredPdf {
  readonly pdf: OpenedPdf;
  private readonly objects: Map<number, Altered>;

  constructor(bytes: Buffer) {
    this.pdf = new OpenedPdf(bytes);
    const kept = [...this.pdf.objects].filter(([, { source }]) => !/\/Type\/(ObjStm|XRef)/.test(source));
    this.objects = new Map(kept.map(([id, { source, data }]) => [id, { source, ...(data && { data }) }]));
  }

  /** Changes the source of every object that matches, or of the first; throws when none does. */
  change(where: RegExp, by: (source: string) => string, { all = false } = {}): this {
    let changed = 0;
    for (const object of this.objects.values()) {
      if (!where.test(object.source) || (changed > 0 && !all)) continue;
      const { source } = object;
      object.source = by(source);
      if (object.source !== source) changed++;
    }
    if (changed === 0) throw new Error(`nothing was changed in what is like ${String(where)}`);
    return this;
  }

  /** Changes the unpacked data of the first stream of which the dictionary matches. */
  changeData(where: RegExp, by: (data: string) => string): this {
    const found = [...this.objects].find(([, { source, data }]) => data !== undefined && where.test(source));
    if (found === undefined) throw new Error(`no stream is like ${String(where)}`);
    return this.changeObjectData(found[0], by);
  }

  /** Changes the unpacked data of a stream. */
  changeObjectData(id: number, by: (data: string) => string): this {
    const object = this.objects.get(id);
    if (object === undefined) throw new Error(`there is no object ${id}`);
    const changed = Buffer.from(by(this.pdf.data(new Ref(id)).toString('latin1')), 'latin1');
    object.data = object.source.includes('/FlateDecode') ? deflateSync(changed) : changed;
    object.source = object.source.replace(/\/Length \d+/, `/Length ${object.data.length}`);
    return this;
  }

  /** The file, without object streams, with a table of its own. */
  bytes(): Buffer {
    const { pdf } = this;
    const chunks: Buffer[] = [Buffer.from('%PDF-1.7\n%\xff\xff\xff\xff\n', 'latin1')];
    let length = chunks[0].length;
    const offsets = new Map<number, number>();
    const write = (id: number, { source, data }: Altered): void => {
      offsets.set(id, length);
      const body = data === undefined ? [] : [Buffer.from('\nstream\n'), data, Buffer.from('\nendstream')];
      const whole = [Buffer.from(`${id} 0 obj\n${source}`, 'latin1'), ...body, Buffer.from('\nendobj\n')];
      chunks.push(...whole);
      length += Buffer.concat(whole).length;
    };
    for (const [id, object] of this.objects) write(id, object);
    const size = Math.max(...this.objects.keys()) + 2;
    const table = Buffer.alloc(7 * size);
    const start = length;
    for (const [id, offset] of [...offsets, [size - 1, start] as const]) {
      table[7 * id] = 1;
      table.writeUIntBE(offset, 7 * id + 1, 5);
    }
    const trailer = [...pdf.bytes.toString('latin1').matchAll(/\/Root \d+ 0 R\/Info \d+ 0 R\/ID\[[^\]]*\]/g)].at(
      -1,
    )?.[0];
    write(size - 1, {
      source: `<</Type/XRef/Size ${size}/W[1 5 1]${trailer}/Length ${table.length}>>`,
      data: table,
    });
    return Buffer.concat([...chunks, Buffer.from(`startxref\n${start}\n%%EOF\n`)]);
  }
}
