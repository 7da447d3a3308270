import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A half-filled form, private to whoever fills it: no record, and gone after its day. Saving makes the revision. */
@Entity('form_draft')
export class FormDraft {
  @PrimaryColumn('uuid') id: string;
  @Column('text') actorId: string;
  /** Which form: `intended-use`. */
  @Column('text') form: string;
  /** What it is filled for: an id, or `new`. */
  @Column('text') subject: string;
  @Column('jsonb') content: object;
  @Column({ type: 'timestamptz', precision: 3 }) savedAt: Date;
  @Column({ type: 'timestamptz', precision: 3 }) expiresAt: Date;
}
