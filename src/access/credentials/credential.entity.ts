import { Column, Entity, PrimaryColumn } from 'typeorm';

export const CREDENTIAL_KINDS = ['password', 'totp', 'passkey', 'openid'] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/** That a person signs in with something, from when to when. What opens it is a `HeldSecret` under the same id. */
@Entity('credential')
export class Credential {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  @Column('text') kind: CredentialKind;
  /** As the person calls it: “Phone”, “Key in the safe”. */
  @Column('text') name: string;
  /** What anybody may know: of a passkey its id and public key, of an OpenID identity its issuer and subject. */
  @Column('jsonb') detail: Readonly<Record<string, unknown>>;
  @Column({ type: 'timestamptz', precision: 3 }) addedAt: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) endedAt: Date | null;
  @Column('integer') revision: number;
}
