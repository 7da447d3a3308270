import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type RunsTask, Task } from '../kernel/task';

/** Keeps the history of jobs from growing: done ones go after 30 days, dead ones after a year. */
@Task({ name: 'forget-jobs', schedule: '41 2 * * *' })
@Injectable()
export class ForgetJobsTask implements RunsTask {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async run(): Promise<string> {
    const [{ forgotten }] = await this.dataSource.query<[{ forgotten: number }]>('SELECT forget_jobs() AS forgotten');
    return `${forgotten} old jobs were forgotten`;
  }
}
