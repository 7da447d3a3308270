import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { allForgotten } from '../../database/forgetting';
import { type RunsTask, Task, type TaskRun } from '../../kernel/task';

/** Lets go of challenges that are over for an hour, used or not: anybody may ask for one, and they must not pile up. */
@Task({ name: 'forget-passkey-challenges', schedule: '23 * * * *' })
@Injectable()
export class ForgetChallengesTask implements RunsTask {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async run({ signal }: TaskRun): Promise<string> {
    return `${await allForgotten(this.dataSource, 'forget_passkey_challenges', signal)} challenges for passkeys were forgotten`;
  }
}
