import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import type { Actor } from '../kernel/actor';
import { Refusal } from '../kernel/refusal';
import { pageOf } from '../work/page-of';
import type { WholeThread } from './comment-thread.dto';
import { CommentThreads } from './comment-threads.service';
import { type CommentedRecord, CommentedRecords } from './commented-records';
import { Resolutions } from './resolutions.service';
import type { AnswerThread, AskOrComment } from './thread-form.dto';
import { ThreadReader } from './thread-reader';

/** How the record of a thread is called, and where it is read. */
@Injectable()
export class ThreadedRecords {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commented: CommentedRecords,
  ) {}

  /** Refuses as `not-found` what is not there. */
  async of(about: CommentedRecord): Promise<{ readonly name: string; readonly href: string }> {
    const cited = await this.commented.cited(this.unitOfWork.manager, [about]);
    const record = cited.get(about.recordId);
    if (record === undefined) throw Refusal.notFound(`${about.recordType} ${about.recordId}`);
    const href = about.recordType === 'intended_use' ? `/intended-uses/${about.recordId}` : pageOf(record.href);
    return { name: record.code ?? record.label, href };
  }
}

/** What the forms of threads do, each as one act or two of the same request. */
@Injectable()
export class ThreadActs {
  constructor(
    private readonly threads: CommentThreads,
    private readonly resolutions: Resolutions,
    private readonly reader: ThreadReader,
    private readonly records: ThreadedRecords,
  ) {}

  get(id: string): Promise<WholeThread> {
    return this.reader.get(id);
  }

  recordOf(about: CommentedRecord): Promise<{ readonly name: string; readonly href: string }> {
    return this.records.of(about);
  }

  async open(actor: Actor, about: CommentedRecord, { kind, askedOf, blocking, ...said }: AskOrComment): Promise<void> {
    const isQuestion = kind === 'question';
    const asked = isQuestion ? { blocking, askedOf } : { askedOf };
    await this.threads.open(actor, { ...about, kind, ...asked, ...said });
  }

  /** Says something, settles it, or both. */
  async answer(actor: Actor, id: string, { body = null, mentions, resolution = null }: AnswerThread): Promise<void> {
    if (body === null && resolution === null) {
      throw Refusal.validation([{ pointer: '/body', detail: 'is not filled in, and neither is how it is settled' }]);
    }
    if (body !== null) await this.threads.add(actor, id, { body, mentions });
    if (resolution !== null) await this.resolutions.resolve(actor, { id, revision: null }, resolution);
  }

  async reopen(actor: Actor, id: string, reason: string): Promise<void> {
    await this.resolutions.reopen(actor, { id, revision: null }, reason);
  }
}
