import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ForEverybody } from '../access/may';
import { Answers } from './answers';
import { Does } from './does';
import { Standing } from './standing';
import { LivenessAnswer, ReadyAnswer } from './health.answer';

@ApiTags('Service')
@Controller('health')
export class HealthController {
  constructor(private readonly standing: Standing) {}

  @Get('live')
  @ForEverybody()
  @Does('checkLive', 'Ask whether the process lives')
  @Answers(200, 'The process lives; nothing else is looked at', LivenessAnswer)
  live() {
    return { status: 'live' };
  }

  @Get('ready')
  @ForEverybody()
  @Does('checkReady', 'Ask whether requests may be sent')
  @Answers(200, 'Requests may be sent here: the database answers and its schema is this program’s', ReadyAnswer)
  async ready() {
    return { status: 'ready', log: await this.standing.requireReady() };
  }
}
