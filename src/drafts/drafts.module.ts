import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { DraftWork } from './draft-work';
import { FormDesk } from './form-desk';
import { FormDraft } from './form-draft.entity';
import { FormDraftsController } from './form-drafts.controller';
import { FormDrafts } from './form-drafts.service';

export const DRAFT_ENTITIES = [FormDraft];

/** What people have begun to fill in and not yet said; every room's forms are filled in at its desk. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature(DRAFT_ENTITIES), AuditTrailModule],
  controllers: [FormDraftsController],
  providers: [FormDrafts, FormDesk, DraftWork],
  exports: [FormDesk, FormDrafts],
})
export class DraftsModule {}
