import { Controller, Get } from '@nestjs/common';
import { May } from '../../access/may';
import { ReaderScope, Within } from '../../access/within';
import type { Scope } from '../../database/scope';
import { Does } from '../../http/does';
import { Page } from '../../http/pages/page';
import { Id } from '../../http/parameters';
import { DossierChanges } from '../changes/dossier-changes.service';
import { presentChanges } from './changes-page';

/** What issued dossiers say otherwise than those before them, for people. */
@Controller('dossiers')
export class DossierChangesPages {
  constructor(private readonly changes: DossierChanges) {}

  @Get(':id/changes')
  @May('record:read')
  @Within('dossier')
  @Does('showDossierChanges', 'Show what a dossier says otherwise than the one before it')
  @Page('dossiers/changes')
  async changed(@Id() id: string, @ReaderScope() scope: Scope | null) {
    return presentChanges(await this.changes.of(id, scope));
  }
}
