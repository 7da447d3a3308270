import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { Model } from './model.entity';
import { ModelParty } from './model-party.entity';
import { ModelVersion } from './model-version.entity';
import { ModelsController } from './models.controller';
import { ModelsPages } from './models.pages';
import { Models } from './models.service';
import { Organization } from './organization.entity';
import { OrganizationsController } from './organizations.controller';
import { OrganizationFormsPages } from './organization-forms.pages';
import { Organizations } from './organizations.service';
import { Parties } from './parties.service';
import { VersionsController } from './versions.controller';
import { Versions } from './versions.service';

export const MODEL_ENTITIES = [Organization, Model, ModelParty, ModelVersion];

/** The register: who, which model, which version. */
@Module({
  imports: [TypeOrmModule.forFeature(MODEL_ENTITIES), AuditTrailModule],
  controllers: [OrganizationsController, ModelsController, VersionsController, ModelsPages, OrganizationFormsPages],
  providers: [Organizations, Models, Parties, Versions],
  exports: [Organizations, Models, Parties, Versions],
})
export class ModelsModule {}
