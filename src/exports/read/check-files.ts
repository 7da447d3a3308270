import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { opendir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../../kernel/digest';
import type { ExportedFile } from '../hashed-file';
import { MANIFEST, SUMS, sumsOf } from '../manifest';
import type { CarriedManifest } from './carried-manifest';
import type { Findings } from './finding';

/** Names as an export gives them: nothing that leads out of the folder, or that a shell or a terminal would take for more. */
const isSafe = (path: string): boolean =>
  /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/.test(path) && path.length < 500;

/** Every file under a folder, with its kind; a link is looked at and never followed. */
async function* filesUnder(folder: string, at = ''): AsyncGenerator<{ path: string; isFile: boolean }> {
  for await (const entry of await opendir(join(folder, at))) {
    const path = at === '' ? entry.name : `${at}/${entry.name}`;
    if (entry.isDirectory()) yield* filesUnder(folder, path);
    else yield { path, isFile: entry.isFile() };
  }
}

async function digestOfFile(path: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { size, sha256: hash.digest('hex') };
}

/** The files of a manifest by path: each once, and none that leads elsewhere. */
function namedFiles(files: readonly ExportedFile[], findings: Findings): Map<string, ExportedFile> {
  const named = new Map<string, ExportedFile>();
  for (const file of files) {
    if (!isSafe(file.path))
      findings.add('unsafe-path', MANIFEST, `names ${JSON.stringify(file.path)}, which is not read`);
    else if (named.has(file.path)) findings.add('duplicate-path', file.path, 'is named twice in the manifest');
    else named.set(file.path, file);
  }
  return named;
}

/**
 * Holds the folder against its manifest: every file is there with its bytes, no other is, and SHA256SUMS says the same.
 * Answers the paths that can be read further: those that are files of this folder, altered or not.
 */
export async function checkFiles(
  folder: string,
  { manifest, bytes }: CarriedManifest,
  findings: Findings,
): Promise<ReadonlySet<string>> {
  const named = namedFiles(manifest.files, findings);
  const found = new Set<string>();
  for await (const { path, isFile } of filesUnder(folder)) {
    const expected = named.get(path);
    if (!isFile) findings.add('not-a-file', path, 'is a link or a device, and is not followed');
    else if (expected !== undefined) await checkFile(folder, expected, findings);
    else if (path !== MANIFEST && path !== SUMS) findings.add('extra-file', path, 'is not in the manifest');
    if (isFile) found.add(path);
  }
  for (const path of named.keys())
    if (!found.has(path)) findings.add('missing-file', path, 'is named in the manifest and not there');
  await checkSums(folder, { manifest, bytes }, found, findings);
  return new Set([...found].filter((path) => named.has(path)));
}

async function checkFile(folder: string, expected: ExportedFile, findings: Findings): Promise<void> {
  const is = await digestOfFile(join(folder, expected.path));
  if (is.sha256 === expected.sha256 && is.size === expected.size) return;
  const detail = `has ${is.size} bytes with SHA-256 ${is.sha256}, not ${expected.size} with ${expected.sha256}`;
  findings.add(is.size < expected.size ? 'truncated-file' : 'altered-file', expected.path, detail);
}

async function checkSums(
  folder: string,
  { manifest, bytes }: CarriedManifest,
  found: ReadonlySet<string>,
  findings: Findings,
): Promise<void> {
  if (!found.has(SUMS)) return findings.add('missing-file', SUMS, 'is not there');
  const own = { path: MANIFEST, size: bytes.length, sha256: sha256(bytes) };
  const sums = await readFile(join(folder, SUMS), 'utf8');
  if (sums !== sumsOf([...manifest.files, own]))
    findings.add('sums-differ', SUMS, 'does not say what the manifest says');
  return undefined;
}
