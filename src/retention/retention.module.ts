import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { Snapshot } from '../database/snapshot';
import { DisposalRejection, DisposalRequest } from './disposal-request.entity';
import { DisposalRequestsController } from './disposal-requests.controller';
import { DisposalRequests } from './disposal-requests.service';
import { DisposalsDueTask } from './disposals-due.task';
import { Disposals } from './disposals.service';
import { DisposedBytes } from './disposed-bytes';
import { EvidenceRetentions } from './evidence-retention';
import { FileRetentions } from './file-retention';
import { LegalHold, LegalHoldRelease } from './legal-hold.entity';
import { LegalHoldsController } from './legal-holds.controller';
import { LegalHolds } from './legal-holds.service';
import { RetentionController } from './retention.controller';
import { RetentionForms } from './retention-forms.service';
import { RetentionFormsPages } from './retention-forms.pages';
import { RetentionHands } from './retention-hands';
import { RetentionPages } from './retention.pages';
import { RetentionReading } from './retention-reading.service';
import { RetentionListsPages } from './retention-lists.pages';
import { RetentionPeriod, RetentionRule } from './retention-rule.entity';
import { RetentionRules } from './retention-rules.service';

export const RETENTION_ENTITIES = [
  ...[RetentionRule, RetentionPeriod, LegalHold, LegalHoldRelease],
  ...[DisposalRequest, DisposalRejection],
];

/** How long what is kept, what may not go while a matter lasts, and how the bytes of files go. */
@Module({
  imports: [TypeOrmModule.forFeature(RETENTION_ENTITIES), AuditTrailModule],
  controllers: [
    ...[RetentionController, LegalHoldsController, DisposalRequestsController],
    ...[RetentionFormsPages, RetentionPages, RetentionListsPages],
  ],
  providers: [
    ...[Snapshot, RetentionRules, LegalHolds, FileRetentions, EvidenceRetentions],
    ...[DisposalRequests, Disposals, DisposedBytes, DisposalsDueTask],
    ...[RetentionHands, RetentionReading, RetentionForms],
  ],
  exports: [DisposedBytes],
})
export class RetentionModule {}
