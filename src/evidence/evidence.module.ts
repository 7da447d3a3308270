import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { EvidenceActs } from './evidence-acts.service';
import { EvidenceActsPages } from './evidence-acts.pages';
import { EvidenceDesk } from './intake/evidence-desk.service';
import { EvidenceFormsPages } from './intake/evidence-forms.pages';
import { EvidenceIntake } from './intake/evidence-intake.service';
import { EvidenceSettings } from './intake/evidence-settings.service';
import { ReadFiles } from './intake/read-files';
import { EvidenceCharts } from './charts/evidence-charts.service';
import { EvidenceController } from './evidence.controller';
import { Disposal, StoredAgain } from './disposal.entity';
import { Evidence } from './evidence.entity';
import { EvidenceFile } from './evidence-file.entity';
import { EvidenceLink } from './evidence-link.entity';
import { EvidenceLinksController } from './evidence-links.controller';
import { EvidenceLinks } from './evidence-links.service';
import { EvidencePages } from './evidence.pages';
import { EvidenceReader } from './evidence-reader';
import { EvidenceRecorder } from './evidence-recorder';
import { EvidenceWithdrawal } from './evidence-withdrawal.entity';
import { ExpiringWork } from './expiring-work';
import { FileBytes } from './file-bytes';
import { FilesController } from './files.controller';
import { Files } from './files.service';
import { Imports } from './imports.service';
import { FileCheck } from './scrub/file-check.entity';
import { FileChecks } from './scrub/file-checks.service';
import { FileFinding } from './scrub/file-finding.entity';
import { Scrub } from './scrub/scrub.service';
import { ScrubTask } from './scrub/scrub.task';
import { StoredFile } from './stored-file.entity';
import { VersionLabeling } from './version-labeling.entity';
import { VersionLabelingsController } from './version-labelings.controller';
import { VersionLabelings } from './version-labelings.service';

export const EVIDENCE_ENTITIES = [
  StoredFile,
  FileCheck,
  FileFinding,
  Evidence,
  EvidenceFile,
  EvidenceWithdrawal,
  EvidenceLink,
  VersionLabeling,
  Disposal,
  StoredAgain,
];

/** What shows that a version works, and the files behind it. */
@Module({
  imports: [TypeOrmModule.forFeature(EVIDENCE_ENTITIES), AuditTrailModule],
  controllers: [
    ...[FilesController, EvidenceController, EvidenceLinksController, VersionLabelingsController],
    ...[EvidencePages, EvidenceFormsPages, EvidenceActsPages],
  ],
  providers: [
    Files,
    FileBytes,
    FileChecks,
    Scrub,
    ScrubTask,
    Imports,
    EvidenceReader,
    EvidenceRecorder,
    EvidenceLinks,
    VersionLabelings,
    EvidenceActs,
    EvidenceDesk,
    EvidenceIntake,
    EvidenceSettings,
    ReadFiles,
    ExpiringWork,
    EvidenceCharts,
  ],
  exports: [Files, EvidenceReader, EvidenceRecorder, EvidenceLinks, VersionLabelings, EvidenceCharts],
})
export class EvidenceModule {}
