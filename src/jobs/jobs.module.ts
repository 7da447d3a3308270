import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { ForgetJobsTask } from './forget-jobs.task';
import { Job } from './job.entity';
import { JobRuns } from './job-runs';
import { JobWorker } from './job-worker';
import { JobsController } from './jobs.controller';
import { JOBS_GROUND, type JobsGround } from './jobs.ground';
import { Jobs } from './jobs.service';
import { Tasks } from './tasks';

export const JOB_ENTITIES = [Job];

/** Background work: asked for in the transaction of what asks, done by whichever service is there, seen until it is old. */
@Module({
  imports: [TypeOrmModule.forFeature(JOB_ENTITIES), DiscoveryModule, AuditTrailModule],
  controllers: [JobsController],
  providers: [Tasks, Jobs, JobRuns, JobWorker, ForgetJobsTask],
  exports: [Jobs],
})
export class JobsModule {
  /** Global, because every room may have work for later. */
  static on(ground: JobsGround): DynamicModule {
    return { module: JobsModule, global: true, providers: [{ provide: JOBS_GROUND, useValue: ground }] };
  }
}
