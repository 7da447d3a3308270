import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { Claim, ClaimRevision, ClaimWithdrawal } from './claim.entity';
import { ClaimsController } from './claims.controller';
import { Claims } from './claims.service';
import { Functions } from './functions.service';
import { IntendedUseController } from './intended-use.controller';
import { IntendedUse } from './intended-use.entity';
import { IntendedUseWithdrawal } from './intended-use-withdrawal.entity';
import { IntendedUses } from './intended-uses.service';
import { SoftwareFunction } from './software-function.entity';

export const INTENDED_USE_ENTITIES = [
  SoftwareFunction,
  IntendedUse,
  IntendedUseWithdrawal,
  Claim,
  ClaimRevision,
  ClaimWithdrawal,
];

/** What each function of a model is for. */
@Module({
  imports: [TypeOrmModule.forFeature(INTENDED_USE_ENTITIES), AuditTrailModule],
  controllers: [IntendedUseController, ClaimsController],
  providers: [Functions, IntendedUses, Claims],
  exports: [Functions, IntendedUses, Claims],
})
export class IntendedUseModule {}
