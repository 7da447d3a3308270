import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { awakeRolesOf } from '../../access/people/awake-roles';
import { Person } from '../../access/people/person.entity';
import { givenOf } from '../../access/policy/permissions';
import { CLOCK, type Clock } from '../../kernel/clock';
import type { Letter } from '../../outbound/smtp';
import type { Mail } from '../mail.entity';
import type { MailGround } from '../mail-ground';
import { NoticeChoice } from '../notice-choice.entity';
import { type NoticeLink, NoticeTokens } from '../notice-tokens';
import { LetterContents } from './letter-contents';
import { type LetterFoot, letterHtml, letterText } from './letter-text';

/** A letter, or why it is not to be sent any more. */
export type Written = { readonly letter: Letter } | { readonly dropped: string };

const LINKS: Readonly<Record<Mail['kind'], NoticeLink | null>> = {
  ...{ confirmation: null, mention: 'mentions', digest: 'digest', expiring: 'expiring' },
};

/** Whether the person still wants it. */
const isWanted = ({ kind }: Mail, { mentions, digest, expiring }: NoticeChoice): boolean =>
  ({ confirmation: true, mention: mentions, digest, expiring: expiring !== 'none' })[kind];

/** Writes a letter when it is sent, of what the record says then and to whoever may read it then. */
@Injectable()
export class LetterWriter {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly contents: LetterContents,
    private readonly tokens: NoticeTokens,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async write(mail: Mail, ground: MailGround): Promise<Written> {
    const choice = await this.dataSource.manager.findOneBy(NoticeChoice, { personId: mail.personId });
    if (choice === null) return { dropped: 'Nothing is chosen' };
    const dropped = await this.whyNot(mail, choice);
    if (dropped !== null) return { dropped };
    const content = await this.contents.of(mail, choice, ground);
    if (content === null) return { dropped: 'There is nothing to tell' };
    const foot = this.footOf(mail, choice, ground);
    const letter: Letter = {
      ...{ id: mail.id, from: ground.from, to: choice.address, subject: content.subject, at: this.clock.now() },
      ...{ text: letterText(content, foot), html: letterHtml(content, foot), unsubscribe: foot.unsubscribe },
    };
    return { letter };
  }

  /** Nobody is mailed whose account ended, who may not read the record, or who does not want it any more. */
  private async whyNot(mail: Mail, choice: NoticeChoice): Promise<string | null> {
    const { manager } = this.dataSource;
    const person = await manager.findOneByOrFail(Person, { id: mail.personId });
    if (person.state !== 'active') return 'The account is not active';
    if (mail.kind === 'confirmation') return choice.confirmedAt === null ? null : 'The address is confirmed already';
    if (choice.confirmedAt === null) return 'The address is not confirmed';
    if (!isWanted(mail, choice)) return 'It was left off meanwhile';
    const roles = await awakeRolesOf(manager, person.id, this.clock.now());
    const readers = givenOf('record:read').to;
    return roles.some((role) => readers.includes(role)) ? null : 'The person may not read the record';
  }

  private footOf({ kind, personId }: Mail, { address }: NoticeChoice, { origin }: MailGround): LetterFoot {
    const link = LINKS[kind];
    const token = link === null ? null : this.tokens.of(personId, link, address);
    return {
      choices: `${origin}/account/notices`,
      unsubscribe: token === null ? null : `${origin}/notices/${token}`,
    };
  }
}
