import { Body, Controller, Get, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { ReaderScope, Within, WithinList } from '../access/within';
import type { Scope } from '../database/scope';
import { Answers, AnswersIn, AnswersList } from '../http/answers';
import { Does } from '../http/does';
import { ListAnswers } from '../http/list-answers';
import { As, type FormatName } from '../http/list-format';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { DossierJobs } from './dossier-jobs.service';
import { presentDossier, presentJob, RequestDossier } from './dossier.dto';
import { DOSSIER_LIST } from './dossier.list';
import { DossierQuery, VersionDossierQuery } from './dossier-list.dto';
import { Dossiers } from './dossiers.service';
import { DossierAnswer, DossierJobAnswer } from './dossier.answer';

const PDF = 'application/pdf';
/** Of bytes that are taken as they are: whoever hashes them must have them as the PDF has. */
const BYTES = 'application/octet-stream';

@ApiTags('Dossiers')
@Controller('api/v1')
export class DossiersController {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly jobs: DossierJobs,
    private readonly lists: ListAnswers,
  ) {}

  @Post('versions/:id/dossiers')
  @May('dossier:issue')
  @Does('requestDossier', 'Ask for a dossier to be issued')
  @Answers(202, 'The job that makes it', DossierJobAnswer)
  async request(@By() actor: Actor, @Id() id: string, @Body() input: RequestDossier) {
    return presentJob(await this.jobs.request(actor, id, input));
  }

  @Get('versions/:id/dossiers')
  @May('record:read')
  @Within('model_version')
  @Does('listDossiers', 'List the dossiers of a version')
  @AnswersList('dossiers of the version', DossierAnswer)
  list(
    @Id() id: string,
    @Query() query: VersionDossierQuery,
    @As() as: FormatName,
    @ReaderScope() scope: Scope | null,
  ) {
    return this.lists.answer(DOSSIER_LIST, { query, as, scope, within: { versionId: id } });
  }

  @Get('dossiers')
  @May('record:read')
  @WithinList('dossier')
  @Does('listAllDossiers', 'List dossiers of all versions')
  @AnswersList('dossiers', DossierAnswer)
  listAll(@Query() query: DossierQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(DOSSIER_LIST, { query, as, scope });
  }

  @Get('dossiers/:id')
  @May('record:read')
  @Within('dossier')
  @Does('getDossier', 'Read what is known of a dossier')
  @Answers(200, 'The dossier', DossierAnswer)
  async get(@Id() id: string) {
    return presentDossier(await this.dossiers.get(id));
  }

  @Get('dossiers/:id/pdf')
  @May('record:read')
  @Within('dossier')
  @Does('getDossierPdf', 'Read the PDF of a dossier')
  @AnswersIn(200, 'The PDF', PDF)
  async pdf(@Id() id: string) {
    const { dossier, file, stream } = await this.dossiers.open(id);
    const disposition = `attachment; filename="${dossier.code}.pdf"`;
    return new StreamableFile(stream, { type: PDF, disposition, length: Number(file.size) });
  }

  @Get('dossiers/:id/long-term-pdf')
  @May('record:read')
  @Within('dossier')
  @Does('getLongTermPdf', 'Read the PDF of a dossier with what checks its seal later')
  @AnswersIn(200, 'The PDF as it was issued, and after its last byte what was added to its seal, if anything was', PDF)
  async longTermPdf(@Id() id: string) {
    const { dossier, length, stream } = await this.dossiers.openLongTerm(id);
    const disposition = `attachment; filename="${dossier.code}.pdf"`;
    return new StreamableFile(stream, { type: PDF, disposition, length });
  }

  @Get('dossiers/:id/record')
  @May('record:read')
  @Within('dossier')
  @Does('getDossierRecord', 'Read the record from which a dossier was drawn')
  @AnswersIn(200, 'The file record.json that the PDF carries, byte for byte', BYTES)
  async record(@Id() id: string) {
    const { dossier, bytes } = await this.dossiers.record(id);
    const disposition = `attachment; filename="${dossier.code}-record.json"`;
    return new StreamableFile(bytes, { type: BYTES, disposition, length: bytes.length });
  }
}
