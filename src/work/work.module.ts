import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { WorkController } from './work.controller';
import { Work } from './work.service';

/** What waits for each person, from whichever room it comes. */
@Module({ imports: [DiscoveryModule], controllers: [WorkController], providers: [Work], exports: [Work] })
export class WorkModule {}
