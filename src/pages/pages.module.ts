import { Module } from '@nestjs/common';
import { DossiersModule } from '../dossiers/dossiers.module';
import { ModelsModule } from '../models/models.module';
import { VersionsPages } from './versions/versions.pages';

/** The pages that read from several rooms; a page about one room alone stands in that room. */
@Module({
  imports: [ModelsModule, DossiersModule],
  controllers: [VersionsPages],
})
export class PagesModule {}
