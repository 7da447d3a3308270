import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FormDraft } from './form-draft.entity';
import { FormDraftsController } from './form-drafts.controller';
import { FormDrafts } from './form-drafts.service';

export const DRAFT_ENTITIES = [FormDraft];

/** What people have begun to fill in and not yet said. */
@Module({
  imports: [TypeOrmModule.forFeature(DRAFT_ENTITIES)],
  controllers: [FormDraftsController],
  providers: [FormDrafts],
})
export class DraftsModule {}
