import { Choice, Flag, MayWords, Words } from '../http/fields';
import { MayListOfIds } from '../http/number-fields';
import { THREAD_KINDS, type ThreadKind } from './comment-thread.entity';

/** People whom one question, or one comment, names. */
const MOST_PEOPLE = 20;

/** A new thread, as its form says it; on which record, the address says. */
export class AskOrComment {
  @Choice(THREAD_KINDS) kind: ThreadKind;
  @Words(1, 4000) body: string;
  @MayListOfIds('Of a question: people who are to answer it', MOST_PEOPLE) askedOf: string[] = [];
  @MayListOfIds('People who are to see it in their work list', MOST_PEOPLE) mentions: string[] = [];
  @Flag() blocking = false;
}

/** What is said in a thread, or how it is settled, or both. */
export class AnswerThread {
  @MayWords(4000) body?: string | null;
  @MayListOfIds('People who are to see it in their work list', MOST_PEOPLE) mentions: string[] = [];
  @MayWords(2000) resolution?: string | null;
}
