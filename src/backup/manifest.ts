import { canonicalBytes, sha256, type Sha256 } from '../kernel/digest';
import type { Hashed } from './copy-file';

/** The shape of a backup; a change of it is a new number. */
export const FORMAT = 'predicate-backup/1';
export const MANIFEST = 'manifest.json';
export const SUMS = 'SHA256SUMS';

/** A file of the backup by its path, with `/` between the names. */
export interface BackedUpFile extends Hashed {
  readonly path: string;
}

/** What recovery needs of the write-ahead log: from the checkpoint at the start to the end of the copy. */
export interface WalRange {
  readonly startLsn: string;
  readonly stopLsn: string;
  readonly segments: readonly string[];
}

/** `cluster` is the files of the embedded server; `dump` is what `pg_dump` wrote of an external one. */
export interface BackedUpDatabase {
  readonly kind: 'cluster' | 'dump';
  readonly serverVersion: string;
  /** The newest migration; null for a database that has none. */
  readonly schema: string | null;
  readonly applicationRole: string;
  readonly wal: WalRange | null;
}

/** What the Merkle log had reached before the copy ended: the restored one is at least that long. */
export interface BackedUpLog {
  readonly size: number;
  /** Base64, as in a checkpoint. */
  readonly root: string;
  /** How many leaves the newest checkpoint covers; null when none was signed. */
  readonly checkpointSize: number | null;
}

/** Stored files by how they are in the backup; `damaged` and `missing` name the bytes that the store itself had lost. */
export interface BackedUpContent {
  readonly files: number;
  readonly bytes: number;
  readonly damaged: readonly Sha256[];
  readonly missing: readonly Sha256[];
}

/** What a backup is, and every file in it. */
export interface Manifest {
  readonly format: typeof FORMAT;
  readonly program: Readonly<Record<string, string | number>>;
  readonly startedAt: string;
  /** What was acknowledged before this instant is in the backup. */
  readonly recoveryPointAt: string;
  readonly endedAt: string;
  readonly withKeys: boolean;
  readonly database: BackedUpDatabase;
  readonly log: BackedUpLog | null;
  readonly content: BackedUpContent;
  /** Folders that PostgreSQL wants though nothing is in them. */
  readonly emptyFolders: readonly string[];
  /** In the order of their paths; the manifest and the sums are not among them. */
  readonly files: readonly BackedUpFile[];
}

/** The one byte sequence of a manifest (RFC 8785). */
export const manifestBytes = (manifest: Manifest): Buffer => canonicalBytes(manifest);

/** What `sha256sum -c SHA256SUMS` reads: every file of the backup, the manifest too. */
export function sumsText(files: readonly BackedUpFile[], manifest: Uint8Array): string {
  const all = [...files, { path: MANIFEST, sha256: sha256(manifest) }];
  return all.map((file) => `${file.sha256}  ${file.path}\n`).join('');
}

/** By code units, as RFC 8785 orders names. */
export const byPath = (a: { path: string }, b: { path: string }): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : 0;

/** Names that every file system keeps, that need no escape in the sums, and that stay below the folder. */
export const isSafePath = (path: string): boolean =>
  /^[A-Za-z0-9_.+@=,-]+(\/[A-Za-z0-9_.+@=,-]+)*$/.test(path) && !path.split('/').some((name) => /^\.\.?$/.test(name));
