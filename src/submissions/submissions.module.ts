import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { Submission, SubmissionCoverage, SubmissionLetter } from './submission.entity';
import { SubmissionFormsPages } from './submission-forms.pages';
import { SubmissionLetters } from './submission-letters.service';
import { SubmissionsController } from './submissions.controller';
import { SubmissionSettings } from './submission-settings.service';
import { Submissions } from './submissions.service';

export const SUBMISSION_ENTITIES = [Submission, SubmissionCoverage, SubmissionLetter];

/** What went to an authority, what it covered, and what came back. */
@Module({
  imports: [TypeOrmModule.forFeature(SUBMISSION_ENTITIES), AuditTrailModule],
  controllers: [SubmissionsController, SubmissionFormsPages],
  providers: [Submissions, SubmissionLetters, SubmissionSettings],
  exports: [Submissions, SubmissionLetters],
})
export class SubmissionsModule {}
