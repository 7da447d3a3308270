import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type RunsTask, Task, type TaskRun } from '../../kernel/task';

/** Lets go of challenges that are over for an hour, used or not: anybody may ask for one, and they must not pile up. */
@Task({ name: 'forget-passkey-challenges', schedule: '23 * * * *' })
@Injectable()
export class ForgetChallengesTask implements RunsTask {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async run({ signal }: TaskRun): Promise<string> {
    let total = 0;
    for (let last = 1; last > 0 && !signal.aborted; total += last) last = await this.forget();
    return `${total} challenges for passkeys were forgotten`;
  }

  private async forget(): Promise<number> {
    const [{ forgotten }] = await this.dataSource.query<[{ forgotten: number }]>(
      'SELECT forget_passkey_challenges() AS forgotten',
    );
    return forgotten;
  }
}
