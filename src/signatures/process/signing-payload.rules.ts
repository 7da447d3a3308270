import { createHash } from 'node:crypto';
import type { Role } from '../../access/policy/roles';
import { canonicalBytes, type Sha256, sha256 } from '../../kernel/digest';
import { isZoneAt, type ZoneAt } from '../../kernel/time-zone';
import type { Meaning, Process } from './steps.rules';

/** The schema of what is signed; a change of its shape is a new number. The first said no time zone. */
export const PAYLOAD_SCHEMA = 'predicate/sig/2';
const FIRST_SCHEMA = 'predicate/sig/1';
export type PayloadSchema = typeof PAYLOAD_SCHEMA | typeof FIRST_SCHEMA;

const UTC: ZoneAt = { timeZone: 'UTC', utcOffset: '+00:00', abbreviation: 'UTC' };

/** One part of what a record rests on: a row by its type and id, a file by its name; each by its digest. */
export interface ManifestEntry {
  readonly name: string;
  readonly sha256: Sha256;
}

/** What a signature is of, and what it means: all that the signer saw. Its canonical bytes (RFC 8785) are what is signed. */
export interface SigningPayload {
  readonly schema: PayloadSchema;
  readonly signatureId: string;
  readonly process: Process;
  readonly step: number;
  /** `sha256` is of the row as the audit trail has it (`audit-trail/snapshot-of.ts`). */
  readonly record: { readonly type: string; readonly id: string; readonly revision: number; readonly sha256: Sha256 };
  /** Of the canonical bytes of the manifest: the list of what the record rests on. */
  readonly manifestSha256: Sha256;
  readonly meaning: Meaning;
  /** The sentence that was shown. */
  readonly meaningText: string;
  readonly comment: string | null;
  readonly dissent: string | null;
  readonly signer: {
    readonly id: string;
    readonly printedName: string;
    readonly role: Role;
    readonly onBehalfOf: { readonly id: string; readonly printedName: string } | null;
    /** Where he was, and how far from UTC that is, when it was shown to him; absent in the first schema. */
    readonly zone?: ZoneAt;
  };
  /** 256 bits in hexadecimal. */
  readonly nonce: string;
  /** Instants of RFC 3339 in UTC. */
  readonly issuedAt: string;
  readonly expiresAt: string;
}

/** The text that is signed. */
export const payloadText = (payload: SigningPayload): string => canonicalBytes(payload).toString('utf8');

/** The zone in which a signature is printed beside UTC. */
export const zoneOf = ({ signer }: Pick<SigningPayload, 'signer'>): ZoneAt => signer.zone ?? UTC;

/** Of which schema a text is; null for one that is of none that this program knows, or does not say its zone. */
export function schemaOf(text: string): PayloadSchema | null {
  try {
    const { schema, signer } = JSON.parse(text) as Partial<SigningPayload>;
    if (schema === FIRST_SCHEMA) return schema;
    return schema === PAYLOAD_SCHEMA && isZoneAt(signer?.zone) ? schema : null;
  } catch {
    return null;
  }
}

/** What a passkey is asked to sign: no other use of it can ever have this challenge. Throws for a text of no schema. */
export function challengeOf(text: string): Buffer {
  const schema = schemaOf(text);
  if (schema === null) throw new Error('This is nothing that is signed');
  return createHash('sha256').update(`${schema}\n`).update(text, 'utf8').digest();
}

/** The digest of a manifest, whose entries are in order of their names. */
export const manifestDigest = (manifest: readonly ManifestEntry[]): Sha256 => sha256(canonicalBytes(manifest));

/** A manifest in its order: by name, and by digest where two things have one name. */
export const orderedManifest = (entries: readonly ManifestEntry[]): ManifestEntry[] =>
  [...entries].sort((a, b) => (a.name + a.sha256 < b.name + b.sha256 ? -1 : 1));
