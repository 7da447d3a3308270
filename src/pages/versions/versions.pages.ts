import { Controller, Get } from '@nestjs/common';
import { May } from '../../access/may';
import { ReaderScope, Within } from '../../access/within';
import type { Scope } from '../../database/scope';
import { Does } from '../../http/does';
import { ListAnswers } from '../../http/list-answers';
import { Page } from '../../http/pages/page';
import { Id } from '../../http/parameters';
import { Models } from '../../models/models.service';
import { Versions } from '../../models/versions.service';
import { DOSSIER_LIST } from '../../dossiers/dossier.list';
import { DEFAULT_TEMPLATE } from '../../dossiers/dossier.dto';
import { DossierPreviews } from '../../dossiers/dossier-previews.service';
import { presentVersionPage } from './version-page';

/** Versions, for people; their page reads from every room. */
@Controller('versions')
export class VersionsPages {
  constructor(
    private readonly versions: Versions,
    private readonly models: Models,
    private readonly previews: DossierPreviews,
    private readonly lists: ListAnswers,
  ) {}

  @Get(':id')
  @May('record:read')
  @Within('model_version')
  @Does('showVersion', 'Show a version, what its dossier lacks and its dossiers')
  @Page('versions/overview')
  async one(@Id() id: string, @ReaderScope() scope: Scope | null) {
    const version = await this.versions.get(id);
    const model = await this.models.get(version.modelId);
    const readiness = await this.previews.readiness(id, DEFAULT_TEMPLATE);
    const dossiers = await this.lists.page(DOSSIER_LIST, { query: {}, scope, within: { versionId: id } });
    return presentVersionPage({ model, version }, readiness, dossiers);
  }
}
