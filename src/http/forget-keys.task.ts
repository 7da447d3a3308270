import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type RunsTask, Task, type TaskRun } from '../kernel/task';

/** Lets go of keys of requests that are over for two days, with the answers that they had: nobody tries those again. */
@Task({ name: 'forget-idempotency-keys', schedule: '11 * * * *' })
@Injectable()
export class ForgetKeysTask implements RunsTask {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async run({ signal }: TaskRun): Promise<string> {
    let total = 0;
    for (let last = 1; last > 0 && !signal.aborted; total += last) last = await this.forget();
    return `${total} idempotency keys were forgotten`;
  }

  private async forget(): Promise<number> {
    const [{ forgotten }] = await this.dataSource.query<[{ forgotten: number }]>(
      'SELECT forget_idempotency_keys() AS forgotten',
    );
    return forgotten;
  }
}
