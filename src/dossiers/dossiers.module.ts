import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AnchorsModule } from '../anchors/anchors.module';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { LogModule } from '../audit-trail/kept-log/log.module';
import { Snapshot } from '../database/snapshot';
import { EvidenceModule } from '../evidence/evidence.module';
import { ModelsModule } from '../models/models.module';
import { BundlesController } from './bundle/bundles.controller';
import { DossierBundles } from './bundle/dossier-bundles.service';
import { DossierChanges } from './changes/dossier-changes.service';
import { DossierHead } from './dossier-head.service';
import { DossierDrawings } from './dossier-drawings.service';
import { DossierEvents } from './dossier-events.service';
import { DossierIssuer } from './dossier-issuer';
import { DossierJob } from './dossier-job.entity';
import { DossierJobsController } from './dossier-jobs.controller';
import { DossierJobs } from './dossier-jobs.service';
import { DossierPages } from './dossier.pages';
import { DossierPreviews } from './dossier-previews.service';
import { DossierRendition } from './editions/dossier-rendition.entity';
import { DossierRenditions } from './editions/dossier-renditions.service';
import { RenditionFiles } from './editions/rendition-files';
import { RenditionsController } from './editions/renditions.controller';
import { RenditionsPages } from './editions/renditions.pages';
import { DossierProgress } from './dossier-progress';
import { Dossier } from './dossier.entity';
import { DossiersController } from './dossiers.controller';
import { Dossiers } from './dossiers.service';
import { DossierSignable } from './dossier.signable';
import { SignatureFacts } from './facts/signature-facts';
import { DossierFacts } from './facts/dossier-facts.service';
import { LogFacts } from './facts/log-facts.service';
import { LogWait } from './facts/log-wait.service';
import { GapWork } from './gap-work';
import { IssueDossierTask } from './issue-dossier.task';
import { DeskPages } from './pages/desk.pages';
import { DossierDesk } from './pages/dossier-desk.service';
import { DossierJobsPages } from './pages/dossier-jobs.pages';
import { DossierSheets } from './pages/dossier-sheets.service';
import { DossierShelf } from './pages/dossier-shelf.service';
import { DossierChangesPages } from './pages/dossier-changes.pages';
import { ReadinessController } from './readiness.controller';
import { RenderProcesses } from './render/render-processes';
import { DossierSeal } from './seal/dossier-seal.entity';
import { DossierSealExtension } from './seal/dossier-seal-extension.entity';
import { DossierSealer } from './seal/dossier-sealer';
import { SealExtender } from './seal/seal-extender.service';
import { SealLongTermTask } from './seal/seal-long-term.task';
import { SealMaterials } from './seal/seal-materials.service';
import { SealedFiles } from './seal/sealed-files';
import { IssuedDigests } from './verify/issued-digests.service';
import { PublicVerification } from './verify/public-verification.service';
import { VerifyThread } from './verify/thread/verify-thread';
import { VerificationsController } from './verify/verifications.controller';
import { VerifyPages } from './verify/verify.pages';

export const DOSSIER_ENTITIES = [Dossier, DossierJob, DossierSeal, DossierSealExtension, DossierRendition];

/** Reads everybody, and nobody reads it: the record as files that prove themselves. */
@Module({
  imports: [
    ...[TypeOrmModule.forFeature(DOSSIER_ENTITIES), AuditTrailModule, ModelsModule, EvidenceModule],
    ...[LogModule, AnchorsModule],
  ],
  controllers: [
    ...[ReadinessController, DossiersController, DossierJobsController, VerificationsController],
    BundlesController,
    ...[RenditionsController, RenditionsPages],
    ...[DossierPages, DeskPages, DossierJobsPages, DossierChangesPages, VerifyPages],
  ],
  providers: [
    Snapshot,
    SignatureFacts,
    LogFacts,
    LogWait,
    DossierSignable,
    DossierFacts,
    DossierHead,
    DossierPreviews,
    RenderProcesses,
    DossierDrawings,
    DossierEvents,
    DossierJobs,
    DossierIssuer,
    DossierSealer,
    SealedFiles,
    RenditionFiles,
    DossierRenditions,
    SealMaterials,
    SealExtender,
    SealLongTermTask,
    DossierProgress,
    IssueDossierTask,
    Dossiers,
    GapWork,
    DossierDesk,
    DossierSheets,
    DossierShelf,
    DossierChanges,
    DossierBundles,
    IssuedDigests,
    PublicVerification,
    VerifyThread,
  ],
  exports: [DossierJobs, DossierProgress, DossierPreviews, Dossiers, DossierShelf, DossierRenditions],
})
export class DossiersModule {}
