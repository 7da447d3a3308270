import { Controller, Get } from '@nestjs/common';
import { May } from '../../access/may';
import { MayAlso } from '../../access/may-also';
import { ByReader, type Reading } from '../../access/reading';
import { Within } from '../../access/within';
import { DossierRenditions } from '../../dossiers/editions/dossier-renditions.service';
import { presentRenditions } from '../../dossiers/editions/renditions-page';
import { presentDossierPage } from '../../dossiers/pages/dossier-page';
import { DossierShelf } from '../../dossiers/pages/dossier-shelf.service';
import { Does } from '../../http/does';
import { Page } from '../../http/pages/page';
import { Id } from '../../http/parameters';
import { presentAround } from './record-frame';
import { RecordFrames } from './record-frames.service';

/** Issued dossiers, each on a page of its own. */
@Controller('dossiers')
export class DossierRecordPages {
  constructor(
    private readonly shelf: DossierShelf,
    private readonly renditions: DossierRenditions,
    private readonly frames: RecordFrames,
  ) {}

  @Get(':id')
  @May('record:read')
  @Within('dossier')
  @Does('showDossier', 'Show a dossier with its digests and signatures')
  @Page('dossiers/dossier')
  async one(
    @Id() id: string,
    @ByReader() reader: Reading,
    @MayAlso('signature:give') maySign: boolean,
    @MayAlso('dossier:issue') mayMake: boolean,
  ) {
    return {
      ...presentDossierPage(await this.shelf.of(id, reader.scope, maySign)),
      renditions: presentRenditions(id, await this.renditions.of(id), mayMake),
      frame: presentAround(await this.frames.of({ type: 'dossier', id, reader })),
    };
  }
}
