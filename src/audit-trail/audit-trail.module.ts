import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SharedWrites } from '../database/shared-writes';
import { AuditEvent } from './audit-event.entity';
import { AuditEventsController } from './audit-events.controller';
import { AuditTrail } from './audit-trail.service';
import { Differences } from './differences.service';
import { RecordRevision } from './record-revision.entity';
import { Records } from './records';
import { RevisionsController } from './revisions.controller';
import { UnitOfWork } from './unit-of-work';

export const AUDIT_ENTITIES = [AuditEvent, RecordRevision];

/** The only way to write, and the way to read what was. */
@Module({
  imports: [TypeOrmModule.forFeature(AUDIT_ENTITIES)],
  controllers: [AuditEventsController, RevisionsController],
  providers: [AuditTrail, Records, Differences, UnitOfWork, SharedWrites],
  exports: [AuditTrail, Records, UnitOfWork],
})
export class AuditTrailModule {}
