import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { allForgotten } from '../../database/forgetting';
import { type RunsTask, Task, type TaskRun } from '../../kernel/task';

/** Lets go of what was begun at the issuer and is over for an hour: anybody may begin, and it must not pile up. */
@Task({ name: 'forget-openid-requests', schedule: '29 * * * *' })
@Injectable()
export class ForgetRequestsTask implements RunsTask {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async run({ signal }: TaskRun): Promise<string> {
    return `${await allForgotten(this.dataSource, 'forget_openid_requests', signal)} requests to the OpenID issuer were forgotten`;
  }
}
