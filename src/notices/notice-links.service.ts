import { Inject, Injectable } from '@nestjs/common';
import { Person } from '../access/people/person.entity';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { Refusal } from '../kernel/refusal';
import { NoticeChoice } from './notice-choice.entity';
import { type NoticeLink, NoticeTokens, type ReadToken } from './notice-tokens';

/** What each link of a mail leaves off. */
const LEFT_OFF: Readonly<Record<Exclude<NoticeLink, 'confirm'>, Partial<NoticeChoice>>> = {
  mentions: { mentions: false },
  digest: { digest: false },
  expiring: { expiring: 'none' },
};

/** Whose link it is, as the trail has it: whoever has the mail acts as the person, for this alone. */
const byLink = ({ id, printedName }: Person, requestId: string | null): Actor => ({
  ...{ id, name: printedName, role: 'person', via: { kind: 'link', id: null }, requestId },
});

/** Where the links of mails lead: each leaves off what its mail is about, or confirms an address, and nothing else. */
@Injectable()
export class NoticeLinks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly auditTrail: AuditTrail,
    private readonly tokens: NoticeTokens,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What a link of a mail is about; null for one that is none, or is of an address that is no more. */
  async read(text: string): Promise<ReadToken | null> {
    const read = this.tokens.read(text);
    const choice = read === null ? null : await this.of(read.personId);
    return read !== null && choice !== null && this.tokens.isTrue(read, choice.address) ? read : null;
  }

  /** Does what the link is for; a second time changes nothing. Refuses as `not-found` what is no link of a mail. */
  async follow(text: string, requestId: string | null): Promise<NoticeLink> {
    const read = await this.read(text);
    if (read === null) throw Refusal.notFound('What the link names');
    const person = await this.unitOfWork.manager.findOneByOrFail(Person, { id: read.personId });
    const before = await this.of(read.personId);
    const patch = read.link === 'confirm' ? { confirmedAt: this.clock.now() } : LEFT_OFF[read.link];
    const isDone = read.link === 'confirm' ? before?.confirmedAt !== null : isAlready(before, patch);
    if (isDone) return read.link;
    await this.auditTrail.record(byLink(person, requestId), 'notices.chosen', {}, async (tx) => {
      const choice = await tx.lock(NoticeChoice, before?.id ?? '');
      return tx.update(NoticeChoice, choice.id, { ...patch, revision: choice.revision + 1 });
    });
    return read.link;
  }

  private of(personId: string): Promise<NoticeChoice | null> {
    return this.unitOfWork.manager.findOneBy(NoticeChoice, { personId });
  }
}

const isAlready = (choice: NoticeChoice | null, patch: Partial<NoticeChoice>): boolean =>
  choice === null || Object.entries(patch).every(([name, value]) => choice[name as keyof NoticeChoice] === value);
