import { canonicalBytes, type Sha256 } from '../kernel/digest';
import type { ExportedFile } from './hashed-file';
import type { Reference } from './table-shape';

/** A change of the shape is a new number. */
export const EXPORT_SCHEMA = 'predicate/export/1';
export const MANIFEST = 'manifest.json';
export const SUMS = 'SHA256SUMS';

/** One table: its two files, and what a reader must know of its rows. */
export interface ExportedNoun {
  readonly noun: string;
  readonly table: string;
  readonly about: string;
  /** Of its lines. */
  readonly rows: number;
  readonly records: string;
  readonly sheet: string;
  /** In the order of the table; those that were added to it later come last. */
  readonly columns: readonly string[];
  readonly key: readonly string[];
}

/** What an export is of: all of the record, or what concerns one model. */
export type ExportScope =
  | { readonly of: 'record' }
  | { readonly of: 'model'; readonly id: string; readonly name: string; readonly leftOut: readonly string[] };

/** A stored file whose bytes are not in the export, and why. */
export interface AbsentFile {
  readonly sha256: Sha256;
  readonly reason: string;
}

/** What an export says of itself. */
export interface Manifest {
  readonly schema: typeof EXPORT_SCHEMA;
  readonly program: string;
  /** The last migration of the database. */
  readonly schemaEdition: string;
  /** The instant of the one state of the database that all rows are of. */
  readonly snapshotAt: string;
  readonly scope: ExportScope;
  readonly nouns: readonly ExportedNoun[];
  readonly references: readonly Reference[];
  readonly leftOut: readonly { readonly table: string; readonly reason: string }[];
  /** Bytes that were disposed of, with the word of the disposal. */
  readonly disposed: readonly AbsentFile[];
  /** Bytes that should be there and could not be read: this export is not complete. */
  readonly faults: readonly AbsentFile[];
  /** Every file but this one and SHA256SUMS. */
  readonly files: readonly ExportedFile[];
}

/** The one spelling of a manifest (RFC 8785). */
export const manifestBytes = (manifest: Manifest): Buffer => canonicalBytes(manifest);

/** As `sha256sum -c` reads it: all files, in the order of their names. */
export const sumsOf = (files: readonly ExportedFile[]): string =>
  [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join('');
