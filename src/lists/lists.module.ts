import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { ListPages } from './list-pages.service';
import { SavedView } from './saved-view.entity';
import { SavedViewsController } from './saved-views.controller';
import { SavedViewsPages } from './saved-views.pages';
import { SavedViews } from './saved-views.service';

export const LIST_ENTITIES = [SavedView];

/** How lists look on pages, and the views of them that people keep; global, because every room has a list. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature(LIST_ENTITIES), AuditTrailModule],
  controllers: [SavedViewsController, SavedViewsPages],
  providers: [ListPages, SavedViews],
  exports: [ListPages],
})
export class ListsModule {}
