import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import * as fc from 'fast-check';
import type { Refusal } from '../../src/kernel/refusal';
import { FileContentStore } from '../../src/storage/file-content-store';

const MIB = 1024 * 1024;
const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const from = (...pieces: Uint8Array[]): Readable => Readable.from(pieces);
const HELLO = Buffer.from('hello');
const ABSENT = 'a'.repeat(64);

const refusalOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'none',
    (error: Refusal) => error.type,
  );

describe('the content store in a folder', () => {
  let root: string;
  let store: FileContentStore;
  const pathOf = (sha256: string): string => join(root, 'sha256', sha256.slice(0, 2), sha256);
  const drafts = (): string[] => (existsSync(join(root, 'tmp')) ? readdirSync(join(root, 'tmp')) : []);
  const damage = (sha256: string, bytes: Uint8Array): void => {
    chmodSync(pathOf(sha256), 0o640);
    writeFileSync(pathOf(sha256), bytes);
  };
  /** Reads as HTTP does: what arrives, and whether the end was clean. */
  const received = async (sha256: string): Promise<{ bytes: number; clean: boolean }> => {
    let bytes = 0;
    try {
      for await (const chunk of (await store.open(sha256)).stream) bytes += (chunk as Buffer).length;
      return { bytes, clean: true };
    } catch {
      return { bytes, clean: false };
    }
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'predicate-store-'));
    store = new FileContentStore(root);
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('gives back what was put, whatever the pieces were', async () => {
    const pieces = fc.array(
      fc.integer({ min: 0, max: 2 * MIB }).map((size) => randomBytes(size)),
      { maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(pieces, async (parts) => {
        const whole = Buffer.concat(parts);
        const { sha256, size } = await store.put(from(...parts));
        expect({ sha256, size }).toEqual({ sha256: sha256Of(whole), size: whole.length });
        expect((await store.read(sha256, 8 * MIB)).equals(whole)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it('keeps a file under its digest, for reading only', async () => {
    const { sha256 } = await store.put(from(HELLO));
    expect(statSync(pathOf(sha256)).mode & 0o777).toBe(0o440);
    expect(await store.has(sha256)).toBe(true);
    expect(drafts()).toEqual([]);
  });

  it('stores equal bytes once when twenty send them at the same time', async () => {
    const bytes = randomBytes(3 * MIB);
    const stored = await Promise.all(Array.from({ length: 20 }, () => store.put(from(bytes))));
    expect(stored.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(stored.map(({ sha256 }) => sha256))).toEqual(new Set([sha256Of(bytes)]));
    expect(drafts()).toEqual([]);
  });

  it('refuses bytes that do not have the declared digest, and keeps nothing', async () => {
    expect(await refusalOf(store.put(from(HELLO), { expected: ABSENT }))).toBe('digest-mismatch');
    expect(await store.has(sha256Of(HELLO))).toBe(false);
    expect(drafts()).toEqual([]);
  });

  it('refuses more than the largest size, takes just that much, and does not read on', async () => {
    let asked = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) yield await Promise.resolve(randomBytes((asked += 1) && MIB));
    }
    expect(await refusalOf(store.put(endless(), { maxBytes: 2 * MIB }))).toBe('payload-too-large');
    expect(asked).toBe(3);
    expect(drafts()).toEqual([]);
    expect(await store.put(from(HELLO), { maxBytes: 5 })).toMatchObject({ size: 5, created: true });
    expect(await refusalOf(store.put(from(HELLO), { maxBytes: 4 }))).toBe('payload-too-large');
  });

  it('passes on the failure of a source, and keeps nothing', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(HELLO);
      throw new Error('connection lost');
    }
    await expect(store.put(broken())).rejects.toThrow('connection lost');
    expect(drafts()).toEqual([]);
    expect(await store.has(sha256Of(HELLO))).toBe(false);
  });

  it.each([ABSENT, '', '../../etc/passwd', `${'a'.repeat(63)}/`, 'A'.repeat(64), `${ABSENT}\n`])(
    'has nothing at the address %j',
    async (address) => {
      expect(await store.has(address)).toBe(false);
      expect(await refusalOf(store.open(address))).toBe('not-found');
      expect(await refusalOf(store.read(address, MIB))).toBe('not-found');
    },
  );

  it.each([
    ['one byte is another', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -1), Buffer.from([bytes[0] ^ 1])])],
    ['the first byte is another', (bytes: Buffer) => Buffer.concat([Buffer.from([bytes[0] ^ 1]), bytes.subarray(1)])],
    ['the end is missing', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['it is empty', () => Buffer.alloc(0)],
    ['there is more', (bytes: Buffer) => Buffer.concat([bytes, HELLO])],
  ])('never ends cleanly, nor gives all the bytes, when on the disk %s', async (_how, change) => {
    for (const size of [10, 3 * MIB]) {
      const bytes = randomBytes(size);
      const { sha256 } = await store.put(from(bytes));
      const changed = change(bytes);
      damage(sha256, changed);
      const { bytes: arrived, clean } = await received(sha256);
      expect(clean).toBe(false);
      expect(arrived === 0 || arrived < changed.length).toBe(true);
      expect(await refusalOf(store.read(sha256, 4 * MIB))).toBe('corrupt-file');
    }
  });

  it('does not say that it has bytes when those on the disk are damaged', async () => {
    const bytes = randomBytes(MIB);
    const { sha256 } = await store.put(from(bytes));
    damage(sha256, randomBytes(MIB));
    expect(await refusalOf(store.put(from(bytes)))).toBe('corrupt-file');
    expect(drafts()).toEqual([]);
  });

  it('reads no more into memory than it is allowed to', async () => {
    const { sha256 } = await store.put(from(HELLO));
    expect(await refusalOf(store.read(sha256, 4))).toBe('payload-too-large');
    expect(await store.read(sha256, 5)).toEqual(HELLO);
  });

  it('sweeps what was left a day ago, and nothing younger or stored', async () => {
    const { sha256 } = await store.put(from(HELLO));
    const now = new Date('2026-11-20T12:00:00Z');
    const leave = (name: string, hours: number): void => {
      writeFileSync(join(root, 'tmp', name), 'half');
      utimesSync(join(root, 'tmp', name), now, new Date(now.getTime() - hours * 3_600_000));
    };
    leave('old', 25);
    leave('young', 23);
    utimesSync(pathOf(sha256), now, new Date(0));
    expect(await new FileContentStore(root, { now: () => now }).sweep()).toBe(1);
    expect(drafts()).toEqual(['young']);
    expect(await store.has(sha256)).toBe(true);
  });
});
