import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { Model } from './model.entity';
import { ModelFormsPages } from './model-forms.pages';
import { ModelParty } from './model-party.entity';
import { ModelVersion } from './model-version.entity';
import { ModelsController } from './models.controller';
import { Models } from './models.service';
import { Organization } from './organization.entity';
import { RegisterPages } from './register.pages';
import { OrganizationsController } from './organizations.controller';
import { OrganizationFormsPages } from './organization-forms.pages';
import { Organizations } from './organizations.service';
import { Parties } from './parties.service';
import { VersionsController } from './versions.controller';
import { PartyFormsPages } from './party-forms.pages';
import { VersionFormsPages } from './version-forms.pages';
import { VersionSettings } from './version-settings.service';
import { Versions } from './versions.service';

export const MODEL_ENTITIES = [Organization, Model, ModelParty, ModelVersion];

/** The register: who, which model, which version. */
@Module({
  imports: [TypeOrmModule.forFeature(MODEL_ENTITIES), AuditTrailModule],
  controllers: [
    ...[OrganizationsController, ModelsController, VersionsController],
    ...[RegisterPages, OrganizationFormsPages, ModelFormsPages, PartyFormsPages, VersionFormsPages],
  ],
  providers: [Organizations, Models, Parties, Versions, VersionSettings],
  exports: [Organizations, Models, Parties, Versions],
})
export class ModelsModule {}
