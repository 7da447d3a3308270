import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What people can talk about, each by its table. */
export const RECORD_TYPES = [
  'model',
  'model_version',
  'software_function',
  'intended_use',
  'claim',
  'evidence',
  'classification',
  'submission',
  'dossier',
] as const;
export type RecordType = (typeof RECORD_TYPES)[number];

export const THREAD_KINDS = ['comment', 'question'] as const;
export type ThreadKind = (typeof THREAD_KINDS)[number];

export const THREAD_STATES = ['open', 'resolved'] as const;
export type ThreadState = (typeof THREAD_STATES)[number];

/** What people say to each other about one record, or one field of it, until somebody resolves it. It is never removed. */
@Entity('comment_thread')
export class CommentThread {
  @PrimaryColumn('uuid') id: string;
  @Column('text') recordType: RecordType;
  @Column('uuid') recordId: string;
  /** A JSON pointer (RFC 6901) into what is answered of the record; null is the record as a whole. */
  @Column({ type: 'text', nullable: true }) field: string | null;
  @Column('text') kind: ThreadKind;
  /** Whether signatures wait for it, where their rule says so; never of a comment. */
  @Column('boolean') blocking: boolean;
  /** Ids of the people who were asked; nobody in particular where there are none. */
  @Column({ type: 'uuid', array: true }) askedOf: string[];
  /** The printed name of that day. */
  @Column('text') openedBy: string;
  @Column('uuid') openedById: string;
  @Column({ type: 'timestamptz', precision: 3 }) openedAt: Date;
  @Column('text') state: ThreadState;
  /** How it was settled, in the words of who did it; null while it is open. */
  @Column({ type: 'text', nullable: true }) resolution: string | null;
  @Column({ type: 'text', nullable: true }) resolvedBy: string | null;
  @Column({ type: 'uuid', nullable: true }) resolvedById: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) resolvedAt: Date | null;
  @Column('integer') revision: number;
}
