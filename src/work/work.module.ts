import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { WorkController } from './work.controller';
import { WorkPages } from './work.pages';
import { Work } from './work.service';

/** What waits for each person, from whichever room it comes. */
@Module({ imports: [DiscoveryModule], controllers: [WorkController, WorkPages], providers: [Work] })
export class WorkModule {}
