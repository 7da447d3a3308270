import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditEvent } from './audit-event.entity';
import { AuditEventsController } from './audit-events.controller';
import { AuditTrail } from './audit-trail.service';

export const AUDIT_ENTITIES = [AuditEvent];

/** The only way to write. */
@Module({
  imports: [TypeOrmModule.forFeature(AUDIT_ENTITIES)],
  controllers: [AuditEventsController],
  providers: [AuditTrail],
  exports: [AuditTrail],
})
export class AuditTrailModule {}
