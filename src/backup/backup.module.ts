import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { AcceptedLoss } from './accepted-loss.entity';
import { AcceptedLosses } from './accepted-losses.service';

export const BACKUP_ENTITIES = [AcceptedLoss];

/** What the record itself says of a restore that lost something. */
@Module({
  imports: [TypeOrmModule.forFeature(BACKUP_ENTITIES), AuditTrailModule],
  providers: [AcceptedLosses],
})
export class BackupModule {}
