import { Body, Controller, Get, Header, Post, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { Within } from '../access/within';
import { Answers, AnswersIn } from '../http/answers';
import { MayBecause } from '../http/because.dto';
import { Does } from '../http/does';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { DossierEvents } from './dossier-events.service';
import { DossierJobs } from './dossier-jobs.service';
import { DossierProgress } from './dossier-progress';
import { DossierJobAnswer } from './dossier.answer';
import { presentJob } from './dossier.dto';

const EVENTS = 'text/event-stream';

@ApiTags('Dossiers')
@Controller('api/v1/dossier-jobs')
export class DossierJobsController {
  constructor(
    private readonly jobs: DossierJobs,
    private readonly progress: DossierProgress,
    private readonly events: DossierEvents,
  ) {}

  @Get(':id')
  @May('record:read')
  @Within('dossier_job')
  @Does('getDossierJob', 'Read how far a dossier is')
  @Answers(200, 'The job as it stands', DossierJobAnswer)
  async job(@Id() id: string) {
    return presentJob(await this.progress.get(id));
  }

  @Get(':id/events')
  @May('record:read')
  @Within('dossier_job')
  @Does('followDossierJob', 'Follow how far a dossier is')
  @Header('X-Accel-Buffering', 'no')
  @AnswersIn(
    200,
    'The job as it stands and whenever that changes, as events `progress` in JSON, until it is over',
    EVENTS,
  )
  async follow(@Id() id: string) {
    return new StreamableFile(await this.events.follow(id), { type: EVENTS });
  }

  @Post(':id/cancel')
  @May('dossier:issue')
  @Does('cancelDossier', 'Cancel a dossier that is not made yet')
  @Answers(200, 'The job, which is over', DossierJobAnswer)
  async cancel(@By() actor: Actor, @Id() id: string, @Body() { reason }: MayBecause) {
    return presentJob(await this.jobs.cancel(actor, id, reason));
  }
}
