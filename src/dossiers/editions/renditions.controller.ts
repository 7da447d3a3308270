import { Body, Controller, Get, Post, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../../access/by';
import { May } from '../../access/may';
import { Within } from '../../access/within';
import { Answers, AnswersIn } from '../../http/answers';
import { Does } from '../../http/does';
import { Id } from '../../http/parameters';
import type { Actor } from '../../kernel/actor';
import { DossierRenditions } from './dossier-renditions.service';
import { DossierRenditionAnswer, FieldDisclosuresAnswer } from './rendition.answer';
import { MakeRendition, presentRendition } from './rendition.dto';

const PDF = 'application/pdf';

@ApiTags('Dossiers')
@Controller('api/v1')
export class RenditionsController {
  constructor(private readonly renditions: DossierRenditions) {}

  @Post('dossiers/:id/renditions')
  @May('dossier:issue')
  @Does('makeDossierRendition', 'Make a copy of a dossier without attachments, or one with fields withheld')
  @Answers(201, 'The rendition, which is no dossier', DossierRenditionAnswer)
  async make(@By() actor: Actor, @Id() id: string, @Body() input: MakeRendition) {
    return presentRendition(await this.renditions.make(actor, id, input));
  }

  @Get('dossier-renditions/:id')
  @May('record:read')
  @Within('dossier_rendition')
  @Does('getDossierRendition', 'Read what is known of a rendition')
  @Answers(200, 'The rendition', DossierRenditionAnswer)
  async get(@Id() id: string) {
    return presentRendition(await this.renditions.get(id));
  }

  @Get('dossier-renditions/:id/pdf')
  @May('record:read')
  @Within('dossier_rendition')
  @Does('getDossierRenditionPdf', 'Read the PDF of a rendition')
  @AnswersIn(200, 'The PDF, marked as a rendition on every page', PDF)
  async pdf(@Id() id: string) {
    const { name, file, stream } = await this.renditions.open(id);
    const disposition = `attachment; filename="${name}"`;
    return new StreamableFile(stream, { type: PDF, disposition, length: Number(file.size) });
  }

  @Get('dossier-renditions/:id/disclosures')
  @May('record:read')
  @Within('dossier_rendition')
  @Does('getFieldDisclosures', 'Read what opens the withheld fields of a rendition')
  @Answers(200, 'Salt and value of each withheld field', FieldDisclosuresAnswer)
  async disclosures(@Id() id: string) {
    return { renditionId: id, disclosures: await this.renditions.disclosures(id) };
  }
}
