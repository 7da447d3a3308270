import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That a person proved himself anew, to the issuer and after he was asked to (21 CFR 11.200(a)); written once. */
@Entity('step_up')
export class StepUp {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  @Column('uuid') sessionId: string;
  /** SHA-256 of what he is to sign; null where he signs nothing with it. */
  @Column({ type: 'text', nullable: true }) purposeSha256: string | null;
  @Column('text') issuer: string;
  @Column('text') subject: string;
  /** When he did, by the clock of the issuer. */
  @Column({ type: 'timestamptz', precision: 3 }) authTime: Date;
  /** How strongly, in the issuer’s own word; null where it does not say. */
  @Column({ type: 'text', nullable: true }) acr: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) begunAt: Date;
  @Column({ type: 'timestamptz', precision: 3 }) doneAt: Date;
}
