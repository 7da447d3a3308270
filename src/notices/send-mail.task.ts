import { Inject, Injectable } from '@nestjs/common';
import { NoUseTrying, type RunsTask, Task, type TaskRun } from '../kernel/task';
import { MailNotTaken, MailUnsure } from '../outbound/smtp';
import { LetterWriter } from './letters/letter-writer.service';
import type { Mail } from './mail.entity';
import { MAIL_GROUND, type MailGround } from './mail-ground';
import { Mails, SEND_MAIL } from './mails.service';

const UNSURE = 'Whether it was sent before the process ended is not known; it is not sent again';

/**
 * Sends one mail, at most once: that it is handed over is durable before it is, so that a process that is killed between the
 * two leaves a mail of which nobody knows, and which nobody sends again.
 */
@Task({ name: SEND_MAIL, attempts: 12 })
@Injectable()
export class SendMailTask implements RunsTask {
  constructor(
    private readonly mails: Mails,
    private readonly writer: LetterWriter,
    @Inject(MAIL_GROUND) private readonly ground: MailGround | null,
  ) {}

  async run({ payload, isLastTry }: TaskRun): Promise<string> {
    const mail = await this.mails.get(String(payload.mailId));
    if (mail === null) return 'The mail is forgotten';
    if (mail.state === 'sending') return this.unsure(mail, UNSURE);
    if (mail.state !== 'queued' && mail.state !== 'failed') return `The mail is ${mail.state} already`;
    if (this.ground === null) throw new Error('No server of mail is configured');
    const written = await this.writer.write(mail, this.ground);
    if ('dropped' in written) {
      await this.mails.end(mail.id, 'dropped', written.dropped);
      return `Not sent: ${written.dropped}`;
    }
    if (!(await this.mails.begin(mail.id))) return 'The mail is sent by another process';
    try {
      await this.ground.smtp.send(written.letter);
    } catch (error) {
      return this.failed(mail, error, isLastTry);
    }
    await this.mails.end(mail.id, 'sent');
    return `Sent (${mail.kind})`;
  }

  /** What the server will never take is of no use to be tried; of what it may have taken, nobody tries it again. */
  private async failed(mail: Mail, error: unknown, isLastTry: boolean): Promise<never> {
    if (error instanceof MailUnsure) return this.unsure(mail, error.message);
    const isFinal = error instanceof MailNotTaken && error.isFinal;
    await this.mails.end(mail.id, isFinal || isLastTry ? 'failed' : 'queued', (error as Error).message);
    throw isFinal ? new NoUseTrying(error) : error;
  }

  private async unsure({ id }: Mail, why: string): Promise<never> {
    await this.mails.end(id, 'unsure', why);
    throw new NoUseTrying(new Error(why));
  }
}
