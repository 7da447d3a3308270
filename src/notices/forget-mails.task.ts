import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { forgotten } from '../database/forgetting';
import { type RunsTask, Task } from '../kernel/task';

/** Lets go of what is known of mails that are older than 400 days. */
@Task({ name: 'forget-mails', schedule: '53 2 * * *' })
@Injectable()
export class ForgetMailsTask implements RunsTask {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async run(): Promise<string> {
    return `${await forgotten(this.dataSource, 'forget_mails')} old mails were forgotten`;
  }
}
