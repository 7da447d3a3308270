import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { Within } from '../access/within';
import { Answers, AnswersPage } from '../http/answers';
import { Does } from '../http/does';
import { PageAsOf } from '../http/page-query.dto';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { presentPage } from '../kernel/page';
import { presentLabeling, RecordLabeling } from './version-labeling.dto';
import { VersionLabelings } from './version-labelings.service';
import { VersionLabelingAnswer } from './version-labeling.answer';

@ApiTags('Register')
@Controller('api/v1')
export class VersionLabelingsController {
  constructor(private readonly labelings: VersionLabelings) {}

  @Post('versions/:id/labeling')
  @May('labeling:record')
  @Does('recordLabeling', 'Record the labeling of a released version')
  @Answers(201, 'The labeling; it takes the place of the one before', VersionLabelingAnswer)
  async record(@By() actor: Actor, @Id() id: string, @Body() input: RecordLabeling) {
    return presentLabeling(await this.labelings.record(actor, id, input));
  }

  @Get('versions/:id/labeling')
  @May('record:read')
  @Within('model_version')
  @Does('listLabeling', 'List the labeling of a version, now or as of a day')
  @AnswersPage('labeling, the first one first; the last one holds', VersionLabelingAnswer)
  async list(@Id() id: string, @Query() { asOf, ...page }: PageAsOf) {
    return presentPage(await this.labelings.list(id, page, asOf), presentLabeling);
  }
}
