import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type RunsTask, Task } from '../kernel/task';
import { disposalsDue } from './disposals-due';
import { DisposedBytes } from './disposed-bytes';

const NAMED = 5;

/**
 * Every night: takes away what a killed process left of disposals that are recorded, and says which files nothing keeps any
 * more. That one goes is for two persons to decide.
 */
@Task({ name: 'disposals-due', schedule: '23 3 * * *' })
@Injectable()
export class DisposalsDueTask implements RunsTask {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly disposed: DisposedBytes,
  ) {}

  async run(): Promise<string> {
    const removed = await this.disposed.removeAll();
    const due = await disposalsDue(this.dataSource.manager);
    const names = due.slice(0, NAMED).map(({ name }) => name);
    const named = due.length === 0 ? '' : ` (${names.join(', ')}${due.length > NAMED ? ', …' : ''})`;
    return `${due.length} files may be disposed of${named}; bytes of ${removed} that were disposed of earlier are removed`;
  }
}
