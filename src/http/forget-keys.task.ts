import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { allForgotten } from '../database/forgetting';
import { type RunsTask, Task, type TaskRun } from '../kernel/task';

/** Lets go of keys of requests that are over for two days, with the answers that they had: nobody tries those again. */
@Task({ name: 'forget-idempotency-keys', schedule: '11 * * * *' })
@Injectable()
export class ForgetKeysTask implements RunsTask {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async run({ signal }: TaskRun): Promise<string> {
    return `${await allForgotten(this.dataSource, 'forget_idempotency_keys', signal)} idempotency keys were forgotten`;
  }
}
