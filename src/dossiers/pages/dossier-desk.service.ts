import { Injectable } from '@nestjs/common';
import type { Scope } from '../../database/scope';
import { ListAnswers } from '../../http/list-answers';
import { DossierPreviews } from '../dossier-previews.service';
import { DossierProgress } from '../dossier-progress';
import { DOSSIER_LIST } from '../dossier.list';
import type { DeskFacts } from './desk-page';

/** Earlier dossiers beside the next one; the list has all of them. */
const SHOWN = 10;

/** Reads what the page of the next dossier shows. */
@Injectable()
export class DossierDesk {
  constructor(
    private readonly previews: DossierPreviews,
    private readonly progress: DossierProgress,
    private readonly lists: ListAnswers,
  ) {}

  async of(versionId: string, template: string, scope: Scope | null): Promise<Omit<DeskFacts, 'mayIssue'>> {
    const record = await this.previews.record(versionId, template, { id: 'draft', code: 'DRAFT', by: 'nobody' });
    const query = { limit: SHOWN, sort: '-issuedAt', versionId };
    return {
      record,
      dossiers: await this.lists.page(DOSSIER_LIST, { query, scope }),
      job: await this.progress.lastOf(versionId),
    };
  }
}
