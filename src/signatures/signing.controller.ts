import { Body, Controller, Inject, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { InPerson, type Present } from '../access/by';
import { May } from '../access/may';
import { OWN_ORIGIN, type OwnOrigin } from '../access/own-origin';
import { knownRelyingParty } from '../access/passkeys/relying-party';
import { whenceOf } from '../access/sessions/session.dto';
import { Answers } from '../http/answers';
import { Does } from '../http/does';
import { Repeatable } from '../http/repeatable';
import { UsedOnce } from '../http/turns.interceptor';
import { Id } from '../http/parameters';
import { type Place, SignatureRequests } from './signature-requests.service';
import { SignatureAnswer, SignatureRequestAnswer } from './signature.answer';
import { AskToSign, presentRequest, presentSignature, Sign } from './signature.dto';
import { Signings } from './signings.service';

@ApiTags('Signatures')
@Controller('api/v1/signature-requests')
export class SigningController {
  constructor(
    private readonly requests: SignatureRequests,
    private readonly signings: Signings,
    @Inject(OWN_ORIGIN) private readonly own: OwnOrigin,
  ) {}

  @Post()
  @May('signature:give')
  @Repeatable()
  @Does('askToSign', 'See what one would sign, and in which words')
  @Answers(201, 'What is signed if one does, for five minutes', SignatureRequestAnswer)
  async ask(@InPerson() present: Present, @Body() input: AskToSign, @Req() request: FastifyRequest) {
    return presentRequest(await this.requests.make(present, input, this.placeOf(request)));
  }

  @Post(':id/signatures')
  @May('signature:give')
  @Repeatable()
  @UsedOnce()
  @Does('signRecord', 'Sign what a request shows', 'A request is signed once: a second time is refused as request-used')
  @Answers(201, 'The signature', SignatureAnswer)
  async sign(@InPerson() present: Present, @Id() id: string, @Body() input: Sign, @Req() request: FastifyRequest) {
    return presentSignature(await this.signings.sign(present, id, input, this.placeOf(request)));
  }

  private placeOf(request: FastifyRequest): Place {
    return { at: knownRelyingParty(request, this.own), whence: whenceOf(request) };
  }
}
