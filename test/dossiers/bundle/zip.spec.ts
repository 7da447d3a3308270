import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { zip, type ZipEntry, zipSize } from '../../../src/dossiers/bundle/zip';
import { closingRecords, directoryEntry, localHeader } from '../../../src/dossiers/bundle/zip-records';
import { itWith } from '../pdf/parsed';

const AT = new Date('2026-11-20T15:42:07Z');
const GIB = 1024 ** 3;

async function written(entries: readonly ZipEntry[]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of zip(entries, AT)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function* pieces(...texts: string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

const ENTRIES: readonly ZipEntry[] = [
  { path: 'PD-1/a.txt', size: 5, content: Buffer.from('first') },
  { path: 'PD-1/verify.sh', size: 2, content: Buffer.from('#!'), executable: true },
  { path: 'PD-1/8-evidence/Größe.csv', size: 10, content: () => Promise.resolve(pieces('site,', 'cases')) },
  { path: 'PD-1/empty', size: 0, content: Buffer.alloc(0) },
];

describe('An archive', () => {
  it('gives every file back to a reader that shares no code with it', async () => {
    const files = unzipSync(await written(ENTRIES));
    expect(
      Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString()])),
    ).toEqual({
      ...{ 'PD-1/a.txt': 'first', 'PD-1/verify.sh': '#!', 'PD-1/8-evidence/Größe.csv': 'site,cases', 'PD-1/empty': '' },
    });
  });

  it('is the same bytes each time, and as many as were told before', async () => {
    const first = await written(ENTRIES);
    expect((await written(ENTRIES)).equals(first)).toBe(true);
    expect(first.length).toBe(zipSize(ENTRIES, AT));
  });

  itWith('unzip')('is whole for unzip, with modes and dates', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zip-'));
    try {
      const file = join(folder, 'a.zip');
      writeFileSync(file, await written(ENTRIES));
      expect(spawnSync('unzip', ['-t', file], { encoding: 'utf8' }).status).toBe(0);
      const { stdout } = spawnSync('zipinfo', [file], { encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } });
      expect(stdout).toMatch(/^-rwxr-xr-x .* 26-Nov-20 15:42 PD-1\/verify\.sh$/m);
      expect(stdout).toMatch(/^-rw-r--r-- .* PD-1\/a\.txt$/m);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    ['fewer bytes than it was said to have', () => Promise.resolve(pieces('short')), /has 5 bytes instead of 10/],
    ['no bytes, because they cannot be read', () => Promise.reject(new Error('damaged')), /damaged/],
    [
      'bytes that stop',
      // eslint-disable-next-line @typescript-eslint/require-await
      async () =>
        (async function* () {
          yield await Promise.resolve(Buffer.from('sit'));
          throw new Error('damaged');
        })(),
      /damaged/,
    ],
  ])('has no end where a file has %s', async (_, content, words) => {
    const seen: Buffer[] = [];
    const entries = [ENTRIES[0], { path: 'b', size: 10, content }, ENTRIES[3]];
    const reading = (async () => {
      for await (const chunk of zip(entries, AT)) seen.push(Buffer.from(chunk));
    })();
    await expect(reading).rejects.toThrow(words);
    const bytes = Buffer.concat(seen);
    expect(bytes.includes(Buffer.from('PK\x05\x06', 'latin1'))).toBe(false);
    expect(() => unzipSync(bytes)).toThrow();
  });

  it('lets go of a file that is being read when nobody wants the rest', async () => {
    let closed = false;
    const content = () =>
      Promise.resolve(
        (async function* () {
          try {
            for (;;) yield await Promise.resolve(Buffer.from('x'));
          } finally {
            closed = true;
          }
        })(),
      );
    for await (const chunk of zip([{ path: 'b', size: 100, content }], AT)) if (chunk.length === 1) break;
    expect(closed).toBe(true);
  });

  it('says in wide numbers what does not fit into narrow ones, and only that', () => {
    const head = { name: Buffer.from('a'), size: 5 * GIB, executable: false, crc: null };
    expect(localHeader(head, AT)).toHaveLength(30 + 1 + 20);
    const entry = directoryEntry({ ...head, crc: 7 }, { offset: 6 * GIB, at: AT, isStreamed: true });
    expect(entry.readUInt32LE(20)).toBe(0xffffffff);
    expect(entry.readUInt32LE(42)).toBe(0xffffffff);
    expect([47 + 4, 47 + 12, 47 + 20].map((at) => Number(entry.readBigUInt64LE(at)))).toEqual([
      ...[5 * GIB, 5 * GIB, 6 * GIB],
    ]);
    const small = directoryEntry({ ...head, size: 9, crc: 7 }, { offset: 6 * GIB, at: AT, isStreamed: true });
    expect(Number(small.readBigUInt64LE(47 + 4))).toBe(6 * GIB);
    expect(small).toHaveLength(46 + 1 + 12);
    expect(closingRecords({ entries: 2, size: 100, offset: 6 * GIB })).toHaveLength(22 + 20 + 56);
    expect(closingRecords({ entries: 70_000, size: 100, offset: 0 })).toHaveLength(22 + 20 + 56);
    expect(closingRecords({ entries: 2, size: 100, offset: 0 })).toHaveLength(22);
  });
});
