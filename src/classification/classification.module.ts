import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { Classification } from './classification.entity';
import { ClassificationsController } from './classifications.controller';
import { Classifications } from './classifications.service';

export const CLASSIFICATION_ENTITIES = [Classification];

/** Why each function is or is not a medical device. */
@Module({
  imports: [TypeOrmModule.forFeature(CLASSIFICATION_ENTITIES), AuditTrailModule],
  controllers: [ClassificationsController],
  providers: [Classifications],
  exports: [Classifications],
})
export class ClassificationModule {}
