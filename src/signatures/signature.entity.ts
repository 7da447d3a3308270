import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../access/policy/roles';
import type { Sha256 } from '../kernel/digest';
import type { ManifestEntry } from './process/signing-payload.rules';
import type { Meaning, Process } from './process/steps.rules';
import type { Method, SignatureProof } from './proofs/signature-proof';

/** The tables of what is signed. */
export const SIGNED_TYPES = [
  'intended_use',
  'claim',
  'classification',
  'evidence',
  'model_version',
  'dossier',
] as const;
export type SignedType = (typeof SIGNED_TYPES)[number];

/** Somebody signed a record as it was then, and it says in which meaning; never changed (21 CFR 11.50, 11.70). */
@Entity('signature')
export class Signature {
  @PrimaryColumn('uuid') id: string;
  @Column('text') process: Process;
  @Column('text') recordType: SignedType;
  @Column('uuid') recordId: string;
  @Column('integer') recordRevision: number;
  /** Of the row that was signed, as the audit trail has it. */
  @Column('text') recordSha256: Sha256;
  /** Of what the record rests on. */
  @Column('text') manifestSha256: Sha256;
  @Column('jsonb') manifest: ManifestEntry[];
  @Column('integer') step: number;
  @Column('text') meaning: Meaning;
  @Column('text') role: Role;
  @Column('uuid') signerId: string;
  /** As it was printed then. */
  @Column('text') signerName: string;
  /** For whom a substitute signed. */
  @Column({ type: 'uuid', nullable: true }) forId: string | null;
  @Column({ type: 'text', nullable: true }) forName: string | null;
  @Column({ type: 'text', nullable: true }) comment: string | null;
  /** A differing view of somebody who signs all the same. */
  @Column({ type: 'text', nullable: true }) dissent: string | null;
  /** The text that was signed: a `SigningPayload` in canonical form. */
  @Column('text') payload: string;
  @Column('text') payloadSha256: Sha256;
  @Column('text') method: Method;
  @Column('jsonb') proof: SignatureProof;
  @Column('uuid') sessionId: string;
  @Column({ type: 'timestamptz', precision: 3 }) signedAt: Date;
}
