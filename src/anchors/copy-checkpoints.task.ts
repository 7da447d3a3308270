import { Injectable } from '@nestjs/common';
import { type RunsTask, Task } from '../kernel/task';
import { Anchors } from './anchors.service';

/**
 * Every quarter of an hour a round of its own, so that what fails with the witnesses, the authority or the copies is a job
 * that fails, is tried again, and is seen when it is dead. The rounds between go on by themselves.
 */
@Task({ name: 'copy-checkpoints', schedule: '*/15 * * * *' })
@Injectable()
export class CopyCheckpointsTask implements RunsTask {
  constructor(private readonly anchors: Anchors) {}

  async run(): Promise<string> {
    const { anchoring } = this.anchors;
    if (anchoring === null) return 'This process does not feed the log; the one that does has it vouched for';
    await anchoring.turn();
    if (anchoring.failures.length > 0) throw new Error(anchoring.failures.join('; '));
    return `The log is ${(await anchoring.witnessing()).words}`;
  }
}
