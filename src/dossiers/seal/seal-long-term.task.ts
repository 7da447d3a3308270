import { Injectable } from '@nestjs/common';
import { type RunsTask, Task, type TaskRun } from '../../kernel/task';
import { SealExtender } from './seal-extender.service';

/** Under this name seals wait in the queue for what checks them later. */
export const SEAL_LONG_TERM = 'seal-long-term';

/** Gathers what is needed to check a seal when nobody can be asked any more; what cannot be had at last is said, and kept without. */
@Task({ name: SEAL_LONG_TERM })
@Injectable()
export class SealLongTermTask implements RunsTask {
  constructor(private readonly extender: SealExtender) {}

  run({ payload, isLastTry, signal }: TaskRun): Promise<string> {
    return this.extender.extend(String(payload.dossierId), { mayLack: isLastTry, signal });
  }
}
