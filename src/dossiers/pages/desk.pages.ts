import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { By } from '../../access/by';
import { May } from '../../access/may';
import { MayAlso } from '../../access/may-also';
import { ReaderScope, Within } from '../../access/within';
import type { Scope } from '../../database/scope';
import { Does } from '../../http/does';
import { Act, Page } from '../../http/pages/page';
import { seeOther } from '../../http/pages/see-other';
import { Id } from '../../http/parameters';
import type { Actor } from '../../kernel/actor';
import { DossierJobs } from '../dossier-jobs.service';
import { TemplateQuery } from '../dossier.dto';
import { presentDesk } from './desk-page';
import { DossierDesk } from './dossier-desk.service';
import { DossierSheets } from './dossier-sheets.service';
import { IssueDossierForm } from './issue-dossier.dto';
import { presentSheet } from './sheet-page';

/** The next dossier of a version, for people: what is missing, how it would read, and its issue. */
@Controller('versions/:id/dossier')
export class DeskPages {
  constructor(
    private readonly desk: DossierDesk,
    private readonly sheets: DossierSheets,
    private readonly jobs: DossierJobs,
  ) {}

  @Get()
  @May('record:read')
  @Within('model_version')
  @Does('showDossierDesk', 'Show what is missing for a dossier, and how to issue it')
  @Page('dossiers/desk')
  async show(
    @Id() id: string,
    @Query() { template }: TemplateQuery,
    @ReaderScope() scope: Scope | null,
    @MayAlso('dossier:issue') mayIssue: boolean,
  ) {
    return presentDesk({ ...(await this.desk.of(id, template, scope)), mayIssue });
  }

  @Post()
  @May('dossier:issue')
  @Does('issueDossierByForm', 'Ask for a dossier to be issued, by a form')
  @Act()
  async issue(@By() actor: Actor, @Id() id: string, @Body() input: IssueDossierForm) {
    const { id: job } = await this.jobs.request(actor, id, input);
    return seeOther(`/dossier-jobs/${job}`);
  }

  @Get('preview')
  @May('record:read')
  @Within('model_version')
  @Does('showDossierPreview', 'Show how a dossier would read')
  @Page('dossiers/preview')
  async preview(@By() actor: Actor, @Id() id: string, @Query() { template }: TemplateQuery) {
    return presentSheet(...(await this.sheets.of(actor, id, template)));
  }
}
