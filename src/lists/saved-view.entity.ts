import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A way to look at a list that somebody keeps under a name: its address, and nothing of what it shows. No record. */
@Entity('saved_view')
export class SavedView {
  @PrimaryColumn('uuid') id: string;
  @Column('text') ownerId: string;
  /** By the name that he had when he saved it. */
  @Column('text') ownerName: string;
  /** The list, as in the address: `evidence`. */
  @Column('text') list: string;
  @Column('text') name: string;
  /** What follows the question mark: filters, search, order, columns, rows. */
  @Column('text') query: string;
  /** Whether everybody who reads the whole record may look by it. */
  @Column('boolean') shared: boolean;
  @Column({ type: 'timestamptz', precision: 3 }) savedAt: Date;
}
