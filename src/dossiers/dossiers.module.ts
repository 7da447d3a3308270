import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { Snapshot } from '../database/snapshot';
import { EvidenceModule } from '../evidence/evidence.module';
import { ModelsModule } from '../models/models.module';
import { DossierChanges } from './changes/dossier-changes.service';
import { DossierIssuer } from './dossier-issuer';
import { DossierJob } from './dossier-job.entity';
import { DossierJobs } from './dossier-jobs.service';
import { DossierPages } from './dossier.pages';
import { DossierPreviews } from './dossier-previews.service';
import { DossierProgress } from './dossier-progress';
import { Dossier } from './dossier.entity';
import { DossiersController } from './dossiers.controller';
import { Dossiers } from './dossiers.service';
import { DossierSignable } from './dossier.signable';
import { SignatureFacts } from './facts/signature-facts';
import { DossierFacts } from './facts/dossier-facts.service';
import { GapWork } from './gap-work';
import { IssueDossierTask } from './issue-dossier.task';
import { DeskPages } from './pages/desk.pages';
import { DossierDesk } from './pages/dossier-desk.service';
import { DossierJobsPages } from './pages/dossier-jobs.pages';
import { DossierSheets } from './pages/dossier-sheets.service';
import { DossierShelf } from './pages/dossier-shelf.service';
import { DossiersPages } from './pages/dossiers.pages';
import { ReadinessController } from './readiness.controller';
import { IssuedDigests } from './verify/issued-digests.service';
import { PublicVerification } from './verify/public-verification.service';
import { VerificationsController } from './verify/verifications.controller';
import { VerifyPages } from './verify/verify.pages';

export const DOSSIER_ENTITIES = [Dossier, DossierJob];

/** Reads everybody, and nobody reads it: the record as files that prove themselves. */
@Module({
  imports: [TypeOrmModule.forFeature(DOSSIER_ENTITIES), AuditTrailModule, ModelsModule, EvidenceModule],
  controllers: [
    ...[ReadinessController, DossiersController, VerificationsController],
    ...[DossierPages, DeskPages, DossierJobsPages, DossiersPages, VerifyPages],
  ],
  providers: [
    Snapshot,
    SignatureFacts,
    DossierSignable,
    DossierFacts,
    DossierPreviews,
    DossierJobs,
    DossierIssuer,
    DossierProgress,
    IssueDossierTask,
    Dossiers,
    GapWork,
    DossierDesk,
    DossierSheets,
    DossierShelf,
    DossierChanges,
    IssuedDigests,
    PublicVerification,
  ],
  exports: [DossierJobs, DossierProgress, DossierPreviews, Dossiers],
})
export class DossiersModule {}
