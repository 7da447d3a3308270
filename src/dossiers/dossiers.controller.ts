import { Body, Controller, Get, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { Answers } from '../http/answers';
import { AnswersList } from '../http/answers-list';
import { ListAnswers } from '../http/list-answers';
import { As, type FormatName } from '../http/list-format';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { DossierJobs } from './dossier-jobs.service';
import { DossierWorker } from './dossier-worker';
import { presentDossier, presentJob, RequestDossier } from './dossier.dto';
import { DOSSIER_LIST } from './dossier.list';
import { DossierQuery, VersionDossierQuery } from './dossier-list.dto';
import { Dossiers } from './dossiers.service';

const PDF = 'application/pdf';

@ApiTags('Dossiers')
@Controller('api/v1')
export class DossiersController {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly jobs: DossierJobs,
    private readonly worker: DossierWorker,
    private readonly lists: ListAnswers,
  ) {}

  @Post('versions/:id/dossiers')
  @May('dossier:issue')
  @Answers(202, 'The job that makes it')
  async request(@By() actor: Actor, @Id() id: string, @Body() input: RequestDossier) {
    const job = await this.jobs.request(actor, id, input);
    this.worker.startWhenDurable(job);
    return presentJob(job);
  }

  @Get('versions/:id/dossiers')
  @May('record:read')
  @AnswersList('dossiers of the version')
  list(@Id() id: string, @Query() query: VersionDossierQuery, @As() as: FormatName) {
    return this.lists.answer(DOSSIER_LIST, { query, as, within: { versionId: id } });
  }

  @Get('dossiers')
  @May('record:read')
  @AnswersList('dossiers')
  listAll(@Query() query: DossierQuery, @As() as: FormatName) {
    return this.lists.answer(DOSSIER_LIST, { query, as });
  }

  @Get('dossier-jobs/:id')
  @May('record:read')
  @Answers(200, 'The job as it stands')
  async job(@Id() id: string) {
    return presentJob(await this.jobs.get(id));
  }

  @Get('dossiers/:id')
  @May('record:read')
  @Answers(200, 'The dossier')
  async get(@Id() id: string) {
    return presentDossier(await this.dossiers.get(id));
  }

  @Get('dossiers/:id/pdf')
  @May('record:read')
  @Answers(200, 'The PDF', PDF)
  async pdf(@Id() id: string) {
    const { dossier, file, stream } = await this.dossiers.open(id);
    const disposition = `attachment; filename="${dossier.code}.pdf"`;
    return new StreamableFile(stream, { type: PDF, disposition, length: Number(file.size) });
  }
}
