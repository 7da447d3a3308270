import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { By } from '../../access/by';
import { May } from '../../access/may';
import { DossierJobs } from '../../dossiers/dossier-jobs.service';
import { Does } from '../../http/does';
import { Act, Page } from '../../http/pages/page';
import { seeOther } from '../../http/pages/see-other';
import { Id } from '../../http/parameters';
import { RunTask } from '../../jobs/job.dto';
import { Jobs } from '../../jobs/jobs.service';
import type { Actor } from '../../kernel/actor';
import { Asked } from '../../lists/list-asked';
import type { ListAsk } from '../../lists/list-pages.service';
import { JobListQuery } from './job-list-page';
import { presentJobPage } from './job-page';
import { ListedJobs } from './listed-jobs.service';

/** Work in the background, for people. */
@Controller('jobs')
export class JobsPages {
  constructor(
    private readonly listed: ListedJobs,
    private readonly jobs: Jobs,
    private readonly dossiers: DossierJobs,
  ) {}

  @Get()
  @May('job:read')
  @Does('showJobs', 'Show background work')
  @Page('jobs/jobs')
  all(@Query() query: JobListQuery, @Asked() ask: ListAsk) {
    return this.listed.show(query, ask);
  }

  @Get(':id')
  @May('job:read')
  @Does('showJob', 'Show what became of a job')
  @Page('jobs/job')
  async one(@Id() id: string, @Asked() { roles }: ListAsk) {
    return presentJobPage(await this.jobs.get(id), roles);
  }

  @Post()
  @May('job:run')
  @Does('runTaskByForm', 'Run a scheduled task now, by a form')
  @Act()
  async run(@By() actor: Actor, @Body() { task }: RunTask) {
    return seeOther(`/jobs/${(await this.jobs.runNow(task, actor.name)).id}`);
  }

  @Post(':id/retry')
  @May('job:run')
  @Does('retryJobByForm', 'Try a failed job again, by a form')
  @Act()
  async retry(@By() actor: Actor, @Id() id: string) {
    return seeOther(`/jobs/${(await this.jobs.retry(id, actor.name)).id}`);
  }

  @Post(':id/cancel')
  @May('dossier:issue')
  @Does('cancelDossierByForm', 'Cancel a dossier that is not made yet, by a form')
  @Act()
  async cancel(@By() actor: Actor, @Id() id: string) {
    return seeOther(`/jobs/${(await this.dossiers.cancel(actor, id)).id}`);
  }
}
