import { Injectable } from '@nestjs/common';
import { type RunsTask, Task, type TaskRun } from '../../kernel/task';
import type { ScrubReport } from './scrub-report';
import { Scrub } from './scrub.service';

/** So much of the disk is left to those who wait for an answer; 32 MiB a second read 80 TiB in 30 days. */
const BYTES_PER_SECOND = 32 * 1024 * 1024;

const told = ({ ok, corrupt, missing, bytes }: ScrubReport): string =>
  `${ok} files are sound, ${corrupt} corrupt, ${missing} missing; ${bytes} bytes were read`;

/**
 * Every hour the files that nobody has read for longest, so that each is read again within 30 days; all when somebody
 * asks, and one that a reader found damaged.
 */
@Task({ name: 'scrub', schedule: '17 * * * *' })
@Injectable()
export class ScrubTask implements RunsTask {
  constructor(private readonly scrub: Scrub) {}

  async run({ payload, signal }: TaskRun): Promise<string> {
    const options = { bytesPerSecond: BYTES_PER_SECOND, signal };
    if (typeof payload.sha256 === 'string') return told(await this.scrub.one(payload.sha256, options));
    return told(await ('_cron' in payload ? this.scrub.turn(options) : this.scrub.all(options)));
  }
}
