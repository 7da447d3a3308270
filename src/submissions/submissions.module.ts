import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { EvidenceModule } from '../evidence/evidence.module';
import { LetterFormsPages } from './letter-forms.pages';
import { LettersIn } from './letters-in.service';
import { Submission, SubmissionCoverage, SubmissionLetter } from './submission.entity';
import { SubmissionFormsPages } from './submission-forms.pages';
import { SubmissionLetters } from './submission-letters.service';
import { SubmissionPages } from './submission.pages';
import { SubmissionsController } from './submissions.controller';
import { SubmissionSettings } from './submission-settings.service';
import { Submissions } from './submissions.service';

export const SUBMISSION_ENTITIES = [Submission, SubmissionCoverage, SubmissionLetter];

/** What went to an authority, what it covered, and what came back. */
@Module({
  imports: [TypeOrmModule.forFeature(SUBMISSION_ENTITIES), AuditTrailModule, EvidenceModule],
  controllers: [SubmissionsController, SubmissionPages, SubmissionFormsPages, LetterFormsPages],
  providers: [Submissions, SubmissionLetters, SubmissionSettings, LettersIn],
  exports: [Submissions, SubmissionLetters],
})
export class SubmissionsModule {}
