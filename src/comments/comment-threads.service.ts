import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import type { AuditedTransaction } from '../audit-trail/audited-transaction';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { eachOnce, requireColleagues } from './colleagues';
import { Comment, CommentMention } from './comment.entity';
import type { AddComment, OpenThread } from './comment-thread.dto';
import { CommentThread } from './comment-thread.entity';
import { CommentedRecords } from './commented-records';
import { type HearsMentions, MENTIONS } from './hears-mentions';

/** Comments of one thread: all of them are one answer. */
const MOST_COMMENTS = 500;

/** What people say to each other about a record, where it stands. What was said is never edited or removed. */
@Injectable()
export class CommentThreads {
  constructor(
    private readonly auditTrail: AuditTrail,
    private readonly commented: CommentedRecords,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(MENTIONS) private readonly mentions: HearsMentions,
  ) {}

  /** Begins a thread on a record, or on a field of it; a question may be asked of people, and blocks unless it says no. */
  async open(actor: Actor, input: OpenThread): Promise<CommentThread> {
    const { recordType, kind, field = null } = input;
    const isQuestion = kind === 'question';
    refuseOnComments(input);
    const record = { recordType, recordId: input.recordId.toLowerCase() };
    await this.commented.require(record, field);
    return this.auditTrail.record(actor, isQuestion ? 'question.asked' : 'comment-thread.opened', {}, async (tx) => {
      const askedOf = eachOnce(input.askedOf);
      await requireColleagues(tx.read, { ids: askedOf, by: actor.id, pointer: '/askedOf' });
      const thread = await tx.insert(CommentThread, {
        ...{ id: newId(), ...record, field, kind, blocking: isQuestion && input.blocking !== false, askedOf },
        ...{ openedBy: actor.name, openedById: actor.id, openedAt: this.clock.now(), state: 'open' as const },
        ...{ resolution: null, resolvedBy: null, resolvedById: null, resolvedAt: null, revision: 1 },
      });
      const { id: commentId } = await this.say(
        tx,
        actor,
        { threadId: thread.id, number: 1, at: thread.openedAt },
        input,
      );
      await this.mentions.named({ commentId, personIds: eachOnce([...input.mentions, ...askedOf]) });
      return thread;
    });
  }

  /** Says something more in a thread that is open. */
  add(actor: Actor, threadId: string, input: AddComment): Promise<Comment> {
    return this.auditTrail.record(actor, 'comment.added', {}, async (tx) => {
      const { state } = await tx.lock(CommentThread, threadId);
      if (state === 'resolved') throw Refusal.invalidState('This thread is resolved: open it again to say more');
      const number = 1 + (await tx.read.count(Comment, { where: { threadId } }));
      if (number > MOST_COMMENTS) throw Refusal.invalidState('This thread is full: resolve it and open another one');
      tx.about(CommentThread, threadId);
      const comment = await this.say(tx, actor, { threadId, number, at: this.clock.now() }, input);
      await this.mentions.named({ commentId: comment.id, personIds: eachOnce(input.mentions) });
      return comment;
    });
  }

  private async say(
    tx: AuditedTransaction,
    actor: Actor,
    place: Pick<Comment, 'threadId' | 'number' | 'at'>,
    { body, mentions }: AddComment,
  ): Promise<Comment> {
    const ids = eachOnce(mentions);
    await requireColleagues(tx.read, { ids, by: actor.id, pointer: '/mentions' });
    const said = { author: actor.name, authorId: actor.id, body };
    const comment = await tx.insert(Comment, { id: newId(), ...place, ...said });
    for (const personId of ids) await tx.insert(CommentMention, { id: newId(), commentId: comment.id, personId });
    return comment;
  }
}

/** A comment waits for nobody and keeps nothing from being signed. */
function refuseOnComments({ kind, blocking, askedOf }: OpenThread): void {
  if (kind === 'question') return;
  const detail = 'is only for a question';
  if (blocking === true) throw Refusal.validation([{ pointer: '/blocking', detail }]);
  if (askedOf.length > 0) throw Refusal.validation([{ pointer: '/askedOf', detail }]);
}
