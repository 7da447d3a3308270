import type { DisposedUse } from '../evidence/disposal.entity';
import { Noun, Says } from '../http/says';
import { WithdrawalAnswer } from '../http/withdrawal.answer';
import { HOLD_SCOPES, type HoldScope } from './legal-hold.entity';
import { COUNTED_FROM, type CountedFrom, RETENTION_KINDS, type RetentionKind } from './retention.rules';

@Noun('RetentionPeriod', 'A longer period that the organization has set')
export class RetentionPeriodAnswer {
  @Says.count(1) months: number;
  @Says.text() reason: string;
  @Says.text() setBy: string;
  @Says.instant() setAt: Date;
}

const MONTHS = 'Null is for ever';

@Noun('RetentionRule', 'How long a kind of record is kept at least')
export class RetentionRuleAnswer {
  @Says.id() id: string;
  @Says.oneOf(RETENTION_KINDS) kind: RetentionKind;
  @Says.mayNumber(MONTHS) months: number | null;
  @Says.mayNumber('As published, which none goes below') publishedMonths: number | null;
  @Says.oneOf(COUNTED_FROM) countedFrom: CountedFrom;
  @Says.text() citation: string;
  @Says.text('Of what is cited') edition: string;
  @Says.list(() => RetentionPeriodAnswer) lengthened: readonly RetentionPeriodAnswer[];
  @Says.href() href: string;
}

const HOLD_STATES = ['standing', 'released'] as const;

@Noun('LegalHold', 'What may not go while a matter lasts')
export class LegalHoldAnswer {
  @Says.id() id: string;
  @Says.count(1) number: number;
  @Says.like(/^LH-\d{4,}$/, 'As it is printed') code: string;
  @Says.oneOf(HOLD_STATES) state: (typeof HOLD_STATES)[number];
  @Says.oneOf(HOLD_SCOPES) scope: HoldScope;
  @Says.mayId('The record that is held; null of all') scopeId: string | null;
  @Says.text() matter: string;
  @Says.text() reason: string;
  @Says.text() placedBy: string;
  @Says.instant() placedAt: Date;
  @Says.mayOne(() => WithdrawalAnswer) release: WithdrawalAnswer | null;
  @Says.href() href: string;
}

@Noun('DisposedUse', 'What the bytes stood behind when they went')
export class DisposedUseAnswer implements DisposedUse {
  @Says.text() kind: string;
  @Says.text() recordType: string;
  @Says.id() recordId: string;
  @Says.text() name: string;
  @Says.day() keptUntil: string;
  @Says.text() citation: string;
}

@Noun('Disposal', 'That the bytes of a file went: what they were, by whose word, under which rule')
export class DisposalAnswer {
  @Says.id() id: string;
  @Says.digest() sha256: string;
  @Says.count() size: number;
  @Says.text() name: string;
  @Says.text() mediaType: string;
  @Says.list(() => DisposedUseAnswer) uses: readonly DisposedUseAnswer[];
  @Says.text('What is cited') authority: string;
  @Says.text() reason: string;
  @Says.text() requestedBy: string;
  @Says.text() approvedBy: string;
  @Says.instant() disposedAt: Date;
}

const REQUEST_STATES = ['open', 'rejected', 'disposed'] as const;

@Noun('DisposalRequest', 'Somebody asks that the bytes of a file go; somebody else decides')
export class DisposalRequestAnswer {
  @Says.id() id: string;
  @Says.digest() sha256: string;
  @Says.oneOf(REQUEST_STATES) state: (typeof REQUEST_STATES)[number];
  @Says.text() reason: string;
  @Says.text() requestedBy: string;
  @Says.instant() requestedAt: Date;
  @Says.mayOne(() => WithdrawalAnswer) rejection: WithdrawalAnswer | null;
  @Says.mayOne(() => DisposalAnswer) disposal: DisposalAnswer | null;
  @Says.href() href: string;
}

@Noun('HoldOnFile', 'A legal hold that stands on a file')
export class HoldOnFileAnswer {
  @Says.text() code: string;
  @Says.oneOf(HOLD_SCOPES) scope: HoldScope;
  @Says.text() matter: string;
  @Says.instant() placedAt: Date;
  @Says.href() href: string;
}

@Noun('FileUse', 'What a file stands behind, and the period for which that keeps it')
export class FileUseAnswer {
  @Says.oneOf(RETENTION_KINDS) kind: RetentionKind;
  @Says.text() recordType: string;
  @Says.id() recordId: string;
  @Says.text() name: string;
  @Says.oneOf(COUNTED_FROM) countedFrom: CountedFrom;
  @Says.mayDay() beginsOn: string | null;
  @Says.mayNumber(MONTHS) months: number | null;
  @Says.mayDay() keptUntil: string | null;
  @Says.text() citation: string;
  @Says.text() edition: string;
}

const FILE_STATES = ['kept', 'may-go', 'disposed'] as const;

@Noun('FileRetention', 'Whether and when the bytes of a file may go, with the computation')
export class FileRetentionAnswer {
  @Says.digest() sha256: string;
  @Says.text() name: string;
  @Says.count() size: number;
  @Says.oneOf(FILE_STATES) state: (typeof FILE_STATES)[number];
  @Says.mayDay() mayGoFrom: string | null;
  @Says.texts('Each hold and each period that keeps it') keptBy: readonly string[];
  @Says.list(() => HoldOnFileAnswer) holds: readonly HoldOnFileAnswer[];
  @Says.list(() => FileUseAnswer) uses: readonly FileUseAnswer[];
  @Says.mayOne(() => DisposalAnswer) disposal: DisposalAnswer | null;
  @Says.href() href: string;
}

@Noun('EvidenceRetention', 'Whether and when the files of a piece of evidence may go')
export class EvidenceRetentionAnswer {
  @Says.id() id: string;
  @Says.text() code: string;
  @Says.text('Of the rows of the record themselves') rows: string;
  @Says.list(() => FileRetentionAnswer) files: readonly FileRetentionAnswer[];
  @Says.href() href: string;
}
