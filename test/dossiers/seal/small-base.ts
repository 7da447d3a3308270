import { deflateSync } from 'node:zlib';
import type { BaseRevision } from '../../../src/dossiers/pdf/base-revision';

const FILE_ID = '0123456789abcdef0123456789abcdef';

/** What a base is to be other than usual. */
export interface BaseWishes {
  readonly text?: string;
  /** Bytes of a stream that nobody looks at, to make it large. */
  readonly filler?: number;
  /** Whether its dictionaries stand in an object stream. */
  readonly isPacked?: boolean;
}

/** A page with an empty signature field and a slot for /DSS, written by hand: a base as the writer makes them, only small. */
export function smallBase({ text = 'Small', filler = 0, isPacked = true }: BaseWishes = {}): {
  bytes: Buffer;
  revision: BaseRevision;
} {
  const content = Buffer.from(`BT /F1 12 Tf 72 720 Td (${text}) Tj ET`, 'latin1');
  const field = `<</Type/Annot/Subtype/Widget/FT/Sig/T(Seal)/F 132/Rect[0 0 0 0]/P 3 0 R`;
  const dictionaries: Record<number, string> = {
    1: `<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[5 0 R]>>/DSS 6 0 R>>`,
    2: `<</Type/Pages/Kids[3 0 R]/Count 1>>`,
    3: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Annots[5 0 R]/Resources<</Font<</F1 8 0 R>>>>>>`,
    5: `${field}>>`,
    6: `<<>>`,
    7: `<</Producer(A test)>>`,
    8: `<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>`,
  };
  const streams: Record<number, Buffer> = { 4: content };
  if (filler > 0) streams[9] = Buffer.alloc(filler, 0x20);
  const packer = isPacked ? 10 : null;
  const references = 11;
  let file = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1');
  const rows: Record<number, [number, number, number]> = { 0: [0, 0, 65_535] };
  const add = (id: number, body: Buffer): void => {
    rows[id] = [1, file.length, 0];
    file = Buffer.concat([file, Buffer.from(`${id} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
  };
  const streamOf = (entries: string, bytes: Buffer): Buffer =>
    Buffer.concat([Buffer.from(`<<${entries}/Length ${bytes.length}>>\nstream\n`), bytes, Buffer.from('\nendstream')]);
  for (const [id, bytes] of Object.entries(streams)) add(Number(id), streamOf('', bytes));
  if (packer === null) for (const [id, body] of Object.entries(dictionaries)) add(Number(id), Buffer.from(body));
  else {
    const pairs: string[] = [];
    let packed = '';
    Object.entries(dictionaries).forEach(([id, body], at) => {
      pairs.push(`${id} ${packed.length}`);
      packed += `${body} `;
      rows[Number(id)] = [2, packer, at];
    });
    const heading = `${pairs.join(' ')} `;
    const entries = `/Type/ObjStm/N ${pairs.length}/First ${heading.length}/Filter/FlateDecode`;
    add(packer, streamOf(entries, deflateSync(Buffer.from(heading + packed, 'latin1'))));
  }
  const startXref = file.length;
  rows[references] = [1, startXref, 0];
  const table = Buffer.concat(
    Array.from({ length: references + 1 }, (_, id) => {
      const [type, second, third] = rows[id] ?? [0, 0, 65_535];
      const bytes = Buffer.alloc(8);
      bytes[0] = type;
      bytes.writeUIntBE(second, 1, 5);
      bytes.writeUInt16BE(third, 6);
      return bytes;
    }),
  );
  const entries = `/Type/XRef/Size ${references + 1}/W[1 5 2]/Root 1 0 R/Info 7 0 R/ID[<${FILE_ID}><${FILE_ID}>]`;
  add(references, streamOf(`${entries}/Filter/FlateDecode`, deflateSync(table)));
  const bytes = Buffer.concat([file, Buffer.from(`startxref\n${startXref}\n%%EOF\n`)]);
  const revision: BaseRevision = {
    ...{ length: bytes.length, startXref, size: references + 1, root: 1, info: 7, dss: 6, id: FILE_ID },
    field: { id: 5, body: field },
  };
  return { bytes, revision };
}
