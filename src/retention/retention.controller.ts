import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { ReaderScope } from '../access/within';
import type { Scope } from '../database/scope';
import { Answers, AnswersList } from '../http/answers';
import { AsOf } from '../http/as-of.dto';
import { Does } from '../http/does';
import { ListAnswers } from '../http/list-answers';
import { As, type FormatName } from '../http/list-format';
import { DigestInPath, Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { EvidenceRetentions } from './evidence-retention';
import { FileRetentions } from './file-retention';
import { EvidenceRetentionAnswer, FileRetentionAnswer, RetentionRuleAnswer } from './retention.answer';
import { LengthenRetention, presentEvidenceRetention, presentFileRetention, presentRule } from './retention.dto';
import { RetentionRuleQuery } from './retention-list.dto';
import { RETENTION_RULE_LIST } from './retention-lists';
import { RetentionRules } from './retention-rules.service';

@ApiTags('Retention')
@Controller('api/v1')
export class RetentionController {
  constructor(
    private readonly rules: RetentionRules,
    private readonly files: FileRetentions,
    private readonly evidence: EvidenceRetentions,
    private readonly lists: ListAnswers,
  ) {}

  @Get('retention-rules')
  @May('record:read')
  @Does('listRetentionRules', 'List how long what is kept')
  @AnswersList('retention rules', RetentionRuleAnswer)
  list(@Query() query: RetentionRuleQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(RETENTION_RULE_LIST, { query, as, scope });
  }

  @Get('retention-rules/:id')
  @May('record:read')
  @Does('getRetentionRule', 'Read a retention rule, now or as of a day')
  @Answers(200, 'The rule', RetentionRuleAnswer)
  async rule(@Id() id: string, @Query() { asOf }: AsOf) {
    return presentRule(await this.rules.get(id, asOf));
  }

  @Post('retention-rules/:id/lengthen')
  @May('retention:set')
  @Does('lengthenRetention', 'Keep a kind of record longer; never shorter')
  @Answers(201, 'The rule with its longer period', RetentionRuleAnswer)
  async lengthen(@By() actor: Actor, @Id() id: string, @Body() input: LengthenRetention) {
    return presentRule(await this.rules.lengthen(actor, id, input));
  }

  @Get('retention/files/:sha256')
  @May('record:read')
  @Does('getFileRetention', 'Read why a file is kept, and from when on it may go')
  @Answers(200, 'What keeps the file, with the computation', FileRetentionAnswer)
  async ofFile(@DigestInPath() sha256: string) {
    return presentFileRetention(await this.files.of(sha256));
  }

  @Get('retention/evidence/:id')
  @May('record:read')
  @Does('getEvidenceRetention', 'Read why the files of a piece of evidence are kept')
  @Answers(200, 'What keeps each of its files', EvidenceRetentionAnswer)
  async ofEvidence(@Id() id: string) {
    return presentEvidenceRetention(await this.evidence.of(id));
  }
}
