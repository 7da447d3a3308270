import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import type { Scope } from '../../database/scope';
import { ListAnswers } from '../../http/list-answers';
import { SIGNATURE_LIST } from '../../signatures/signature.list';
import { SigningStates } from '../../signatures/signing-states';
import { DOSSIER_LIST } from '../dossier.list';
import { Dossiers } from '../dossiers.service';
import type { ShelfFacts } from './dossier-page';

const SHOWN = 20;

/** Reads what the page of one dossier shows; of others only what the reader was given. */
@Injectable()
export class DossierShelf {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly lists: ListAnswers,
    private readonly states: SigningStates,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async of(id: string, scope: Scope | null, maySign: boolean): Promise<ShelfFacts> {
    const about = await this.dossiers.about(id);
    const signed = { limit: SHOWN, sort: 'signedAt', process: 'dossier-issue', recordId: id };
    const others = { limit: SHOWN, sort: '-issuedAt' };
    const within = { versionId: about.version.id };
    return {
      ...about,
      signatures: (await this.lists.page(SIGNATURE_LIST, { query: signed, scope })).items,
      others: (await this.lists.page(DOSSIER_LIST, { query: others, scope, within })).items,
      lacking: maySign ? await this.lacking(id) : [],
    };
  }

  /** Which signatures are still to be given, and by whom; that is nothing for who only reads. */
  private async lacking(id: string): Promise<string[]> {
    const { steps } = await this.states.of(this.unitOfWork.manager, 'dossier-issue', id);
    return steps.filter(({ signed, minimum }) => signed < minimum).map(({ meaning, role }) => `${meaning} by ${role}`);
  }
}
