import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import type { HearsMentions, Named } from '../comments/hears-mentions';
import { CLOCK, type Clock } from '../kernel/clock';
import { MAIL_GROUND, type MailGround } from './mail-ground';
import { Mails } from './mails.service';
import { NoticeChoice } from './notice-choice.entity';
import { notBefore } from './quiet-hours.rules';

/** Takes down, with the comment, who is to be mailed about it: those whom it names and who want to know at once. */
@Injectable()
export class MentionNotices implements HearsMentions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: Mails,
    @Inject(MAIL_GROUND) private readonly ground: MailGround | null,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async named({ commentId, personIds }: Named): Promise<void> {
    if (this.ground === null || personIds.length === 0) return;
    const where = { personId: In([...personIds]), mentions: true };
    const choices = await this.unitOfWork.manager.find(NoticeChoice, { where });
    const now = this.clock.now();
    await this.mails.queue(
      choices
        .filter(({ confirmedAt }) => confirmedAt !== null)
        .map((choice) => ({
          ...{ personId: choice.personId, kind: 'mention' as const, about: commentId },
          notBefore: notBefore(choice, now),
        })),
    );
  }
}
