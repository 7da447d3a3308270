import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sha256 } from '../kernel/digest';
import type { ManifestEntry } from './process/signing-payload.rules';

/** What somebody was shown and may sign, once and within five minutes; no record, and forgotten soon after. */
@Entity('signature_request')
export class SignatureRequest {
  /** The id that the signature will have. */
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  @Column('uuid') sessionId: string;
  @Column('text') payload: string;
  @Column('text') payloadSha256: Sha256;
  @Column('jsonb') manifest: ManifestEntry[];
  @Column({ type: 'timestamptz', precision: 3 }) madeAt: Date;
  @Column({ type: 'timestamptz', precision: 3 }) expiresAt: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) usedAt: Date | null;
}
