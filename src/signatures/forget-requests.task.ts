import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { forgotten } from '../database/forgetting';
import { type RunsTask, Task } from '../kernel/task';

/** Lets go of requests that ran out a day ago; what was signed is a signature and stays. */
@Task({ name: 'forget-signature-requests', schedule: '47 * * * *' })
@Injectable()
export class ForgetRequestsTask implements RunsTask {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async run(): Promise<string> {
    return `${await forgotten(this.dataSource, 'forget_signature_requests')} requests to sign were forgotten`;
  }
}
