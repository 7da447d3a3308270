import { Controller, Get } from '@nestjs/common';
import { May } from '../../access/may';
import { MayAlso } from '../../access/may-also';
import { ReaderScope, Within } from '../../access/within';
import type { Scope } from '../../database/scope';
import { Does } from '../../http/does';
import { Page } from '../../http/pages/page';
import { Id } from '../../http/parameters';
import { DossierChanges } from '../changes/dossier-changes.service';
import { DossierRenditions } from '../editions/dossier-renditions.service';
import { presentRenditions } from '../editions/renditions-page';
import { presentChanges } from './changes-page';
import { presentDossierPage } from './dossier-page';
import { DossierShelf } from './dossier-shelf.service';

/** Issued dossiers, for people. */
@Controller('dossiers')
export class DossiersPages {
  constructor(
    private readonly shelf: DossierShelf,
    private readonly changes: DossierChanges,
    private readonly renditions: DossierRenditions,
  ) {}

  @Get(':id')
  @May('record:read')
  @Within('dossier')
  @Does('showDossier', 'Show a dossier with its digests and signatures')
  @Page('dossiers/dossier')
  async one(
    @Id() id: string,
    @ReaderScope() scope: Scope | null,
    @MayAlso('signature:give') maySign: boolean,
    @MayAlso('dossier:issue') mayMake: boolean,
  ) {
    const renditions = presentRenditions(id, await this.renditions.of(id), mayMake);
    return { ...presentDossierPage(await this.shelf.of(id, scope, maySign)), renditions };
  }

  @Get(':id/changes')
  @May('record:read')
  @Within('dossier')
  @Does('showDossierChanges', 'Show what a dossier says otherwise than the one before it')
  @Page('dossiers/changes')
  async changed(@Id() id: string, @ReaderScope() scope: Scope | null) {
    return presentChanges(await this.changes.of(id, scope));
  }
}
