import { lstat } from 'node:fs/promises';
import { sha256, type Sha256 } from '../../kernel/digest';
import type { Manifest } from '../manifest';
import { manifestIn } from './carried-manifest';
import { checkFiles } from './check-files';
import { ExportReading } from './export-reading';
import { type Finding, Findings } from './finding';

/** What came of reading an export. */
export interface Reading {
  readonly isWell: boolean;
  readonly snapshotAt: string;
  readonly program: string;
  readonly scope: Manifest['scope'];
  readonly manifestSha256: Sha256;
  readonly counts: Readonly<Record<string, number>>;
  readonly faults: number;
  /** The first of them. */
  readonly findings: readonly Finding[];
  /** For people. */
  readonly words: readonly string[];
}

/** Throws in words for what is no folder. */
export async function requireFolder(folder: string): Promise<void> {
  const found = await lstat(folder).catch(() => null);
  if (found === null) throw new Error(`${folder}: there is no such folder`);
  if (!found.isDirectory()) throw new Error(`${folder} is not a folder`);
}

/** Reads an export and holds it against itself. Throws in words for what is no export. */
export async function readExport(folder: string): Promise<Reading> {
  await requireFolder(folder);
  const carried = await manifestIn(folder);
  const { manifest } = carried;
  const findings = new Findings();
  const readable = await checkFiles(folder, carried, findings);
  const reading = new ExportReading(folder, { manifest, readable }, findings);
  await reading.check();
  for (const { sha256: digest, reason } of manifest.faults) findings.add('incomplete', digest, reason);
  const manifestSha256 = sha256(carried.bytes);
  const { snapshotAt, program, scope, nouns } = manifest;
  return {
    ...{ isWell: findings.count === 0, snapshotAt, program, scope, manifestSha256 },
    counts: Object.fromEntries(nouns.map(({ noun, rows }) => [noun, rows])),
    ...{ faults: findings.count, findings: findings.kept },
    words: [...reading.words(), ...verdict(findings, manifest), `SHA-256 of manifest.json: ${manifestSha256}`],
  };
}

function verdict({ count, kept }: Findings, { scope, snapshotAt, disposed }: Manifest): string[] {
  const of =
    scope.of === 'record' ? 'the whole record' : `what concerns the model ${scope.name}, and not the whole record`;
  const gone = disposed.length === 0 ? [] : [`${disposed.length} files were disposed of before, each with its record.`];
  const more = count > kept.length ? [`${count - kept.length} more faults are not listed.`] : [];
  const end =
    count === 0
      ? `Whole, and one with itself: ${of}, as it was at ${snapshotAt}.`
      : `${count} faults: do not rely on this copy of ${of}.`;
  return [...gone, ...more, end];
}
