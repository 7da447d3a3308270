import { lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalBytes, isSha256 } from '../../kernel/digest';
import { EXPORT_SCHEMA, MANIFEST, type Manifest } from '../manifest';

const MOST_BYTES = 512 * 1024 * 1024;

type Shape = (value: unknown) => boolean;

const isText: Shape = (value) => typeof value === 'string';
const isCount: Shape = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isDigest: Shape = (value) => typeof value === 'string' && isSha256(value);
const isTexts: Shape = (value) => Array.isArray(value) && value.every(isText);
const has =
  (members: Readonly<Record<string, Shape>>): Shape =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(members).every(([name, is]) => is((value as Record<string, unknown>)[name]));
const listOf =
  (is: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every(is);

const NOUN = has({
  ...{ noun: isText, table: isText, about: isText, rows: isCount, records: isText, sheet: isText },
  ...{ columns: isTexts, key: (value) => isTexts(value) && (value as unknown[]).length > 0 },
});
const ABSENT = listOf(has({ sha256: isDigest, reason: isText }));
const IS_MANIFEST = has({
  ...{ program: isText, schemaEdition: isText, snapshotAt: isText },
  scope: (value) => has({ of: (of) => of === 'record' })(value) || has({ id: isText, leftOut: isTexts })(value),
  nouns: listOf(NOUN),
  references: listOf(has({ table: isText, columns: isTexts, toTable: isText, toColumns: isTexts })),
  ...{ leftOut: listOf(has({ table: isText, reason: isText })), disposed: ABSENT, faults: ABSENT },
  files: listOf(has({ path: isText, size: isCount, sha256: isDigest })),
});

/** A manifest with the bytes in which it came. */
export interface CarriedManifest {
  readonly manifest: Manifest;
  readonly bytes: Buffer;
}

async function bytesOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size > MOST_BYTES) throw new Error(`${MANIFEST} has ${size} bytes, and at most ${MOST_BYTES} are read`);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** The manifest of a folder. Throws in words for a folder that is no export, or none of an edition that this program reads. */
export async function manifestIn(folder: string): Promise<CarriedManifest> {
  const path = join(folder, MANIFEST);
  const found = await lstat(path).catch(() => null);
  if (found === null) throw new Error(`${folder} has no ${MANIFEST}, so it is no export of the record`);
  if (!found.isFile()) throw new Error(`${path} is not a file`);
  const bytes = await bytesOf(path);
  const manifest = parsed(bytes);
  const { schema } = manifest as { schema?: unknown };
  if (schema !== EXPORT_SCHEMA)
    throw new Error(`its schema is ${JSON.stringify(schema)}, and this reads ${EXPORT_SCHEMA}`);
  if (!IS_MANIFEST(manifest)) throw new Error(`${MANIFEST} lacks what a manifest of ${EXPORT_SCHEMA} has`);
  if (!canonicalBytes(manifest).equals(bytes)) throw new Error(`${MANIFEST} is not canonical JSON (RFC 8785)`);
  return { manifest: manifest as Manifest, bytes };
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (error) {
    throw new Error(`${MANIFEST} is not JSON: ${(error as Error).message}`, { cause: error });
  }
}
