import { Module } from '@nestjs/common';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { LogModule } from '../audit-trail/kept-log/log.module';
import { Snapshot } from '../database/snapshot';
import { ClassificationModule } from '../classification/classification.module';
import { DossiersModule } from '../dossiers/dossiers.module';
import { EvidenceModule } from '../evidence/evidence.module';
import { ModelsModule } from '../models/models.module';
import { WorkModule } from '../work/work.module';
import { AuditorRooms } from './home/auditor-rooms.service';
import { HomePages } from './home/home.pages';
import { HomeReader } from './home/home-reader.service';
import { ModelPages } from './models/model.pages';
import { ModelReader } from './models/model-reader.service';
import { RecordPagesModule } from './records/records.module';
import { FunctionTabs } from './versions/function-tabs.service';
import { VersionOverviews } from './versions/overview.service';
import { VersionFrames } from './versions/version-frames.service';
import { VersionGaps } from './versions/version-gaps.service';
import { SignedLists } from './versions/signed-lists';
import { VersionLists } from './versions/version-lists.service';
import { AccessibilityPages } from './accessibility/accessibility.pages';
import { AuditTrailPages } from './audit-trail/audit-trail.pages';
import { Trail } from './audit-trail/trail.service';
import { TrailEvents } from './audit-trail/trail-events.service';
import { Verifications } from './audit-trail/verifications.service';
import { JobsPages } from './jobs/jobs.pages';
import { ListedJobs } from './jobs/listed-jobs.service';
import { KeysPages } from './keys/keys.pages';
import { ComparePages } from './compare/compare.pages';
import { Comparisons } from './compare/comparisons.service';
import { RecordStates } from './compare/record-states.service';
import { PeoplePagesModule } from './people/people-pages.module';
import { ServicePagesModule } from './service/service-pages.module';
import { ClassificationBeginnings } from './classifying/beginning.service';
import { ClassificationDrafts } from './classifying/classification-drafts.service';
import { ClassificationGround } from './classifying/classification-ground.service';
import { ClassifyingPages } from './classifying/classifying.pages';
import { Memos } from './classifying/memos.service';
import { Questioning } from './classifying/questioning.service';
import { SheetParts } from './signing/sheet-parts';
import { SignatureReceipts } from './signing/signature-receipts';
import { SignatureSheets } from './signing/signature-sheets.service';
import { SignedLeaves } from './signing/signed-leaves';
import { SignedPages } from './signing/signed-pages.service';
import { SigningActs } from './signing/signing-acts.service';
import { SigningOpenings } from './signing/signing-openings.service';
import { SigningPages } from './signing/signing.pages';
import { WhoCanSign } from './signing/who-can-sign';
import { VersionsPages } from './versions/versions.pages';

/** The pages that read from several rooms; a page about one room alone stands in that room. */
@Module({
  imports: [
    ...[ModelsModule, EvidenceModule, ClassificationModule, DossiersModule, RecordPagesModule, WorkModule],
    ...[AuditTrailModule, LogModule, PeoplePagesModule, ServicePagesModule],
  ],
  controllers: [
    ...[HomePages, ModelPages, VersionsPages, ComparePages, ClassifyingPages, SigningPages],
    ...[AuditTrailPages, JobsPages, KeysPages, AccessibilityPages],
  ],
  providers: [
    ...[AuditorRooms, HomeReader, ModelReader],
    ...[VersionFrames, VersionGaps, VersionOverviews, FunctionTabs, VersionLists, SignedLists],
    ...[Trail, TrailEvents, Verifications, ListedJobs],
    ...[Snapshot, RecordStates, Comparisons],
    ...[ClassificationBeginnings, ClassificationDrafts, ClassificationGround, Questioning, Memos],
    ...[SigningActs, SigningOpenings, SignatureSheets, SheetParts],
    ...[SignedLeaves, SignedPages, SignatureReceipts, WhoCanSign],
  ],
})
export class PagesModule {}
