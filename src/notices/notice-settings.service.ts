import { Inject, Injectable } from '@nestjs/common';
import { FormDesk } from '../drafts/form-desk';
import type { Setting } from '../http/pages/forms/drawn-form';
import type { Actor } from '../kernel/actor';
import { CalendarFeeds } from './calendar/calendar-feeds.service';
import { MAIL_GROUND, type MailGround } from './mail-ground';
import type { NoticeChoice } from './notice-choice.entity';
import { type Chosen, NoticeChoices, QUIET } from './notice-choices.service';
import { CHOOSE_NOTICES } from './notices.form';
import { presentNotices } from './notices-page';

const NOTES = [
  {
    heading: 'What a mail says',
    text: 'Codes of records, days, and the words of a comment that names you. Nothing else that a record says is mailed.',
  },
  {
    heading: 'What is told when',
    text: 'Evidence ends on the day that stands after “until” in what must stay the same for it.',
  },
];

/** The page on which a person chooses. */
@Injectable()
export class NoticeSettings {
  constructor(
    private readonly choices: NoticeChoices,
    private readonly feeds: CalendarFeeds,
    private readonly desk: FormDesk,
    @Inject(MAIL_GROUND) private readonly ground: MailGround | null,
  ) {}

  async page(actor: Actor): Promise<object> {
    const choice = await this.choices.of(actor.id);
    const setting = await this.settingOf(choice, actor.id);
    const form = await this.desk.show({ actor, form: CHOOSE_NOTICES, subject: 'new' }, setting);
    return presentNotices(form, choice, { feeds: await this.feeds.of(actor.id), ground: this.ground });
  }

  /** What stands around the form. */
  async setting(personId: string): Promise<Setting> {
    return this.settingOf(await this.choices.of(personId), personId);
  }

  choose(actor: Actor, chosen: Chosen, revision: number | null): Promise<NoticeChoice> {
    return this.choices.choose(actor, chosen, revision);
  }

  private async settingOf(choice: NoticeChoice | null, personId: string): Promise<Setting> {
    const about = { title: 'Notices', crumbs: [{ href: '/account', name: 'Account' }], notes: NOTES };
    if (choice === null) return { ...about, start: { ...QUIET, address: await this.choices.givenAddress(personId) } };
    return {
      ...about,
      stands: { record: choice, revision: choice.revision, by: 'you', at: choice.confirmedAt ?? new Date(0) },
    };
  }
}
