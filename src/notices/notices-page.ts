import { printedInstant } from '../http/pages/words';
import type { DescribedFeed } from './calendar/calendar-feeds.service';
import type { MailGround } from './mail-ground';
import type { NoticeChoice } from './notice-choice.entity';
import type { NoticeLink } from './notice-tokens';

/** Whether mail comes, in a sentence. */
function standingOf(choice: NoticeChoice | null, ground: MailGround | null): string {
  if (ground === null) return 'Nothing is mailed here: whoever runs the service has set no server of mail.';
  if (choice === null) return 'You have chosen nothing yet, and nothing is mailed to you.';
  if (choice.confirmedAt === null) return `A link was mailed to ${choice.address}: follow it, and mail begins.`;
  const some = choice.mentions || choice.digest || choice.expiring !== 'none';
  return some ? `Mail goes to ${choice.address}.` : 'You have left everything off: nothing is mailed to you.';
}

const presentFeed = ({ feed: { id, name, createdAt }, lastReadAt }: DescribedFeed) => ({
  ...{ name, made: printedInstant(createdAt), end: `/account/notices/feeds/${id}/end` },
  read: lastReadAt === null ? null : printedInstant(lastReadAt),
});

/** What is mailed to a person and where calendars read, around the form in which that is chosen. */
export const presentNotices = (
  form: object,
  choice: NoticeChoice | null,
  { feeds, ground }: { readonly feeds: readonly DescribedFeed[]; readonly ground: MailGround | null },
) => ({
  ...form,
  standing: standingOf(choice, ground),
  isMailed: ground !== null,
  feeds: feeds.filter(({ feed }) => feed.endedAt === null).map(presentFeed),
});

const LINKS: Readonly<Record<NoticeLink, { readonly title: string; readonly act: string; readonly done: string }>> = {
  mentions: {
    title: 'No more mail about mentions',
    act: 'Leave it off',
    done: 'You are not mailed any more when a comment names you. It still waits in your work.',
  },
  digest: {
    title: 'No more daily digest',
    act: 'Leave it off',
    done: 'The daily digest is not mailed to you any more.',
  },
  expiring: {
    title: 'No more mail about evidence',
    act: 'Leave it off',
    done: 'You are not mailed any more when evidence soon holds no more.',
  },
  confirm: {
    title: 'Notices come here',
    act: 'Confirm it',
    done: 'The address is confirmed: what you chose is mailed there.',
  },
};

/** What a link of a mail is for, or that it is done; a link that is none says so. */
export function presentLink(link: NoticeLink | null, isDone: boolean) {
  if (link === null) {
    const done =
      'The link is none, or is of an address that is not yours any more. Sign in to see what is mailed to you.';
    return { title: 'This link leads nowhere', act: '', done, isDone: true };
  }
  return { ...LINKS[link], isDone };
}
