import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { Classification } from './classification.entity';
import { ClassificationWithdrawal } from './classification-withdrawal.entity';
import { ClassificationFormsPages } from './classification-forms.pages';
import { ClassificationSettings } from './classification-settings.service';
import { ClassificationWithdrawals } from './classification-withdrawals.service';
import { ClassificationsController } from './classifications.controller';
import { ClassificationPages } from './classification.pages';
import { Classifications } from './classifications.service';

export const CLASSIFICATION_ENTITIES = [Classification, ClassificationWithdrawal];

/** Why each function is or is not a medical device. */
@Module({
  imports: [TypeOrmModule.forFeature(CLASSIFICATION_ENTITIES), AuditTrailModule],
  controllers: [ClassificationsController, ClassificationPages, ClassificationFormsPages],
  providers: [Classifications, ClassificationWithdrawals, ClassificationSettings],
  exports: [Classifications],
})
export class ClassificationModule {}
