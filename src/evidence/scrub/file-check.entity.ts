import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sha256 } from '../../kernel/digest';

/** `ok` is the very bytes, `corrupt` others, `missing` none. */
export const OUTCOMES = ['ok', 'corrupt', 'missing'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** When the bytes of a file were last read to their end, and what they were. It is no record: the next one takes its place. */
@Entity('file_check')
export class FileCheck {
  @PrimaryColumn('text') sha256: Sha256;
  @Column({ type: 'timestamptz', precision: 3 }) checkedAt: Date;
  @Column('text') outcome: Outcome;
  /** How many could be read. */
  @Column('bigint') bytes: string;
}
