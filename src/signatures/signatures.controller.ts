import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { May } from '../access/may';
import { ReaderScope, Within, WithinList } from '../access/within';
import type { Scope } from '../database/scope';
import { Answers, AnswersList } from '../http/answers';
import { Does } from '../http/does';
import { ListAnswers } from '../http/list-answers';
import { As, type FormatName } from '../http/list-format';
import { queryOf } from '../http/list-query';
import { Id } from '../http/parameters';
import { SignatureAnswer, SigningAnswer } from './signature.answer';
import { presentSignature, presentState, SigningOf } from './signature.dto';
import { SIGNATURE_LIST } from './signature.list';
import { Signatures } from './signatures.service';

class SignatureQuery extends queryOf(SIGNATURE_LIST) {}

@ApiTags('Signatures')
@Controller('api/v1')
export class SignaturesController {
  constructor(
    private readonly signatures: Signatures,
    private readonly lists: ListAnswers,
  ) {}

  @Get('signatures')
  @May('record:read')
  @WithinList('signature')
  @Does('listSignatures', 'List signatures')
  @AnswersList('signatures', SignatureAnswer)
  list(@Query() query: SignatureQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(SIGNATURE_LIST, { query, as, scope });
  }

  @Get('signatures/:id')
  @May('record:read')
  @Within('signature')
  @Does('getSignature', 'Read a signature, with what proves it')
  @Answers(200, 'The signature', SignatureAnswer)
  async get(@Id() id: string) {
    return presentSignature(await this.signatures.get(id));
  }

  @Get('signings')
  @May('record:read')
  @Does('getSigning', 'Read who has signed a record, and who has to')
  @Answers(200, 'The steps and the signatures', SigningAnswer)
  async state(@Query() { process, recordId }: SigningOf) {
    return presentState(await this.signatures.state(process, recordId));
  }
}
