import { Noun, Says } from '../http/says';
import { WorkRecordAnswer } from '../work/work.answer';
import {
  RECORD_TYPES,
  type RecordType,
  THREAD_KINDS,
  THREAD_STATES,
  type ThreadKind,
  type ThreadState,
} from './comment-thread.entity';

@Noun('NamedPerson', 'Somebody, by the name that he has now')
export class NamedPersonAnswer {
  @Says.id() id: string;
  @Says.text() printedName: string;
}

@Noun('Resolution', 'How a thread was settled, and by whom')
export class ResolutionAnswer {
  @Says.text() text: string;
  @Says.text() by: string;
  @Says.id('The person') byId: string;
  @Says.instant() at: Date;
}

@Noun('Comment', 'What somebody said, as plain text')
export class CommentAnswer {
  @Says.id() id: string;
  @Says.count(1) number: number;
  @Says.text('The printed name of that day') author: string;
  @Says.id('The person') authorId: string;
  @Says.text('Plain text, as it was written') body: string;
  @Says.list(() => NamedPersonAnswer) mentions: readonly NamedPersonAnswer[];
  @Says.instant() at: Date;
}

@Noun('CommentThread', 'What people say to each other about a record, or about one field of it')
export class CommentThreadAnswer {
  @Says.id() id: string;
  @Says.oneOf(RECORD_TYPES) recordType: RecordType;
  @Says.id('The record') recordId: string;
  @Says.one(() => WorkRecordAnswer) record: WorkRecordAnswer;
  @Says.mayText('A JSON pointer (RFC 6901) to the field; null is the whole record') field: string | null;
  @Says.oneOf(THREAD_KINDS) kind: ThreadKind;
  @Says.yes('Whether a signature waits for it') blocking: boolean;
  @Says.list(() => NamedPersonAnswer) askedOf: readonly NamedPersonAnswer[];
  @Says.oneOf(THREAD_STATES) state: ThreadState;
  @Says.text('What its opener said') text: string;
  @Says.text('The printed name of that day') openedBy: string;
  @Says.id('The person') openedById: string;
  @Says.instant() openedAt: Date;
  @Says.count(1) commentCount: number;
  @Says.instant() lastCommentAt: Date;
  @Says.mayOne(() => ResolutionAnswer) resolution: ResolutionAnswer | null;
  @Says.count(1) revision: number;
  @Says.href() href: string;
}

@Noun('WholeCommentThread', 'A thread with all that was said in it, in the order of replies')
export class WholeCommentThreadAnswer extends CommentThreadAnswer {
  @Says.list(() => CommentAnswer) comments: readonly CommentAnswer[];
}
