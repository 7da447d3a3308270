import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../../access/by';
import { May } from '../../access/may';
import { TellsOfNone } from '../../access/within';
import { Answers } from '../../http/answers';
import { Does } from '../../http/does';
import type { Actor } from '../../kernel/actor';
import { SignaturePlanAnswer, SignaturePlansAnswer } from './signature-plan.answer';
import { presentPlan, StatePlan } from './signature-plan.dto';
import { SignaturePlans } from './signature-plans.service';

@ApiTags('Signatures')
@Controller('api/v1/signature-plans')
export class SignaturePlansController {
  constructor(private readonly plans: SignaturePlans) {}

  @Get()
  @May('record:read')
  @TellsOfNone()
  @Does('listSignaturePlans', 'Read by which steps records are signed')
  @Answers(200, 'Every process with its steps', SignaturePlansAnswer)
  async list() {
    return { items: (await this.plans.all()).map(presentPlan) };
  }

  @Post()
  @May('signature-plan:state')
  @Does('stateSignaturePlan', 'State by which steps a kind of record is signed', 'Never less than the house asks for')
  @Answers(201, 'What holds from now on', SignaturePlanAnswer)
  async state(@By() actor: Actor, @Body() input: StatePlan) {
    return presentPlan(await this.plans.state(actor, input));
  }
}
