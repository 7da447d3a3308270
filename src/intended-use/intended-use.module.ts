import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { ClaimFormsPages } from './claim-forms.pages';
import { Claim, ClaimRevision, ClaimWithdrawal } from './claim.entity';
import { ClaimsController } from './claims.controller';
import { Claims } from './claims.service';
import { FunctionSettings } from './function-settings.service';
import { Functions } from './functions.service';
import { IntendedUseFormsPages } from './intended-use-forms.pages';
import { IntendedUseController } from './intended-use.controller';
import { IntendedUsePages } from './intended-use.pages';
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
  controllers: [IntendedUseController, ClaimsController, IntendedUsePages, IntendedUseFormsPages, ClaimFormsPages],
  providers: [Functions, IntendedUses, Claims, FunctionSettings],
  exports: [Functions, IntendedUses, Claims],
})
export class IntendedUseModule {}
