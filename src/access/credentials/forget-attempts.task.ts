import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type RunsTask, Task } from '../../kernel/task';

/** Lets go of attempts to sign in that are a day old: they count for a quarter of an hour, and what matters is an alert. */
@Task({ name: 'forget-sign-in-attempts', schedule: '23 3 * * *' })
@Injectable()
export class ForgetAttemptsTask implements RunsTask {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async run(): Promise<string> {
    const [{ forgotten }] = await this.dataSource.query<[{ forgotten: string }]>(
      'SELECT forget_sign_in_attempts() AS forgotten',
    );
    return `${forgotten} attempts to sign in were forgotten`;
  }
}
