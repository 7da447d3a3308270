import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { Answers, AnswersPage } from '../http/answers';
import { PageQuery } from '../http/page-query.dto';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { presentPage } from '../kernel/page';
import { DecideClassification, Evaluate, presentClassification } from './classification.dto';
import { Classifications } from './classifications.service';
import { classify, ruleSets } from './classify';

@ApiTags('Classification')
@Controller('api/v1')
export class ClassificationsController {
  constructor(private readonly classifications: Classifications) {}

  @Get('classification/rule-sets')
  @May('record:read')
  @Answers(200, 'Every published rule set with its questions, editions and citations')
  listRuleSets() {
    return { items: ruleSets(), next: null };
  }

  @Post('classification/evaluate')
  @May('record:read')
  @Answers(200, 'What the rule set gives for these facts, step by step; nothing is stored')
  evaluate(@Body() { ruleSet, facts }: Evaluate) {
    return classify({ ruleSet, facts });
  }

  @Post('functions/:id/classifications')
  @May('classification:decide')
  @Answers(201, 'The classification; it supersedes the one before')
  async decide(@By() actor: Actor, @Id() id: string, @Body() input: DecideClassification) {
    return presentClassification(await this.classifications.decide(actor, id, input));
  }

  @Get('functions/:id/classifications')
  @May('record:read')
  @AnswersPage('classifications, superseded ones among them')
  async list(@Id() id: string, @Query() page: PageQuery) {
    return presentPage(await this.classifications.list(id, page), presentClassification);
  }

  @Get('classifications/:id')
  @May('record:read')
  @Answers(200, 'The classification')
  async get(@Id() id: string) {
    return presentClassification(await this.classifications.get(id));
  }
}
