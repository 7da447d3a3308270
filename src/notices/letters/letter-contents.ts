import { Injectable } from '@nestjs/common';
import type { Mail } from '../mail.entity';
import type { MailGround } from '../mail-ground';
import type { NoticeChoice } from '../notice-choice.entity';
import { NoticeTokens } from '../notice-tokens';
import { DigestLetter } from './digest-letter';
import { ExpiringLetter } from './expiring-letter';
import type { LetterContent } from './letter-text';
import { MentionLetter } from './mention-letter';

/** What each kind of mail says. */
@Injectable()
export class LetterContents {
  constructor(
    private readonly mentions: MentionLetter,
    private readonly digests: DigestLetter,
    private readonly expiring: ExpiringLetter,
    private readonly tokens: NoticeTokens,
  ) {}

  /** Null where there is nothing to tell. */
  async of({ kind, about, personId }: Mail, choice: NoticeChoice, ground: MailGround): Promise<LetterContent | null> {
    switch (kind) {
      case 'mention':
        return this.mentions.about(about, personId, ground);
      case 'digest':
        return this.digests.of(personId, ground);
      case 'expiring':
        return this.expiring.of(choice, about, ground);
      case 'confirmation':
        return this.confirmation(choice, ground);
    }
  }

  private confirmation({ personId, address }: NoticeChoice, { origin }: MailGround): LetterContent {
    return {
      subject: 'Confirm that notices come here',
      lead: 'Somebody who is signed in to Predicate wants notices to be mailed to this address.',
      ...{ quote: null, items: [] },
      act: { word: 'Confirm it', href: `${origin}/notices/${this.tokens.of(personId, 'confirm', address)}` },
      because: 'Nothing else is sent here until it is confirmed; if it was not you, do nothing.',
    };
  }
}
