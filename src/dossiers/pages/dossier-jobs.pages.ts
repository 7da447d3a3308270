import { Body, Controller, Get, Post } from '@nestjs/common';
import { By } from '../../access/by';
import { May } from '../../access/may';
import { MayAlso } from '../../access/may-also';
import { Within } from '../../access/within';
import { Does } from '../../http/does';
import { Act, Page } from '../../http/pages/page';
import { seeOther } from '../../http/pages/see-other';
import { Id } from '../../http/parameters';
import type { Actor } from '../../kernel/actor';
import { MayBecause } from '../../http/because.dto';
import { DossierJobs } from '../dossier-jobs.service';
import { DossierProgress } from '../dossier-progress';
import { presentJobPage } from './dossier-job-page';

/** How far a dossier is, for people. */
@Controller('dossier-jobs')
export class DossierJobsPages {
  constructor(
    private readonly jobs: DossierJobs,
    private readonly progress: DossierProgress,
  ) {}

  @Get(':id')
  @May('record:read')
  @Within('dossier_job')
  @Does('showDossierJob', 'Show how far a dossier is')
  @Page('dossiers/job')
  async show(@Id() id: string, @MayAlso('dossier:issue') mayIssue: boolean) {
    return presentJobPage(await this.progress.get(id), mayIssue);
  }

  @Post(':id/cancel')
  @May('dossier:issue')
  @Does('cancelDossierByForm', 'Stop the issue of a dossier, by a form')
  @Act()
  async cancel(@By() actor: Actor, @Id() id: string, @Body() { reason }: MayBecause) {
    await this.jobs.cancel(actor, id, reason);
    return seeOther(`/dossier-jobs/${id}`);
  }
}
