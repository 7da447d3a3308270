import { Injectable } from '@nestjs/common';
import { VERIFY_LOG } from '../../anchors/verify-log.task';
import type { Job } from '../../jobs/job.entity';
import { Jobs } from '../../jobs/jobs.service';
import type { Actor } from '../../kernel/actor';
import { Refusal } from '../../kernel/refusal';

/** Verifications of the log that people ask for; who asks while one runs waits for that one. */
@Injectable()
export class Verifications {
  constructor(private readonly jobs: Jobs) {}

  async begin({ name }: Actor): Promise<Job> {
    return (await this.jobs.underWay(VERIFY_LOG)) ?? this.jobs.enqueue(VERIFY_LOG, {}, name);
  }

  async get(id: string): Promise<Job> {
    const job = await this.jobs.get(id);
    if (job.task !== VERIFY_LOG) throw Refusal.notFound(`Verification ${id}`);
    return job;
  }
}
