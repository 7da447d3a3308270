import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sha256 } from '../kernel/digest';

/** That the bytes with this digest are in the content store; equal bytes are stored once. */
@Entity('stored_file')
export class StoredFile {
  @PrimaryColumn('uuid') id: string;
  @Column('text') sha256: Sha256;
  /** Bytes; PostgreSQL's bigint, which is text in JavaScript. */
  @Column('bigint') size: string;
  /** As it was first called. */
  @Column('text') name: string;
  @Column('text') mediaType: string;
  @Column('text') storedBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) storedAt: Date;
}
