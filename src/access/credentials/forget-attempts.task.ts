import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { forgotten } from '../../database/forgetting';
import { type RunsTask, Task } from '../../kernel/task';

/** Lets go of attempts to sign in, and of names that were quiet for a day: they count no longer, and what matters is an alert. */
@Task({ name: 'forget-sign-in-attempts', schedule: '23 3 * * *' })
@Injectable()
export class ForgetAttemptsTask implements RunsTask {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async run(): Promise<string> {
    return `${await forgotten(this.dataSource, 'forget_sign_in_attempts')} attempts to sign in were forgotten`;
  }
}
