import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { expiringEvidence } from '../expiring-evidence';
import { daysBetween, isNews, plusDays } from '../expiry.rules';
import type { MailGround } from '../mail-ground';
import type { NoticeChoice } from '../notice-choice.entity';
import type { LetterContent } from './letter-text';

const NAMED = 50;

const LAST_BEFORE = `
  SELECT max(about) AS day FROM mail
  WHERE person_id = $1 AND kind = 'expiring' AND about < $2 AND state IN ('sent', 'unsure', 'dropped')`;

const inDays = (days: number): string => {
  if (days === 0) return 'today';
  return days === 1 ? 'in one day' : `in ${days} days`;
};

/** What is mailed when evidence soon holds no more: each piece once at each distance. */
@Injectable()
export class ExpiringLetter {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Null where nothing came nearer since the last one. */
  async of(choice: NoticeChoice, today: string, { origin }: MailGround): Promise<LetterContent | null> {
    const { manager } = this.dataSource;
    const { personId, expiring } = choice;
    const days = choice.expiringDays.map(Number);
    const [{ day: lastOn }] = await manager.query<[{ day: string | null }]>(LAST_BEFORE, [personId, today]);
    const to = plusDays(today, Math.max(0, ...days));
    const near = await expiringEvidence(manager, { from: today, to, personId: expiring === 'mine' ? personId : null });
    const news = near.filter(({ until }) => isNews(until, today, { lastOn, days }));
    if (news.length === 0) return null;
    const more = news.length - NAMED;
    const count = news.length === 1 ? 'One piece of evidence holds' : `${news.length} pieces of evidence hold`;
    return {
      subject: `${count} no longer soon`,
      lead: `${count} only until the day that it says.${more > 0 ? ` The next ${NAMED} are named here.` : ''}`,
      quote: null,
      items: news.slice(0, NAMED).map(({ id, code, until }) => ({
        ...{ title: code, href: `${origin}/evidence/${id}` },
        text: `holds until ${until}, ${inDays(daysBetween(today, until))}`,
      })),
      act: { word: 'All evidence', href: `${origin}/evidence` },
      because: `You chose to be mailed ${days.join(', ')} days before evidence holds no more.`,
    };
  }
}
