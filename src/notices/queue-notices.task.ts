import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, IsNull, Not } from 'typeorm';
import { Person } from '../access/people/person.entity';
import { CLOCK, type Clock } from '../kernel/clock';
import { type RunsTask, Task } from '../kernel/task';
import { MAIL_GROUND, type MailGround } from './mail-ground';
import { Mails, type Queued } from './mails.service';
import { NoticeChoice } from './notice-choice.entity';
import { notBefore, wallClock } from './quiet-hours.rules';

/** What is mailed to one person today, once the hour has come where the person is. */
function dueFor(choice: NoticeChoice, now: Date): Queued[] {
  const { day: about, hour } = wallClock(choice.timeZone, now);
  if (hour < choice.digestHour) return [];
  const daily = { personId: choice.personId, about, notBefore: notBefore(choice, now) };
  return [
    ...(choice.digest ? [{ ...daily, kind: 'digest' as const }] : []),
    ...(choice.expiring === 'none' ? [] : [{ ...daily, kind: 'expiring' as const }]),
  ];
}

/** Every ten minutes: takes down the mails of the day of whoever has the hour for it, and hands over those that waited. */
@Task({ name: 'queue-notices', schedule: '*/10 * * * *' })
@Injectable()
export class QueueNoticesTask implements RunsTask {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly mails: Mails,
    @Inject(MAIL_GROUND) private readonly ground: MailGround | null,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(): Promise<string> {
    if (this.ground === null) return 'Nothing is mailed here';
    const now = this.clock.now();
    const choices = await this.dataSource.manager.findBy(NoticeChoice, { confirmedAt: Not(IsNull()) });
    const active = await this.dataSource.manager.find(Person, { where: { state: 'active' }, select: { id: true } });
    const ids = new Set(active.map(({ id }) => id));
    const due = choices.filter(({ personId }) => ids.has(personId)).flatMap((one) => dueFor(one, now));
    await this.mails.queue(due);
    const handed = await this.mails.handDue();
    return `${due.length} mails are due today, ${handed} that waited were handed over`;
  }
}
