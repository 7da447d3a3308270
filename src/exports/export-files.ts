import { existsSync } from 'node:fs';
import { CSV_MARK, csvHeader, csvLine } from '../kernel/csv';
import { isSha256, type Sha256 } from '../kernel/digest';
import type { ContentStore } from '../storage/content-store';
import type { ExportFolder } from './export-folder';
import { objectsOf } from './json-lines';
import type { AbsentFile } from './manifest';

interface Stored {
  readonly id: string;
  readonly sha256: Sha256;
  readonly name: string;
  readonly mediaType: string;
  readonly size: string;
}

interface Disposal {
  readonly sha256: Sha256;
  readonly disposedAt: string;
  readonly authority: string;
}

/** Who names a file, and how. */
const USES = [
  { noun: 'stored-files', digest: 'sha256', name: 'name', of: 'id' },
  { noun: 'evidence-files', digest: 'sha256', name: 'name', of: 'evidenceId' },
  { noun: 'version-labelings', digest: 'labelingFile', name: 'labelingFileName', of: 'versionId' },
  { noun: 'submission-letters', digest: 'sha256', name: 'name', of: 'submissionId' },
  { noun: 'dossiers', digest: 'sha256', name: 'code', of: 'versionId' },
] as const;

export const FILE_NAMES = 'files/names.csv';
const NAMES_COLUMNS = ['name', 'path', 'state', 'namedBy', 'recordId', 'sha256'];

/** Bytes that are not in the export. */
export interface AbsentFiles {
  readonly disposed: AbsentFile[];
  readonly faults: AbsentFile[];
}

export const pathOfContent = (sha256: Sha256): string => `files/sha256/${sha256.slice(0, 2)}/${sha256}`;

/**
 * Copies the bytes of every stored file that was exported as a row: dossiers under their codes, all others under their
 * digests. Bytes that were disposed of are said to be; those that cannot be read are a fault that is told, and do not
 * keep the rest from being exported.
 */
export async function exportFiles(folder: ExportFolder, store: ContentStore): Promise<AbsentFiles> {
  const absent: AbsentFiles = { disposed: [], faults: [] };
  const disposals = await disposalsIn(folder);
  const paths = await dossierPaths(folder);
  const states = new Map<Sha256, string>();
  for await (const { sha256 } of rowsIn<Stored>(folder, 'stored-files')) {
    const path = paths.get(sha256) ?? pathOfContent(sha256);
    const state = await copy(folder, store, { sha256, path, disposal: disposals.get(sha256) }, absent);
    if (state !== 'here') states.set(sha256, state);
  }
  await folder.write(FILE_NAMES, namesOf(folder, paths, states));
  return absent;
}

async function copy(
  folder: ExportFolder,
  store: ContentStore,
  { sha256, path, disposal }: { sha256: Sha256; path: string; disposal: Disposal | undefined },
  absent: AbsentFiles,
): Promise<string> {
  if (disposal !== undefined && !(await store.has(sha256))) {
    const reason = `disposed of on ${disposal.disposedAt} under ${disposal.authority}`;
    absent.disposed.push({ sha256, reason });
    return reason;
  }
  try {
    const { stream } = await store.open(sha256);
    await folder.write(path, stream as AsyncIterable<Buffer>);
    return 'here';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error;
    const reason = `could not be read: ${(error as Error).message}`;
    absent.faults.push({ sha256, reason });
    return reason;
  }
}

async function* rowsIn<T>(folder: ExportFolder, noun: string): AsyncGenerator<T> {
  const path = folder.at(`records/${noun}.jsonl`);
  if (existsSync(path)) yield* objectsOf<T>(path);
}

async function disposalsIn(folder: ExportFolder): Promise<Map<Sha256, Disposal>> {
  const found = new Map<Sha256, Disposal>();
  for await (const one of rowsIn<Disposal>(folder, 'disposals')) found.set(one.sha256, one);
  return found;
}

async function dossierPaths(folder: ExportFolder): Promise<Map<Sha256, string>> {
  const paths = new Map<Sha256, string>();
  for await (const { sha256, code } of rowsIn<{ sha256: Sha256; code: string }>(folder, 'dossiers')) {
    paths.set(sha256, `dossiers/${code}.pdf`);
  }
  return paths;
}

async function* namesOf(
  folder: ExportFolder,
  paths: ReadonlyMap<Sha256, string>,
  states: ReadonlyMap<Sha256, string>,
): AsyncGenerator<string> {
  yield CSV_MARK + csvHeader(NAMES_COLUMNS);
  for (const { noun, digest, name, of } of USES) {
    for await (const row of rowsIn<Record<string, string | null>>(folder, noun)) {
      const sha256 = row[digest];
      if (sha256 === null || sha256 === undefined || !isSha256(sha256)) continue;
      const state = states.get(sha256) ?? 'here';
      const path = state === 'here' ? (paths.get(sha256) ?? pathOfContent(sha256)) : '';
      yield csvLine(NAMES_COLUMNS, { name: row[name], path, state, namedBy: noun, recordId: row[of], sha256 });
    }
  }
}
