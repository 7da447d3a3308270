import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../kernel/actor';
import type { FileBytes } from './assemble';
import { DossierDrawings, type DrawnRecord } from './dossier-drawings.service';
import { DossierHead, type Naming } from './dossier-head.service';
import type { Dossier } from './dossier.entity';
import type { DossierRecord } from './dossier-record';
import { DossierFacts } from './facts/dossier-facts.service';
import { gathered } from './render/draw-here';
import { readinessOf, type Readiness } from './readiness';

/** What a dossier would say today: what is still missing, and the same pages marked as a draft. Nothing is stored. */
@Injectable()
export class DossierPreviews {
  constructor(
    private readonly facts: DossierFacts,
    private readonly drawings: DossierDrawings,
    private readonly head: DossierHead,
  ) {}

  async readiness(versionId: string, template: string): Promise<Readiness> {
    return readinessOf(await this.record(versionId, template, { id: 'draft', code: 'DRAFT', by: 'nobody' }));
  }

  async preview(actor: Actor, versionId: string, template: string): Promise<DrawnRecord> {
    return this.drawings.draw(await this.record(versionId, template, { id: 'draft', code: 'DRAFT', by: actor.name }));
  }

  /** The record of a dossier under this id and code, now; `DRAFT` is the code of what is not issued. */
  async record(versionId: string, template: string, naming: Naming): Promise<DossierRecord> {
    return this.facts.collect(versionId, await this.head.of(versionId, template, naming));
  }

  /** The record with what proves it, as soon as the log covers it and after some seconds at most; a draft has no such part. */
  proved(record: DossierRecord): Promise<DossierRecord> {
    return this.facts.prove(record);
  }

  /** The newest dossier of a version by a template: the next one takes its place. */
  latest(versionId: string, template: string, db?: Pick<EntityManager, 'findOne'>): Promise<Dossier | null> {
    return this.head.latest(versionId, template, db);
  }

  /** The files that go inside, all at once: for those who draw them themselves. */
  bytesOf(record: DossierRecord): Promise<FileBytes> {
    return gathered(record, this.drawings.evidence);
  }
}
