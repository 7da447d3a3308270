import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { By } from '../../access/by';
import { May } from '../../access/may';
import { Does } from '../../http/does';
import type { Said } from '../../http/pages/forms/said';
import { DeskForm, Page } from '../../http/pages/page';
import { Id } from '../../http/parameters';
import { Repeatable } from '../../http/repeatable';
import type { Actor } from '../../kernel/actor';
import { ClassificationBeginnings } from './beginning.service';
import { ClassificationPlace, QuestionPlace } from './classifying.dto';
import { Memos } from './memos.service';
import { Questioning } from './questioning.service';

/** How a function is classified: one question a screen, and then the memo. */
@Controller('functions/:id/classifications/new')
export class ClassifyingPages {
  constructor(
    private readonly beginnings: ClassificationBeginnings,
    private readonly questioning: Questioning,
    private readonly memos: Memos,
  ) {}

  @Get()
  @May('classification:decide')
  @Does('showNewClassification', 'Show where the classification of a function begins')
  @Page('classifying/beginning')
  begin(@By() actor: Actor, @Id() id: string) {
    return this.beginnings.show(actor, id);
  }

  @Post()
  @May('classification:decide')
  @Repeatable()
  @Does('beginClassification', 'Begin to classify a function')
  @DeskForm('problem')
  start(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    return this.beginnings.start(actor, id, said);
  }

  @Get(':ruleSet/memo')
  @May('classification:decide')
  @Does('showClassificationMemo', 'Show the memo of a classification before it is recorded')
  @Page('classifying/memo')
  showMemo(@By() actor: Actor, @Id() functionId: string, @Param() { ruleSet }: ClassificationPlace) {
    return this.memos.show({ actor, functionId, ruleSet });
  }

  @Post(':ruleSet/memo')
  @May('classification:decide')
  @HttpCode(200)
  @Does('decideClassificationByForm', 'Record a classification by its memo')
  @DeskForm('classifying/memo')
  takeMemo(
    @By() actor: Actor,
    @Id() functionId: string,
    @Param() { ruleSet }: ClassificationPlace,
    @Body() said: Said,
  ) {
    return this.memos.take({ actor, functionId, ruleSet }, said);
  }

  @Get(':ruleSet/:fact')
  @May('classification:decide')
  @Does('showClassificationQuestion', 'Show one question of a classification')
  @Page('classifying/question')
  show(@By() actor: Actor, @Id() functionId: string, @Param() { ruleSet, fact }: QuestionPlace) {
    return this.questioning.show({ actor, functionId, ruleSet, fact });
  }

  @Post(':ruleSet/:fact')
  @May('classification:decide')
  @Repeatable()
  @HttpCode(200)
  @Does('keepClassificationAnswer', 'Keep the answer to one question of a classification')
  @DeskForm('classifying/question')
  keep(@By() actor: Actor, @Id() functionId: string, @Param() { ruleSet, fact }: QuestionPlace, @Body() said: Said) {
    return this.questioning.keep({ actor, functionId, ruleSet, fact }, said);
  }

  @Post(':ruleSet/:fact/ask')
  @May('comment:write')
  @Does('askColleague', 'Ask a colleague about one fact of a classification')
  @DeskForm('classifying/question')
  ask(@By() actor: Actor, @Id() functionId: string, @Param() { ruleSet, fact }: QuestionPlace, @Body() said: Said) {
    return this.questioning.ask({ actor, functionId, ruleSet, fact }, said);
  }
}
