import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { ReaderScope } from '../access/within';
import type { Scope } from '../database/scope';
import { Answers, AnswersList } from '../http/answers';
import { AsOf } from '../http/as-of.dto';
import { Because } from '../http/because.dto';
import { Does } from '../http/does';
import { ListAnswers } from '../http/list-answers';
import { As, type FormatName } from '../http/list-format';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { DisposalRequests } from './disposal-requests.service';
import { Disposals } from './disposals.service';
import { DisposalRequestAnswer } from './retention.answer';
import { AskDisposal, presentRequest } from './retention.dto';
import { DisposalRequestQuery } from './retention-list.dto';
import { DISPOSAL_REQUEST_LIST } from './retention-lists';

@ApiTags('Retention')
@Controller('api/v1/disposal-requests')
export class DisposalRequestsController {
  constructor(
    private readonly requests: DisposalRequests,
    private readonly disposals: Disposals,
    private readonly lists: ListAnswers,
  ) {}

  @Post()
  @May('disposal:request')
  @Does('requestDisposal', 'Ask that the bytes of a file be disposed of')
  @Answers(201, 'The request, to be decided by somebody else', DisposalRequestAnswer)
  async ask(@By() actor: Actor, @Body() input: AskDisposal) {
    return presentRequest(await this.requests.ask(actor, input));
  }

  @Get()
  @May('record:read')
  @Does('listDisposalRequests', 'List requests for disposal, and disposals')
  @AnswersList('requests for disposal', DisposalRequestAnswer)
  list(@Query() query: DisposalRequestQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(DISPOSAL_REQUEST_LIST, { query, as, scope });
  }

  @Get(':id')
  @May('record:read')
  @Does('getDisposalRequest', 'Read a request for disposal, now or as of a day')
  @Answers(200, 'The request and what came of it', DisposalRequestAnswer)
  async get(@Id() id: string, @Query() { asOf }: AsOf) {
    return presentRequest(await this.requests.get(id, asOf));
  }

  @Post(':id/approve')
  @May('disposal:decide')
  @Does('approveDisposal', 'Approve a disposal: the bytes go for good')
  @Answers(200, 'The request with its disposal', DisposalRequestAnswer)
  async approve(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    return presentRequest(await this.disposals.approve(actor, id, reason));
  }

  @Post(':id/reject')
  @May('disposal:decide')
  @Does('rejectDisposal', 'Reject a disposal: the bytes stay')
  @Answers(200, 'The request, rejected', DisposalRequestAnswer)
  async reject(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    return presentRequest(await this.requests.reject(actor, id, reason));
  }
}
