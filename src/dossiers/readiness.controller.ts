import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { Within } from '../access/within';
import { Answers, AnswersIn } from '../http/answers';
import { Does } from '../http/does';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { DossierPreviews } from './dossier-previews.service';
import { TemplateQuery } from './dossier.dto';
import { DossierReadinessAnswer } from './readiness.answer';

const PDF = 'application/pdf';

@ApiTags('Dossiers')
@Controller('api/v1/versions/:id')
export class ReadinessController {
  constructor(private readonly previews: DossierPreviews) {}

  @Get('readiness')
  @May('record:read')
  @Within('model_version')
  @Does('getReadiness', 'Ask what is missing for a dossier')
  @Answers(200, 'What is missing for a dossier, each with its citation and where to mend it', DossierReadinessAnswer)
  readiness(@Id() id: string, @Query() { template }: TemplateQuery) {
    return this.previews.readiness(id, template);
  }

  @Get('dossier-preview')
  @May('record:read')
  @Within('model_version')
  @Does('previewDossier', 'Draw a dossier as a draft')
  @AnswersIn(200, 'The dossier as it would be, marked as a draft on every page', PDF)
  async preview(@By() actor: Actor, @Id() id: string, @Query() { template }: TemplateQuery) {
    const { pdf } = await this.previews.preview(actor, id, template);
    const disposition = 'inline; filename="draft.pdf"';
    return new StreamableFile(pdf.read(), { type: PDF, disposition, length: pdf.size });
  }
}
