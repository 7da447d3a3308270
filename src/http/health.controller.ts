import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ForEverybody } from '../access/may';
import { Answers } from './answers';
import { Standing } from './standing';

@ApiTags('Service')
@Controller('health')
export class HealthController {
  constructor(private readonly standing: Standing) {}

  @Get('live')
  @ForEverybody()
  @Answers(200, 'The process lives; nothing else is looked at')
  live() {
    return { status: 'live' };
  }

  @Get('ready')
  @ForEverybody()
  @Answers(200, 'Requests may be sent here: the database answers and its schema is this program’s')
  async ready() {
    await this.standing.requireReady();
    return { status: 'ready' };
  }
}
