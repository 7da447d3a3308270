import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { EvidenceController } from './evidence.controller';
import { Evidence } from './evidence.entity';
import { EvidenceFile } from './evidence-file.entity';
import { EvidenceReader } from './evidence-reader';
import { EvidenceRecorder } from './evidence-recorder';
import { EvidenceWithdrawal } from './evidence-withdrawal.entity';
import { FilesController } from './files.controller';
import { Files } from './files.service';
import { Imports } from './imports.service';
import { StoredFile } from './stored-file.entity';

export const EVIDENCE_ENTITIES = [StoredFile, Evidence, EvidenceFile, EvidenceWithdrawal];

/** What shows that a version works, and the files behind it. */
@Module({
  imports: [TypeOrmModule.forFeature(EVIDENCE_ENTITIES), AuditTrailModule],
  controllers: [FilesController, EvidenceController],
  providers: [Files, Imports, EvidenceReader, EvidenceRecorder],
  exports: [Files, EvidenceReader, EvidenceRecorder],
})
export class EvidenceModule {}
