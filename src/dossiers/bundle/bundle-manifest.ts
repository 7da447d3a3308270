import { canonicalBytes, type Sha256 } from '../../kernel/digest';
import type { DossierRecord } from '../dossier-record';

/** The shape of the bundle's `manifest.json`; a change of it is a new number. */
export const BUNDLE_SCHEMA = 'predicate/dossier-bundle/1';

/** A file of a bundle, by its path in it. */
export interface BundledFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: Sha256;
}

/** A file of the evidence that the owner can no longer give; the record still names its digest. */
export interface AbsentFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: Sha256;
  readonly why: string;
}

/** What a bundle holds, and what it does not. It lists neither itself nor `SHA256SUMS`, which lists it. */
export interface BundleManifest {
  readonly schema: typeof BUNDLE_SCHEMA;
  readonly dossier: {
    readonly code: string;
    readonly model: string;
    readonly version: string;
    readonly issuedAt: string;
    readonly pdf: string;
    readonly recordSha256: Sha256;
  };
  readonly files: readonly BundledFile[];
  readonly absent: readonly AbsentFile[];
}

/** The manifest's bytes (RFC 8785), with a line end for those who print it. */
export const manifestBytes = (
  { dossier, model, version }: DossierRecord,
  recordSha256: Sha256,
  { files, absent }: Pick<BundleManifest, 'files' | 'absent'>,
): Buffer => {
  const { code, issuedAt } = dossier;
  const manifest: BundleManifest = {
    schema: BUNDLE_SCHEMA,
    dossier: { code, model: model.name, version: version.semanticVersion, issuedAt, pdf: `${code}.pdf`, recordSha256 },
    files,
    absent,
  };
  return Buffer.concat([canonicalBytes(manifest), Buffer.from('\n')]);
};

/** As `sha256sum --check` reads it. */
export const checksums = (files: readonly BundledFile[]): Buffer =>
  Buffer.from(files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join(''), 'utf8');
