import { Module } from '@nestjs/common';
import { LogController } from './log.controller';
import { LogFeeder } from './log-feeder';
import { LogProofs } from './log-proofs';
import { LogReader } from './log-reader';
import { LogStanding } from './log-standing';
import { Receipts } from './receipts';

/** The Merkle log over the trail: fed and signed here, read and proved to everybody who may read the trail. */
@Module({
  controllers: [LogController],
  providers: [LogFeeder, LogReader, LogProofs, LogStanding, Receipts],
  exports: [LogFeeder, LogReader, LogProofs, LogStanding, Receipts],
})
export class LogModule {}
