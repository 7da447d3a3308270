import { Column, Entity, PrimaryColumn } from 'typeorm';

/** By which identity the session of the same id was opened. */
@Entity('openid_session')
export class OpenidSession {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') credentialId: string;
  /** What the issuer calls its own session with the person, by which it ends it; null where it does not say. */
  @Column({ type: 'text', nullable: true }) sid: string | null;
}
