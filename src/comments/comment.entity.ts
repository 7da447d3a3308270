import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What somebody said in a thread, as plain text. It is written once: who wants it otherwise says so after it. */
@Entity('comment')
export class Comment {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') threadId: string;
  /** In the order of replies; the first one opens the thread. */
  @Column('integer') number: number;
  /** The printed name of that day. */
  @Column('text') author: string;
  @Column('uuid') authorId: string;
  @Column('text') body: string;
  @Column({ type: 'timestamptz', precision: 3 }) at: Date;
}

/** Somebody whom a comment names, so that it waits in that person's work list. */
@Entity('comment_mention')
export class CommentMention {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') commentId: string;
  @Column('uuid') personId: string;
}
