import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { Answers } from '../http/answers';
import { Does } from '../http/does';
import type { Actor } from '../kernel/actor';
import { DraftPlace, KeepDraft, presentDraft } from './form-draft.dto';
import { FormDrafts } from './form-drafts.service';
import { FormDraftAnswer } from './form-draft.answer';

@ApiTags('Drafts')
@Controller('api/v1/form-drafts')
export class FormDraftsController {
  constructor(private readonly drafts: FormDrafts) {}

  @Put(':form/:subject')
  @May('draft:keep')
  @Does('keepFormDraft', 'Keep a half-filled form')
  @Answers(200, 'The draft, kept for thirty days', FormDraftAnswer)
  async keep(@By() actor: Actor, @Param() place: DraftPlace, @Body() input: KeepDraft) {
    return presentDraft(await this.drafts.keep(actor, place, input));
  }

  @Get(':form/:subject')
  @May('draft:keep')
  @Does('getFormDraft', 'Read a half-filled form')
  @Answers(200, 'The caller’s own draft', FormDraftAnswer)
  async get(@By() actor: Actor, @Param() place: DraftPlace) {
    return presentDraft(await this.drafts.get(actor, place));
  }

  @Delete(':form/:subject')
  @May('draft:keep')
  @Does('discardFormDraft', 'Let a half-filled form go')
  @Answers(200, 'The draft that was let go', FormDraftAnswer)
  async discard(@By() actor: Actor, @Param() place: DraftPlace) {
    return presentDraft(await this.drafts.discard(actor, place));
  }
}
