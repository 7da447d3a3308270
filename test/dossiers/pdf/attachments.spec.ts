import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Attachment } from '../../../src/dossiers/attachment';
import { inPieces } from '../../../src/dossiers/pdf/deflated';
import { readAttachments } from '../../../src/dossiers/pdf/read-attachments';
import { writeDossier } from '../../../src/dossiers/pdf/write-dossier';
import { itWith, runOn } from './parsed';
import { attachment, section, specimen } from './specimen';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const BYTES = Buffer.from(Array.from({ length: 400_000 }, (_, at) => `${(at * 7919) % 65537},`).join(''));

/** The bytes in pieces of any length. */
async function* cut(bytes: Buffer, by: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += by) yield await Promise.resolve(bytes.subarray(at, at + by));
}

const streamed = (by: number, promised: Partial<{ size: number; sha256: string }> = {}): Attachment => ({
  ...attachment('table.csv', ''),
  bytes: { size: BYTES.length, sha256: sha256(BYTES), open: () => cut(BYTES, by), ...promised },
});

const withOne = (one: Attachment): ReturnType<typeof writeDossier> =>
  writeDossier(specimen({ sections: [section(1, 'One', [])], attachments: [one] }));

describe('An attachment', () => {
  it('is the same in the file, whether it is held or comes in pieces of any length', async () => {
    const held = await withOne({ ...attachment('table.csv', ''), bytes: BYTES });
    expect(readAttachments(held.bytes)[0].bytes.equals(BYTES)).toBe(true);
    for (const by of [997, 65536, 100_000, BYTES.length]) {
      expect(sha256((await withOne(streamed(by))).bytes)).toBe(sha256(held.bytes));
    }
  });

  it.each([0, 1, 65535, 65536, 65537])('of %i bytes is read back as it was', async (length) => {
    const bytes = BYTES.subarray(0, length);
    const held = await withOne({ ...attachment('part.csv', ''), bytes });
    expect(readAttachments(held.bytes)[0].bytes.equals(bytes)).toBe(true);
    const promised = { size: length, sha256: sha256(bytes), open: () => cut(bytes, 1000) };
    expect(sha256((await withOne({ ...attachment('part.csv', ''), bytes: promised })).bytes)).toBe(sha256(held.bytes));
  });

  it.each([
    ['of another size', { size: BYTES.length + 1 }],
    ['of another digest', { sha256: sha256(Buffer.from('x')) }],
  ])('that turns out to be %s than was promised stops the writer', async (_, promised) => {
    await expect(withOne(streamed(65536, promised))).rejects.toThrow(
      'the bytes of table.csv are not those that were promised',
    );
  });

  it('that cannot be read to its end stops the writer with its own error', async () => {
    const broken: Attachment = {
      ...streamed(1),
      bytes: {
        ...{ size: 5, sha256: sha256(BYTES) },
        async *open() {
          yield await Promise.resolve(Buffer.from('abc'));
          throw new Error('the disk is gone');
        },
      },
    };
    await expect(withOne(broken)).rejects.toThrow('the disk is gone');
  });

  it('is cut into pieces of 64 KiB, and nothing is lost', async () => {
    const pieces: Buffer[] = [];
    for await (const piece of inPieces(cut(BYTES, 70_001))) pieces.push(piece);
    expect(Buffer.concat(pieces).equals(BYTES)).toBe(true);
    expect(new Set(pieces.slice(0, -1).map(({ length }) => length))).toEqual(new Set([65536]));
    for await (const piece of inPieces([])) throw new Error(`${piece.length} bytes of nothing`);
  });

  itWith('pdfinfo')('has a check sum of sixteen bytes, and its dates from the record', async () => {
    const { bytes } = await withOne({ ...attachment('table.csv', ''), bytes: BYTES });
    const text = bytes.toString('latin1');
    const md5 = createHash('md5').update(BYTES).digest('hex');
    expect(text).toContain(`<</Size ${BYTES.length}/CheckSum<${md5}>/CreationDate(D:20261120154207Z)`);
    expect(runOn(bytes, 'pdfinfo', ['FILE'])).toContain('Pages:');
  });

  it('of 300 MB is written without being held', () => {
    const folder = mkdtempSync(join(tmpdir(), 'large-'));
    const target = join(folder, 'large.pdf');
    try {
      const child = join(__dirname, 'large-attachment.cjs');
      const said = JSON.parse(execFileSync(process.execPath, [child, '300', target], { encoding: 'utf8' })) as {
        sha256: string;
        found: string;
        before: number;
        peak: number;
        length: number;
      };
      expect(statSync(target).size).toBe(said.length);
      expect(said.length).toBeGreaterThan(290e6);
      // What a process of ours takes before it writes, and 120 MB of working room.
      expect(said.peak - said.before).toBeLessThan(120e6);
      expect(said.found).toBe(said.sha256);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 240_000);
});
