import { Module } from '@nestjs/common';
import { AuditTrailModule } from '../../audit-trail/audit-trail.module';
import { ClassificationModule } from '../../classification/classification.module';
import { DossiersModule } from '../../dossiers/dossiers.module';
import { EvidenceModule } from '../../evidence/evidence.module';
import { IntendedUseModule } from '../../intended-use/intended-use.module';
import { ModelsModule } from '../../models/models.module';
import { SubmissionsModule } from '../../submissions/submissions.module';
import { ClassificationRecords } from './classification-reader.service';
import { DossierRecordPages } from './dossier-records.pages';
import { EvidenceRecords } from './evidence-reader.service';
import { FunctionRecordPages } from './function-records.pages';
import { FunctionRecords } from './function-readers.service';
import { ProofRecordPages } from './proof-records.pages';
import { RecordFrames } from './record-frames.service';
import { RegisterRecordPages } from './register-records.pages';
import { RegisterRecords } from './register-readers.service';
import { SignedLooks } from './signed-looks';

/** A page for every record, and the frame that they share. */
@Module({
  imports: [
    ...[AuditTrailModule, ModelsModule, IntendedUseModule, EvidenceModule, ClassificationModule, SubmissionsModule],
    DossiersModule,
  ],
  controllers: [RegisterRecordPages, FunctionRecordPages, ProofRecordPages, DossierRecordPages],
  providers: [RecordFrames, SignedLooks, RegisterRecords, FunctionRecords, EvidenceRecords, ClassificationRecords],
  exports: [RecordFrames, SignedLooks],
})
export class RecordPagesModule {}
