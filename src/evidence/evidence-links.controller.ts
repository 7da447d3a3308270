import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { Within } from '../access/within';
import { Answers, AnswersPage } from '../http/answers';
import { Does } from '../http/does';
import { Because } from '../http/because.dto';
import { PageAsOf } from '../http/page-query.dto';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { presentPage } from '../kernel/page';
import { LinkEvidence, presentLink } from './evidence-link.dto';
import { EvidenceLinks } from './evidence-links.service';
import { EvidenceLinkAnswer } from './evidence-link.answer';

@ApiTags('Evidence')
@Controller('api/v1')
export class EvidenceLinksController {
  constructor(private readonly links: EvidenceLinks) {}

  @Post('evidence/:id/links')
  @May('evidence:record')
  @Does('linkEvidence', 'Link evidence to a claim or a function')
  @Answers(201, 'The link', EvidenceLinkAnswer)
  async add(@By() actor: Actor, @Id() id: string, @Body() input: LinkEvidence) {
    return presentLink(await this.links.add(actor, id, input));
  }

  @Get('evidence/:id/links')
  @May('record:read')
  @Within('evidence')
  @Does('listEvidenceLinks', 'List what evidence is to show, now or as of a day')
  @AnswersPage('links to claims and functions, ended ones among them', EvidenceLinkAnswer)
  async list(@Id() id: string, @Query() { asOf, ...page }: PageAsOf) {
    return presentPage(await this.links.list(id, page, asOf), presentLink);
  }

  @Post('evidence-links/:id/end')
  @May('evidence:record')
  @Does('endEvidenceLink', 'End a link')
  @Answers(200, 'The link, ended', EvidenceLinkAnswer)
  async end(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    return presentLink(await this.links.end(actor, id, reason));
  }
}
