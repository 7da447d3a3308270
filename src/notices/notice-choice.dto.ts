import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, MaxLength, Min } from 'class-validator';
import { MAIL_ADDRESS } from '../config/mail';
import { Choice, Flag, MayTimeZone, Pattern, SomeOf, Whole, Words } from '../http/fields';
import type { DescribedFeed } from './calendar/calendar-feeds.service';
import { type Chosen, QUIET } from './notice-choices.service';
import { EXPIRING, EXPIRING_DAYS, type Expiring, type ExpiringDays, type NoticeChoice } from './notice-choice.entity';

const IS_HOUR = 'must be an hour from 0 to 23';
const MayHour = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'integer', minimum: 0, maximum: 23, nullable: true, required: false, description }),
    ...[IsOptional(), Max(23, { message: IS_HOUR }), Min(0, { message: IS_HOUR }), IsInt({ message: IS_HOUR })],
  );

/** What a person wants to be mailed, whole: what is left out is no, or UTC. */
export class ChooseNotices {
  @Pattern(MAIL_ADDRESS, 'must be an address, as name@example.org') @MaxLength(254) address: string;
  @Flag() mentions = false;
  @Flag() digest = false;
  @Whole(0, 23) digestHour: number;
  @Choice(EXPIRING) expiring: Expiring;
  @SomeOf(EXPIRING_DAYS) expiringDays: ExpiringDays[];
  @MayTimeZone() timeZone?: string | null;
  @MayHour('Nothing is sent from this hour on') quietFrom?: number | null;
  @MayHour('And again from this one on') quietUntil?: number | null;
}

/** Where a calendar reads it. */
export class MakeCalendarFeed {
  @Words(1, 80) name: string;
}

export const chosenOf = (input: ChooseNotices): Chosen => ({
  ...{ address: input.address, mentions: input.mentions, digest: input.digest, digestHour: input.digestHour },
  ...{ expiring: input.expiring, expiringDays: [...input.expiringDays].sort(), timeZone: input.timeZone ?? 'UTC' },
  ...{ quietFrom: input.quietFrom ?? null, quietUntil: input.quietUntil ?? null },
});

/** What a person chose, or what is offered to one who chose nothing yet. */
export const presentChoice = (choice: NoticeChoice | null, isMailed: boolean) => {
  const { address, confirmedAt, revision, ...said } = choice ?? {
    ...QUIET,
    address: null,
    confirmedAt: null,
    revision: 0,
  };
  const { mentions, digest, digestHour, expiring, expiringDays, timeZone, quietFrom, quietUntil } = said;
  return {
    ...{ address, confirmedAt, mentions, digest, digestHour, expiring, expiringDays, timeZone, quietFrom, quietUntil },
    ...{ isMailed, revision },
  };
};

export const presentFeed = ({ feed: { id, name, createdAt, endedAt }, lastReadAt }: DescribedFeed) => ({
  ...{ id, name, createdAt, lastReadAt, endedAt },
});
