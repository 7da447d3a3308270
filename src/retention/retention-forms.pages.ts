import { Body, Controller, Get, Post } from '@nestjs/common';
import { By } from '../access/by';
import { May } from '../access/may';
import { Does } from '../http/does';
import type { Said } from '../http/pages/forms/said';
import { DeskForm, Page } from '../http/pages/page';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { RetentionForms } from './retention-forms.service';

/** The forms about retention. */
@Controller('settings/retention')
export class RetentionFormsPages {
  constructor(private readonly forms: RetentionForms) {}

  @Get('rules/:id/lengthen')
  @May('retention:set')
  @Does('showLengthening', 'Show the form that lengthens a period')
  @Page('people/form')
  showLengthening(@By() actor: Actor, @Id() id: string) {
    return this.forms.showLengthening(actor, id);
  }

  @Post('rules/:id/lengthen')
  @May('retention:set')
  @Does('lengthenByForm', 'Keep a kind of record longer, by its form')
  @DeskForm('people/form')
  lengthen(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    return this.forms.lengthen(actor, id, said);
  }

  @Get('holds/new')
  @May('hold:place')
  @Does('showNewHold', 'Show the form of a new legal hold')
  @Page('people/form')
  showHold(@By() actor: Actor) {
    return this.forms.showHold(actor);
  }

  @Post('holds/new')
  @May('hold:place')
  @Does('placeHoldByForm', 'Place a legal hold by its form')
  @DeskForm('people/form')
  placeHold(@By() actor: Actor, @Body() said: Said) {
    return this.forms.placeHold(actor, said);
  }

  @Get('disposals/new')
  @May('disposal:request')
  @Does('showNewDisposal', 'Show the form that asks for a disposal')
  @Page('people/form')
  showDisposal(@By() actor: Actor) {
    return this.forms.showDisposal(actor);
  }

  @Post('disposals/new')
  @May('disposal:request')
  @Does('askDisposalByForm', 'Ask for a disposal by its form')
  @DeskForm('people/form')
  askDisposal(@By() actor: Actor, @Body() said: Said) {
    return this.forms.askDisposal(actor, said);
  }
}
