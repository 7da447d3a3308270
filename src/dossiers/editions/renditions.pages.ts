import { Body, Controller, Post } from '@nestjs/common';
import { By } from '../../access/by';
import { May } from '../../access/may';
import { Does } from '../../http/does';
import { Act } from '../../http/pages/page';
import { seeOther } from '../../http/pages/see-other';
import { Id } from '../../http/parameters';
import type { Actor } from '../../kernel/actor';
import { DossierRenditions } from './dossier-renditions.service';
import { RenditionForm } from './rendition-form.dto';

/** Renditions of a dossier, by buttons on its page. */
@Controller('dossiers')
export class RenditionsPages {
  constructor(private readonly renditions: DossierRenditions) {}

  @Post(':id/renditions')
  @May('dossier:issue')
  @Does('makeDossierRenditionByForm', 'Make a rendition of a dossier, by a form')
  @Act()
  async make(@By() actor: Actor, @Id() id: string, @Body() input: RenditionForm) {
    await this.renditions.make(actor, id, input);
    return seeOther(`/dossiers/${id}#renditions`);
  }
}
