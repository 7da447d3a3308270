import { createHash } from 'node:crypto';
import type { BaseRevision } from '../pdf/base-revision';

/** What is written after a base to seal it, but for the signature: it goes between `head` and `tail`, in so many digits. */
export interface SealUpdate {
  readonly head: Buffer;
  readonly tail: Buffer;
  /** Hexadecimal digits between `<` and `>`. */
  readonly digits: number;
}

/** One entry of a cross-reference stream: an object and where it begins. */
export interface WrittenAt {
  readonly id: number;
  readonly offset: number;
}

/** Bytes of an offset: a file may have a terabyte. */
const OFFSET_BYTES = 5;
/** Room for four numbers of the longest kind, so that where everything stands is known before they are. */
const RANGE_ROOM = 64;

/** `D:20261130092106Z` (ISO 32000-1 §7.9.4). */
export const pdfDate = (at: Date): string => `D:${at.toISOString().slice(0, 19).replace(/[-T:]/g, '')}Z`;

/** The number of the signature's object: the first that the base left free. */
export const signatureId = ({ size }: BaseRevision): number => size;

/** Every byte of the update that seals a base (ISO 32000-1 §7.5.6, §12.8.1). Equal arguments give equal bytes. */
export function sealUpdate(base: BaseRevision, { at, cmsBytes }: { at: string; cmsBytes: number }): SealUpdate {
  const [signature, references] = [signatureId(base), signatureId(base) + 1];
  const digits = cmsBytes * 2;
  const field = `${base.field.id} 0 obj\n${base.field.body}/V ${signature} 0 R>>\nendobj\n`;
  const opening = `${signature} 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M(${at})/ByteRange`;
  const closing = '>>\nendobj\n';
  const from = base.length + field.length + opening.length + RANGE_ROOM + '/Contents'.length;
  const to = from + digits + 2;
  const start = to + closing.length;
  const revision = { ...base, size: references + 1 };
  const table = referenceStream(revision, base.startXref, [
    { id: base.field.id, offset: base.length },
    { id: signature, offset: base.length + field.length },
    { id: references, offset: start },
  ]);
  const tail = `>${closing}${table}startxref\n${start}\n%%EOF\n`;
  const end = to - 1 + tail.length;
  const range = `[0 ${from} ${to} ${end - to}]`.padEnd(RANGE_ROOM);
  return {
    head: Buffer.from(`${field}${opening}${range}/Contents<`, 'latin1'),
    tail: Buffer.from(tail, 'latin1'),
    digits,
  };
}

/** What a cross-reference stream of an update says of the file around it. */
export interface UpdatedFile {
  /** One more than the highest object number. */
  readonly size: number;
  readonly root: number;
  readonly info: number;
  readonly id: string;
}

/** The cross-reference stream of an update, its own entry last (ISO 32000-1 §7.5.8). */
export function referenceStream(
  { size, root, info, id }: UpdatedFile,
  previous: number,
  written: readonly WrittenAt[],
): string {
  const rows = Buffer.concat(written.map(({ offset }) => row(offset)));
  const own = written[written.length - 1].id;
  const second = createHash('sha256').update(`${id} ${previous}`).digest('hex').slice(0, 32);
  return (
    `${own} 0 obj\n<</Type/XRef/Size ${size}/W[1 ${OFFSET_BYTES} 1]/Index[${runsOf(written)}]/Prev ${previous}` +
    `/Root ${root} 0 R/Info ${info} 0 R/ID[<${id}><${second}>]/Length ${rows.length}>>\n` +
    `stream\n${rows.toString('latin1')}\nendstream\nendobj\n`
  );
}

function row(offset: number): Buffer {
  const bytes = Buffer.alloc(OFFSET_BYTES + 2);
  bytes[0] = 1;
  bytes.writeUIntBE(offset, 1, OFFSET_BYTES);
  return bytes;
}

/** Numbers that follow each other are one run: its first, and how many there are. */
function runsOf(written: readonly WrittenAt[]): string {
  const runs: [number, number][] = [];
  for (const { id } of written) {
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[1] === id) last[1] += 1;
    else runs.push([id, 1]);
  }
  return runs.flat().join(' ');
}
