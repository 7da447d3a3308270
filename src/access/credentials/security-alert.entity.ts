import { Column, Entity, PrimaryColumn } from 'typeorm';

export const ALERT_KINDS = ['sign-in-locked', 'passkey-cloned', 'signing-locked', 'password-known'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** Somebody tried what was not his, and those who answer for security are told (21 CFR 11.300(d)). */
@Entity('security_alert')
export class SecurityAlert {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: AlertKind;
  /** Whose account it was; null where there is none of that name. */
  @Column({ type: 'uuid', nullable: true }) personId: string | null;
  @Column({ type: 'text', nullable: true }) nameSha256: string | null;
  @Column({ type: 'text', nullable: true }) address: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) at: Date;
}
