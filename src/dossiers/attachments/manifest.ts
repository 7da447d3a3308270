import { canonicalBytes, sha256, type Sha256 } from '../../kernel/digest';
import type { Attachment, MadeFile } from '../attachment';
import type { DossierRecord, RecordedFile } from '../dossier-record';

export const MANIFEST_FILE = 'manifest.json';
/** The shape of `manifest.json`; a change of it is a new number. */
export const MANIFEST_SCHEMA = 'predicate/dossier-manifest/1';

/** One file that belongs to a dossier, wherever its bytes are. */
export interface ManifestFile {
  readonly name: string;
  readonly sha256: Sha256;
  readonly size: number;
  readonly mediaType: string;
  /** How the file stands to the pages (ISO 32000-2 §7.11.4, AFRelationship). */
  readonly relation: Attachment['relationship'];
  readonly kept: RecordedFile['kept'];
  /** When and under which rule the bytes went; absent where they did not. */
  readonly disposal?: string;
}

/**
 * Every file of a dossier but this one, which would have to hold its own digest. The seal is no file: it is put over the
 * finished PDF and covers this manifest with all the rest.
 */
export interface Manifest {
  readonly schema: typeof MANIFEST_SCHEMA;
  /** `PD-2026-000417`. */
  readonly dossier: string;
  readonly recordSha256: Sha256;
  readonly files: readonly ManifestFile[];
}

const ofMade = ({ name, bytes, mediaType, relationship }: MadeFile): ManifestFile => ({
  ...{ name, sha256: sha256(bytes), size: bytes.length, mediaType, relation: relationship, kept: 'inside' },
});

const ofFile = ({ attachedAs, sha256: digest, size, mediaType, kept, disposal }: RecordedFile): ManifestFile => ({
  ...{ name: attachedAs, sha256: digest, size, mediaType, relation: 'Supplement', kept },
  ...(disposal === undefined ? {} : { disposal }),
});

/** The manifest of a record: the files that are made from it, `record.json` first, then those of its evidence. */
export function manifestOf({ dossier, evidence }: DossierRecord, made: readonly MadeFile[]): Manifest {
  const files = [...made.map(ofMade), ...evidence.flatMap((one) => one.files.map(ofFile))];
  return { schema: MANIFEST_SCHEMA, dossier: dossier.code, recordSha256: files[0].sha256, files };
}

export const manifestAttachment = (manifest: Manifest, modifiedAt: string): MadeFile => ({
  ...{ name: MANIFEST_FILE, mediaType: 'application/json', relationship: 'Data', modifiedAt },
  description: 'Every file of this dossier with its SHA-256 (RFC 8785)',
  bytes: canonicalBytes(manifest),
});
