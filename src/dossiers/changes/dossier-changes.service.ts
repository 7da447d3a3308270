import { Injectable } from '@nestjs/common';
import type { Scope } from '../../database/scope';
import { ListAnswers } from '../../http/list-answers';
import { Refusal } from '../../kernel/refusal';
import { RECORD_SCHEMA, type DossierRecord } from '../dossier-record';
import type { Dossier } from '../dossier.entity';
import { DOSSIER_LIST } from '../dossier.list';
import { Dossiers } from '../dossiers.service';
import { changesBetween, type SectionChange } from './changes';

/** A dossier beside the one that it took the place of. */
export interface ComparedDossiers {
  readonly newer: Dossier;
  readonly older: Pick<Dossier, 'id' | 'code'>;
  readonly sections: readonly SectionChange[];
}

/** Compares issued dossiers by the records that they carry. */
@Injectable()
export class DossierChanges {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly lists: ListAnswers,
  ) {}

  /** Refuses as `not-found` where there is none before it, or none that the reader was given. */
  async of(id: string, scope: Scope | null): Promise<ComparedDossiers> {
    const { dossier: newer, bytes } = await this.dossiers.record(id);
    const within = { versionId: newer.versionId };
    const { items } = await this.lists.page(DOSSIER_LIST, { query: { limit: 200 }, scope, within });
    const older = items.find((one) => one.id === newer.supersedesId);
    if (older === undefined) throw Refusal.notFound(`A dossier before ${newer.code}`);
    const before = await this.dossiers.record(older.id);
    return { newer, older, sections: changesBetween(recordIn(before.bytes, older), recordIn(bytes, newer)) };
  }
}

function recordIn(bytes: Buffer, { code }: Pick<Dossier, 'code'>): DossierRecord {
  const record = JSON.parse(bytes.toString('utf8')) as DossierRecord;
  if (record.schema !== RECORD_SCHEMA) {
    throw Refusal.invalidState(`${code} was made in an earlier form, which cannot be compared section by section`);
  }
  return record;
}
