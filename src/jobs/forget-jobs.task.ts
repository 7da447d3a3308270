import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { forgotten } from '../database/forgetting';
import { type RunsTask, Task } from '../kernel/task';

/** Keeps the history of jobs from growing: done ones go after 30 days, dead ones after a year. */
@Task({ name: 'forget-jobs', schedule: '41 2 * * *' })
@Injectable()
export class ForgetJobsTask implements RunsTask {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async run(): Promise<string> {
    return `${await forgotten(this.dataSource, 'forget_jobs')} old jobs were forgotten`;
  }
}
