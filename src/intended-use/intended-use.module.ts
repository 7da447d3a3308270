import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { Functions } from './functions.service';
import { IntendedUseController } from './intended-use.controller';
import { IntendedUse } from './intended-use.entity';
import { IntendedUses } from './intended-uses.service';
import { SoftwareFunction } from './software-function.entity';

export const INTENDED_USE_ENTITIES = [SoftwareFunction, IntendedUse];

/** What each function of a model is for. */
@Module({
  imports: [TypeOrmModule.forFeature(INTENDED_USE_ENTITIES), AuditTrailModule],
  controllers: [IntendedUseController],
  providers: [Functions, IntendedUses],
  exports: [Functions, IntendedUses],
})
export class IntendedUseModule {}
