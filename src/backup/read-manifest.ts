import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalBytes, isSha256 } from '../kernel/digest';
import { BackupRefused, DamagedBackup, isAbsent } from './backup-fault';
import { byPath, FORMAT, isSafePath, MANIFEST, SUMS, type Manifest } from './manifest';

/** Far above a million files. */
const MAX_BYTES = 400 * 1024 * 1024;

type Shape = (value: unknown) => boolean;
const text: Shape = (value) => typeof value === 'string';
const count: Shape = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const nullOr =
  (shape: Shape): Shape =>
  (value) =>
    value === null || shape(value);
const listOf =
  (shape: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every(shape);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objectOf =
  (shapes: Record<string, Shape>): Shape =>
  (value) =>
    isObject(value) &&
    Object.keys(value).length === Object.keys(shapes).length &&
    Object.entries(shapes).every(([name, shape]) => name in value && shape(value[name]));
const path: Shape = (value) => text(value) && isSafePath(value as string);
const digest: Shape = (value) => text(value) && isSha256(value as string);
const instant: Shape = (value) => text(value) && !Number.isNaN(Date.parse(value as string));

const SHAPES: Record<string, Shape> = {
  format: (value) => value === FORMAT,
  program: isObject,
  startedAt: instant,
  recoveryPointAt: instant,
  endedAt: instant,
  withKeys: (value) => typeof value === 'boolean',
  database: objectOf({
    kind: (value) => value === 'cluster' || value === 'dump',
    serverVersion: text,
    schema: nullOr(text),
    applicationRole: text,
    wal: nullOr(objectOf({ startLsn: text, stopLsn: text, segments: listOf(path) })),
  }),
  log: nullOr(objectOf({ size: count, root: text, checkpointSize: nullOr(count) })),
  content: objectOf({ files: count, bytes: count, damaged: listOf(digest), missing: listOf(digest) }),
  emptyFolders: listOf(path),
  files: listOf(objectOf({ path, size: count, sha256: digest })),
};

const damaged = (found: string, expected = 'what a backup of Predicate wrote'): DamagedBackup =>
  new DamagedBackup({ path: MANIFEST, expected, found });

/** The manifest of a backup with its bytes; throws for a folder that is no backup, and for a manifest that was changed. */
export async function readManifest(folder: string): Promise<{ manifest: Manifest; bytes: Buffer }> {
  const bytes = await bytesIn(folder);
  const manifest = parsed(bytes);
  if (isObject(manifest) && manifest.format !== FORMAT && text(manifest.format)) {
    throw new BackupRefused(
      `${folder} is a backup of the form ${String(manifest.format)}; this release reads ${FORMAT}`,
    );
  }
  const wrong = isObject(manifest) ? Object.keys(SHAPES).find((name) => !SHAPES[name](manifest[name])) : 'the whole';
  if (wrong !== undefined) throw damaged(`something else as “${wrong}”`);
  const known = manifest as Manifest;
  requireOneSpelling(known, bytes);
  return { manifest: known, bytes };
}

async function bytesIn(folder: string): Promise<Buffer> {
  const file = join(folder, MANIFEST);
  const stats = await stat(file).catch((error: unknown) => {
    if (!isAbsent(error)) throw error;
    throw new BackupRefused(`${folder} is not a whole backup: it has no ${MANIFEST}`);
  });
  if (stats.size > MAX_BYTES) throw damaged(`${stats.size} bytes`, `at most ${MAX_BYTES} bytes`);
  return readFile(file);
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw damaged('no JSON');
  }
}

/** One manifest has one byte sequence, so that an edit shows even where its meaning stayed the same. */
function requireOneSpelling(manifest: Manifest, bytes: Buffer): void {
  if (Object.keys(manifest).length !== Object.keys(SHAPES).length) throw damaged('names that no backup has');
  if (!canonicalBytes(manifest).equals(bytes)) throw damaged('another spelling of it');
  const paths = manifest.files.map((file) => file.path);
  const isSorted = manifest.files.every((file, at) => at === 0 || byPath(manifest.files[at - 1], file) < 0);
  if (!isSorted || paths.includes(MANIFEST) || paths.includes(SUMS))
    throw damaged('a list of files that is not in order');
}
