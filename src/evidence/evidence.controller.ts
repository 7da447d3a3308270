import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { ReaderScope, Within, WithinList } from '../access/within';
import type { Scope } from '../database/scope';
import { Answers, AnswersList } from '../http/answers';
import { Does } from '../http/does';
import { AsOf } from '../http/as-of.dto';
import { Repeatable } from '../http/repeatable';
import { ListAnswers } from '../http/list-answers';
import { As, type FormatName } from '../http/list-format';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { ImportFile, presentEvidence, RecordEvidence, SupersedeEvidence, WithdrawEvidence } from './evidence.dto';
import { EVIDENCE_LIST } from './evidence.list';
import { EvidenceQuery, VersionEvidenceQuery } from './evidence-list.dto';
import { EvidenceReader } from './evidence-reader';
import { EvidenceRecorder } from './evidence-recorder';
import { Imports } from './imports.service';
import { EvidenceAnswer } from './evidence.answer';
import { NormalFormAnswer } from './normal-form.answer';

@ApiTags('Evidence')
@Controller('api/v1')
export class EvidenceController {
  constructor(
    private readonly recorder: EvidenceRecorder,
    private readonly reader: EvidenceReader,
    private readonly imports: Imports,
    private readonly lists: ListAnswers,
  ) {}

  @Post('imports')
  @Repeatable()
  @May('record:read')
  @Does('readResults', 'Read a stored results file into the normal form')
  @Answers(200, 'The normal form of a stored file; nothing is stored', NormalFormAnswer)
  async import(@Body() { sha256, format }: ImportFile) {
    return this.imports.read(sha256, format ?? null);
  }

  @Post('versions/:id/evidence')
  @May('evidence:record')
  @Does('recordEvidence', 'Record evidence for a version')
  @Answers(201, 'The evidence', EvidenceAnswer)
  async record(@By() actor: Actor, @Id() id: string, @Body() input: RecordEvidence) {
    return presentEvidence(await this.recorder.record(actor, id, input));
  }

  @Get('versions/:id/evidence')
  @May('record:read')
  @Within('model_version')
  @Does('listEvidence', 'List the evidence of a version')
  @AnswersList('evidence of the version', EvidenceAnswer)
  list(
    @Id() id: string,
    @Query() query: VersionEvidenceQuery,
    @As() as: FormatName,
    @ReaderScope() scope: Scope | null,
  ) {
    return this.lists.answer(EVIDENCE_LIST, { query, as, scope, within: { versionId: id } });
  }

  @Get('evidence')
  @May('record:read')
  @WithinList('evidence')
  @Does('listAllEvidence', 'List evidence of all versions')
  @AnswersList('evidence', EvidenceAnswer)
  listAll(@Query() query: EvidenceQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(EVIDENCE_LIST, { query, as, scope });
  }

  @Get('evidence/:id')
  @May('record:read')
  @Within('evidence')
  @Does('getEvidence', 'Read evidence, now or as of a day')
  @Answers(200, 'The evidence', EvidenceAnswer)
  async get(@Id() id: string, @Query() { asOf }: AsOf) {
    return presentEvidence(await this.reader.get(id, asOf));
  }

  @Post('evidence/:id/supersede')
  @May('evidence:record')
  @Does('supersedeEvidence', 'Put newer evidence in the place of older')
  @Answers(201, 'The newer evidence', EvidenceAnswer)
  async supersede(@By() actor: Actor, @Id() id: string, @Body() input: SupersedeEvidence) {
    return presentEvidence(await this.recorder.supersede(actor, id, input));
  }

  @Post('evidence/:id/withdraw')
  @May('evidence:record')
  @Does('withdrawEvidence', 'Withdraw evidence')
  @Answers(200, 'The evidence, withdrawn', EvidenceAnswer)
  async withdraw(@By() actor: Actor, @Id() id: string, @Body() { reason }: WithdrawEvidence) {
    await this.recorder.withdraw(actor, id, reason);
    return presentEvidence(await this.reader.get(id));
  }
}
