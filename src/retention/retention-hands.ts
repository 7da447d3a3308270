import { Injectable } from '@nestjs/common';
import { DisposalRequests } from './disposal-requests.service';
import { Disposals } from './disposals.service';
import { LegalHolds } from './legal-holds.service';
import { RetentionRules } from './retention-rules.service';

/** What writes about retention, for the pages that do so by a form or a button. */
@Injectable()
export class RetentionHands {
  constructor(
    readonly rules: RetentionRules,
    readonly holds: LegalHolds,
    readonly requests: DisposalRequests,
    readonly disposals: Disposals,
  ) {}
}
