import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers } from '../../http/answers';
import { Does } from '../../http/does';
import { Repeatable } from '../../http/repeatable';
import type { Actor } from '../../kernel/actor';
import { By } from '../by';
import { May } from '../may';
import { OWN_ORIGIN, type OwnOrigin } from '../own-origin';
import { StepUpDepartureAnswer } from './openid.answer';
import { BeginStepUp, presentDeparture, returnAddressOf } from './openid.dto';
import { StepUpCeremonies } from './step-up-ceremonies.service';

@ApiTags('People')
@Controller('api/v1/step-ups')
export class StepUpsController {
  constructor(
    private readonly ceremonies: StepUpCeremonies,
    @Inject(OWN_ORIGIN) private readonly own: OwnOrigin,
  ) {}

  @Post()
  @May('self:act')
  @Repeatable()
  @Does(
    'beginStepUp',
    'Begin to prove anew who one is',
    'To the OpenID issuer: for one signature, or to change what one signs in with in a session of more than ten minutes',
  )
  @Answers(201, 'Where the browser is to go, within ten minutes', StepUpDepartureAnswer)
  async begin(
    @By() actor: Actor,
    @Body() said: BeginStepUp,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const departed = await this.ceremonies.begin(actor, said.for ?? null, returnAddressOf(request, this.own));
    return { id: departed.id, ...presentDeparture(reply, departed) };
  }
}
