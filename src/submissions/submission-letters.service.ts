import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import { refuseDisposed } from '../evidence/disposed-files';
import { refusedFileName } from '../evidence/media-types.rules';
import { requireSound } from '../evidence/scrub/findings';
import { StoredFile } from '../evidence/stored-file.entity';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { describeSubmissions } from './submission-coverages';
import type { AddLetter, DescribedSubmission } from './submission.dto';
import { Submission, SubmissionLetter } from './submission.entity';

/** The letters behind a submission: what is recorded of it is read from them, and they can be read again. */
@Injectable()
export class SubmissionLetters {
  constructor(
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Puts a stored file beside a submission as its letter; the same bytes twice are one letter. */
  add(actor: Actor, id: string, { sha256, name, reason }: AddLetter): Promise<DescribedSubmission> {
    const refusedName = refusedFileName(name);
    if (refusedName !== null) throw Refusal.validation([{ pointer: '/name', detail: refusedName }]);
    return this.auditTrail.record(actor, 'submission.letter-added', { reason }, async (tx) => {
      const submission = await tx.lock(Submission, id);
      if (!(await tx.read.exists(StoredFile, { where: { sha256 } }))) {
        throw Refusal.validation([{ pointer: '/sha256', detail: 'is no stored file: send its bytes first' }]);
      }
      await refuseDisposed(tx.read, sha256, '/sha256');
      await requireSound(tx.read, [sha256]);
      const same = await tx.read.findOneBy(SubmissionLetter, { submissionId: id, sha256 });
      if (same !== null) throw Refusal.duplicate(`These bytes are a letter of it already, as ${same.name}`);
      tx.about(Submission, id);
      const by = { addedBy: actor.name, addedAt: this.clock.now() };
      await tx.insert(SubmissionLetter, { id: newId(), submissionId: id, sha256, name, ...by });
      const [described] = await describeSubmissions(tx.read, [submission]);
      return described;
    });
  }
}
