import { Module } from '@nestjs/common';
import { Anchors } from './anchors.service';
import { CopyCheckpointsTask } from './copy-checkpoints.task';
import { VerifyLogTask } from './verify-log.task';

/** Who outside vouches for the log. */
@Module({ providers: [Anchors, CopyCheckpointsTask, VerifyLogTask], exports: [Anchors] })
export class AnchorsModule {}
