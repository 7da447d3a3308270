import { canonicalBytes, sha256 } from '../../kernel/digest';
import { type Manifest, MANIFEST_FILE, MANIFEST_SCHEMA, type ManifestFile } from '../attachments/manifest';
import { RECORD_FILE } from '../attachments/made-files';
import type { DossierRecord } from '../dossier-record';
import type { Check } from './verdict';

/** A file as it was found inside; of the manifest itself its bytes too. */
export interface FoundFile {
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
}

const check = (holds: boolean | null, detail: string): Check => ({ check: 'attachments', holds, detail });

/** The manifest that a file carries; a text says what is wrong with it. */
export function manifestIn(bytes: Uint8Array): Manifest | string {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Manifest;
    if (value.schema !== MANIFEST_SCHEMA || !Array.isArray(value.files))
      return `${MANIFEST_FILE} has a shape that this program does not know`;
    return canonicalBytes(value).equals(bytes) ? value : `${MANIFEST_FILE} is not in its canonical form (RFC 8785)`;
  } catch {
    return `${MANIFEST_FILE} is not JSON in UTF-8`;
  }
}

const isInside = ({ kept }: ManifestFile): boolean => kept === 'inside';

/** What is inside and what the manifest says is inside, held against each other both ways. */
function faultsInside({ files }: Manifest, found: readonly FoundFile[]): string[] {
  const others = found.filter(({ name }) => name !== MANIFEST_FILE);
  const wanted = files.filter(isInside);
  return [
    ...wanted
      .filter(({ name }) => !others.some((one) => one.name === name))
      .map(({ name }) => `attachment ${name} is missing`),
    ...others.flatMap(({ name, sha256: digest, size }) => {
      const named = wanted.find((one) => one.name === name);
      if (named === undefined) return [`attachment ${name} is not named by the manifest`];
      return named.sha256 === digest && named.size === size
        ? []
        : [`attachment ${name} has another digest than the manifest says`];
    }),
    ...others.filter(({ name }, at) => others.findIndex((one) => one.name === name) !== at).map(twice),
  ];
}

const twice = ({ name }: FoundFile): string => `attachment ${name} is inside twice`;

/** What the record says of the files of its evidence, the manifest says too. */
function faultsOfEvidence({ files }: Manifest, { evidence }: DossierRecord): string[] {
  const byName = new Map(files.map((one) => [one.name, one]));
  return evidence
    .flatMap((one) => one.files)
    .filter(({ attachedAs, sha256: digest, size, kept }) => {
      const named = byName.get(attachedAs);
      return named?.sha256 !== digest || named.size !== size || named.kept !== kept;
    })
    .map(({ attachedAs }) => `the manifest says something else of ${attachedAs} than the record`);
}

function faultsOfNames({ dossier, recordSha256, files }: Manifest, record: DossierRecord): string[] {
  const digest = files.find(({ name }) => name === RECORD_FILE)?.sha256;
  return [
    ...(dossier === record.dossier.code ? [] : [`the manifest is of ${dossier}`]),
    ...(recordSha256 === digest ? [] : ['the manifest names two digests of the record']),
  ];
}

const KEPT: readonly (readonly [ManifestFile['kept'], string])[] = [
  ['by owner', 'kept by the owner under their digest'],
  ['damaged', 'damaged in the store'],
  ['disposed of', 'disposed of'],
];

function words({ files }: Manifest): string {
  const elsewhere = KEPT.map(([kept, text]) => [files.filter((one) => one.kept === kept).length, text] as const)
    .filter(([count]) => count > 0)
    .map(([count, text]) => `; ${count} more, ${text}, ${count === 1 ? 'is' : 'are'} not inside`);
  const inside = files.filter(isInside).length;
  return `${inside} files inside have the digests of the manifest${elsewhere.join('')}`;
}

/** Whether the files inside are just those of the manifest, each with its digest, and the manifest is that of the record. */
export function manifestCheck(record: DossierRecord, found: readonly FoundFile[], manifest: Uint8Array): Check {
  const carried = manifestIn(manifest);
  if (typeof carried === 'string') return check(false, carried);
  const faults = [
    ...faultsOfNames(carried, record),
    ...faultsInside(carried, found),
    ...faultsOfEvidence(carried, record),
  ];
  return faults.length > 0 ? check(false, faults.join('; ')) : check(true, words(carried));
}

export const foundFile = ({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): FoundFile => ({
  ...{ name, sha256: sha256(bytes), size: bytes.length },
});
