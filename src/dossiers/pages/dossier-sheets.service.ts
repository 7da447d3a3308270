import { Injectable } from '@nestjs/common';
import { Assets } from '../../http/pages/assets';
import type { Actor } from '../../kernel/actor';
import { DossierPreviews } from '../dossier-previews.service';
import type { DossierRecord } from '../dossier-record';
import { sectionsOf } from '../gap-numbers';
import { drawnSections } from '../assemble';
import { drawSections, type ShownSection } from '../html/draw-sections';
import { whereMended } from './where-mended';

/** What a dossier would say today as pages of HTML, drawn from the blocks of the PDF. Nothing is stored. */
@Injectable()
export class DossierSheets {
  constructor(
    private readonly previews: DossierPreviews,
    private readonly assets: Assets,
  ) {}

  async of(actor: Actor, versionId: string, template: string): Promise<[DossierRecord, ShownSection[]]> {
    const record = await this.previews.record(versionId, template, { id: 'draft', code: 'DRAFT', by: actor.name });
    const ground = {
      sprite: this.assets.href('icons.svg'),
      mends: (gap: Parameters<typeof whereMended>[0]) => whereMended(gap, record.version),
    };
    return [record, drawSections(drawnSections(sectionsOf(record)), ground)];
  }
}
