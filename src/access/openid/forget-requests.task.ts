import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type RunsTask, Task, type TaskRun } from '../../kernel/task';

/** Lets go of what was begun at the issuer and is over for an hour: anybody may begin, and it must not pile up. */
@Task({ name: 'forget-openid-requests', schedule: '29 * * * *' })
@Injectable()
export class ForgetRequestsTask implements RunsTask {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async run({ signal }: TaskRun): Promise<string> {
    let total = 0;
    for (let last = 1; last > 0 && !signal.aborted; total += last) last = await this.forget();
    return `${total} requests to the OpenID issuer were forgotten`;
  }

  private async forget(): Promise<number> {
    const [{ forgotten }] = await this.dataSource.query<[{ forgotten: number }]>(
      'SELECT forget_openid_requests() AS forgotten',
    );
    return forgotten;
  }
}
