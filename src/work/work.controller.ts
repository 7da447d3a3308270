import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { Answers } from '../http/answers';
import { Does } from '../http/does';
import type { Actor } from '../kernel/actor';
import { WorkListAnswer } from './work.answer';
import { Work } from './work.service';

@ApiTags('Comments')
@Controller('api/v1/me/work')
export class WorkController {
  constructor(private readonly work: Work) {}

  @Get()
  @May('record:read')
  @Does('getMyWork', 'Read what waits for whoever asks')
  @Answers(200, 'What waits, the oldest first', WorkListAnswer)
  mine(@By() { id }: Actor) {
    return this.work.of(id);
  }
}
