import { Module } from '@nestjs/common';
import { Anchors } from './anchors.service';
import { CopyCheckpointsTask } from './copy-checkpoints.task';

/** Who outside vouches for the log. */
@Module({ providers: [Anchors, CopyCheckpointsTask], exports: [Anchors] })
export class AnchorsModule {}
