import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { Snapshot } from '../database/snapshot';
import { IntendedUseModule } from '../intended-use/intended-use.module';
import { ModelsModule } from '../models/models.module';
import { IMPORT_PERMISSIONS, ImportDoors, type ImportPermissions } from './import-doors';
import { ImportsPages, writingOf } from './imports.pages';
import { ClaimRows } from './kinds/claims.kind';
import { CLAIM_COLUMNS } from './kinds/claims.rules';
import { type Kind, KINDS, type Kinds } from './kinds/kind';
import { ModelRows } from './kinds/models.kind';
import { MODEL_COLUMNS } from './kinds/models.rules';
import { OrganizationRows } from './kinds/organizations.kind';
import { ORGANIZATION_COLUMNS } from './kinds/organizations.rules';
import { SiteRows } from './kinds/sites.kind';
import { SITE_COLUMNS } from './kinds/sites.rules';
import { VersionRows } from './kinds/versions.kind';
import { VERSION_COLUMNS } from './kinds/versions.rules';
import { SpreadsheetDraft } from './spreadsheet-draft.entity';
import { SpreadsheetDrafts } from './spreadsheet-drafts.service';
import { type SpreadsheetDoor, spreadsheetsOf } from './spreadsheets.controller';
import { Spreadsheets } from './spreadsheets.service';

const DOORS: readonly SpreadsheetDoor[] = [
  { kind: 'organizations', columns: ORGANIZATION_COLUMNS, permission: 'organization:write' },
  { kind: 'models', columns: MODEL_COLUMNS, permission: 'model:write' },
  { kind: 'versions', columns: VERSION_COLUMNS, permission: 'version:write' },
  { kind: 'claims', columns: CLAIM_COLUMNS, permission: 'claim:state' },
  { kind: 'sites', columns: SITE_COLUMNS, permission: 'model:write' },
];

const ROWS = [OrganizationRows, ModelRows, VersionRows, ClaimRows, SiteRows];
const byName = (...kinds: Kind[]): Kinds => Object.fromEntries(kinds.map((kind) => [kind.name, kind])) as Kinds;

const permissionsOf = (doors: readonly SpreadsheetDoor[]): ImportPermissions =>
  Object.fromEntries(doors.map(({ kind, permission }) => [kind, permission])) as ImportPermissions;

export const SPREADSHEET_ENTITIES = [SpreadsheetDraft];

/** The inventory that people keep in Excel, on its way into the record. */
@Module({
  imports: [TypeOrmModule.forFeature(SPREADSHEET_ENTITIES), AuditTrailModule, ModelsModule, IntendedUseModule],
  controllers: [...DOORS.map(spreadsheetsOf), ImportsPages, ...DOORS.map(writingOf)],
  providers: [
    ...[Snapshot, Spreadsheets, SpreadsheetDrafts, ImportDoors, ...ROWS],
    { provide: KINDS, useFactory: byName, inject: ROWS },
    { provide: IMPORT_PERMISSIONS, useValue: permissionsOf(DOORS) },
  ],
})
export class SpreadsheetsModule {}
