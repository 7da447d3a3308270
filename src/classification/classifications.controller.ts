import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { ReaderScope, TellsOfNone, Within, WithinList } from '../access/within';
import type { Scope } from '../database/scope';
import { Answers, AnswersAll, AnswersList } from '../http/answers';
import { Does } from '../http/does';
import { AsOf } from '../http/as-of.dto';
import { Because } from '../http/because.dto';
import { Repeatable } from '../http/repeatable';
import { ListAnswers } from '../http/list-answers';
import { As, type FormatName } from '../http/list-format';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { DecideClassification, Evaluate, presentClassification } from './classification.dto';
import { CLASSIFICATION_LIST } from './classification.list';
import { ClassificationQuery, FunctionClassificationQuery } from './classification-list.dto';
import { ClassificationWithdrawals } from './classification-withdrawals.service';
import { Classifications } from './classifications.service';
import { classify, ruleSets } from './classify';
import { ClassificationAnswer } from './classification.answer';
import { DeterminationAnswer } from './determination.answer';
import { RuleSetAnswer } from './rule-set.answer';

@ApiTags('Classification')
@Controller('api/v1')
export class ClassificationsController {
  constructor(
    private readonly classifications: Classifications,
    private readonly withdrawals: ClassificationWithdrawals,
    private readonly lists: ListAnswers,
  ) {}

  @Get('classification/rule-sets')
  @May('record:read')
  @TellsOfNone()
  @Does('listRuleSets', 'List the published rule sets')
  @AnswersAll('Every published rule set with its questions, editions and citations', RuleSetAnswer)
  listRuleSets() {
    return { items: ruleSets(), next: null };
  }

  @Post('classification/evaluate')
  @Repeatable()
  @May('record:read')
  @Does('evaluateFacts', 'Ask what a rule set gives for facts')
  @Answers(200, 'What the rule set gives for these facts, step by step; nothing is stored', DeterminationAnswer)
  evaluate(@Body() { ruleSet, facts }: Evaluate) {
    return classify({ ruleSet, facts });
  }

  @Post('functions/:id/classifications')
  @May('classification:decide')
  @Does('decideClassification', 'Decide how a function is classified')
  @Answers(201, 'The classification; it supersedes the one before', ClassificationAnswer)
  async decide(@By() actor: Actor, @Id() id: string, @Body() input: DecideClassification) {
    const classification = await this.classifications.decide(actor, id, input);
    return presentClassification({ classification, withdrawal: null });
  }

  @Get('functions/:id/classifications')
  @May('record:read')
  @Within('software_function')
  @Does('listClassifications', 'List the classifications of a function')
  @AnswersList('classifications of the function, superseded ones among them', ClassificationAnswer)
  list(
    @Id() id: string,
    @Query() query: FunctionClassificationQuery,
    @As() as: FormatName,
    @ReaderScope() scope: Scope | null,
  ) {
    return this.lists.answer(CLASSIFICATION_LIST, { query, as, scope, within: { functionId: id } });
  }

  @Get('classifications')
  @May('record:read')
  @WithinList('classification')
  @Does('listAllClassifications', 'List classifications of all functions')
  @AnswersList('classifications, superseded ones among them', ClassificationAnswer)
  listAll(@Query() query: ClassificationQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(CLASSIFICATION_LIST, { query, as, scope });
  }

  @Get('classifications/:id')
  @May('record:read')
  @Within('classification')
  @Does('getClassification', 'Read a classification, now or as of a day')
  @Answers(200, 'The classification', ClassificationAnswer)
  async get(@Id() id: string, @Query() { asOf }: AsOf) {
    return presentClassification(await this.withdrawals.of(await this.classifications.get(id, asOf), asOf));
  }

  @Post('classifications/:id/withdraw')
  @May('classification:decide')
  @Does('withdrawClassification', 'Withdraw a classification')
  @Answers(200, 'The classification, withdrawn', ClassificationAnswer)
  async withdraw(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    return presentClassification(await this.withdrawals.withdraw(actor, id, reason));
  }
}
