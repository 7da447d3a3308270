import { areCanonical, sha256 } from '../../kernel/digest';
import { filesInside, RECORD_FILE } from '../assemble';
import { MANIFEST_FILE } from '../attachments/manifest';
import { knowBytes } from '../attachments/record-bytes';
import { RECORD_SCHEMA, type DossierRecord } from '../dossier-record';
import type { FoundAttachment } from '../pdf/read-attachments';
import { foundFile, manifestCheck } from './manifest-check';
import type { Check } from './verdict';

/** The record that a file carries, as far as it could be read, and what was found about it. */
export interface CarriedRecord {
  readonly record: DossierRecord | null;
  readonly sha256: string | null;
  readonly check: Check;
}

const fails = (detail: string, digest: string | null = null): CarriedRecord => ({
  record: null,
  sha256: digest,
  check: { check: 'record', holds: false, detail },
});

/** Those before the fourth had no log, the first two no zones of signers: the pages cannot be made again, the rest is looked at. */
const KNOWN: readonly unknown[] = [RECORD_SCHEMA, ...[3, 2, 1].map((number) => `predicate/dossier-record/${number}`)];

const isOfThisSchema = (value: unknown): value is DossierRecord =>
  typeof value === 'object' && value !== null && KNOWN.includes((value as { schema?: unknown }).schema);

function parsed(bytes: Buffer): unknown {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
}

/** Reads `record.json`: there once, JSON, in its canonical form, and of a shape that this program knows. */
export function carriedRecord(attachments: readonly FoundAttachment[]): CarriedRecord {
  const found = attachments.filter(({ name }) => name === RECORD_FILE);
  if (found.length !== 1) return fails(`${RECORD_FILE} is inside ${found.length} times; it must be there once`);
  const [{ bytes }] = found;
  const digest = sha256(bytes);
  try {
    const value = parsed(bytes);
    if (!areCanonical(bytes, value)) return fails(`${RECORD_FILE} is not in its canonical form (RFC 8785)`, digest);
    if (!isOfThisSchema(value)) return fails(`${RECORD_FILE} has a shape that this program does not know`, digest);
    return {
      record: knowBytes(value, bytes),
      sha256: digest,
      check: { check: 'record', holds: true, detail: `${RECORD_FILE} is canonical JSON` },
    };
  } catch {
    return fails(`${RECORD_FILE} is not JSON in UTF-8: the attachment is damaged`, digest);
  }
}

/** Whether the files inside are just those that belong there, each with its digest. */
export function attachmentsCheck(record: DossierRecord, attachments: readonly FoundAttachment[]): Check {
  const manifest = attachments.find(({ name }) => name === MANIFEST_FILE);
  if (manifest !== undefined) return manifestCheck(record, attachments.map(foundFile), manifest.bytes);
  if (record.schema === RECORD_SCHEMA)
    return { check: 'attachments', holds: false, detail: `attachment ${MANIFEST_FILE} is missing` };
  return namedByRecord(record, attachments);
}

/** Before there was a manifest: just those that the record names. */
function namedByRecord(record: DossierRecord, attachments: readonly FoundAttachment[]): Check {
  const wanted = filesInside(record);
  const others = attachments.filter(({ name }) => name !== RECORD_FILE);
  const missing = wanted.filter(({ attachedAs }) => !others.some(({ name }) => name === attachedAs));
  const altered = others.filter(({ name, bytes }) =>
    wanted.some(({ attachedAs, sha256: digest }) => attachedAs === name && sha256(bytes) !== digest),
  );
  const strange = others.filter(({ name }) => !wanted.some(({ attachedAs }) => attachedAs === name));
  const faults = [
    ...missing.map(({ attachedAs }) => `attachment ${attachedAs} is missing`),
    ...altered.map(({ name }) => `attachment ${name} has another digest than the record says`),
    ...strange.map(({ name }) => `attachment ${name} is not named by the record`),
  ];
  const fine = `${wanted.length} evidence ${wanted.length === 1 ? 'file has the digest' : 'files have the digests'} of the record`;
  return { check: 'attachments', holds: faults.length === 0, detail: faults.length === 0 ? fine : faults.join('; ') };
}
