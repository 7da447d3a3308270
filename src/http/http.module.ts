import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { LogModule } from '../audit-trail/kept-log/log.module';
import { Snapshot } from '../database/snapshot';
import { ContractGuard } from './contract.guard';
import { ForgetKeysTask } from './forget-keys.task';
import { HealthController } from './health.controller';
import { IdempotencyStore, REQUEST_KEY } from './idempotency-store';
import { IdempotencyInterceptor } from './idempotency.interceptor';
import { EDGE, type EdgeLimits } from './limits';
import { ListAnswers } from './list-answers';
import { Assets } from './pages/assets';
import { AssetsController } from './pages/assets.controller';
import { Footing } from './pages/foot';
import { PagesInterceptor } from './pages/pages.interceptor';
import { Views } from './pages/views';
import { ProblemPages } from './problems/problem-pages';
import { ProblemsController } from './problems/problems.controller';
import { ReceiptInterceptor } from './receipt.interceptor';
import { Standing } from './standing';
import { TurnsInterceptor } from './turns.interceptor';

/** What holds for every door: its contract, and one effect for one key. */
@Module({
  imports: [AuditTrailModule, LogModule],
  controllers: [HealthController, ProblemsController, AssetsController],
  providers: [
    Standing,
    ProblemPages,
    Snapshot,
    ListAnswers,
    IdempotencyStore,
    ForgetKeysTask,
    PagesInterceptor,
    Footing,
    { provide: APP_GUARD, useClass: ContractGuard },
    { provide: APP_INTERCEPTOR, useClass: ReceiptInterceptor },
    { provide: APP_INTERCEPTOR, useClass: TurnsInterceptor },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: Assets, useFactory: () => new Assets() },
    { provide: Views, useFactory: (assets: Assets) => new Views(assets), inject: [Assets] },
  ],
  exports: [ListAnswers, Views, Assets, Footing],
})
export class HttpModule {
  /** The limits of time are the server's as well, so whoever builds it says them. */
  static with(limits: EdgeLimits, requestKey: Buffer): DynamicModule {
    const providers = [
      { provide: EDGE, useValue: limits },
      { provide: REQUEST_KEY, useValue: requestKey },
    ];
    return { module: HttpModule, global: true, providers };
  }
}
