import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Files } from '../evidence/files.service';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { filesInside, type FileBytes } from './assemble';
import { compose } from './compose';
import { Dossier } from './dossier.entity';
import type { DossierRecord } from './dossier-record';
import { MAX_INSIDE } from './facts/evidence-facts';
import { DossierFacts } from './facts/dossier-facts.service';
import type { WrittenDossier } from './pdf/write-dossier';
import { readinessOf, type Readiness } from './readiness';
import { templateOf } from './template';

/** What a dossier would say today: what is still missing, and the same pages marked as a draft. Nothing is stored. */
@Injectable()
export class DossierPreviews {
  constructor(
    private readonly facts: DossierFacts,
    private readonly files: Files,
    @InjectRepository(Dossier) private readonly dossiers: Repository<Dossier>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async readiness(versionId: string, template: string): Promise<Readiness> {
    return readinessOf(await this.record(versionId, template, { id: 'draft', code: 'DRAFT', by: 'nobody' }));
  }

  async preview(actor: Actor, versionId: string, template: string): Promise<WrittenDossier> {
    const record = await this.record(versionId, template, { id: 'draft', code: 'DRAFT', by: actor.name });
    return compose(record, await this.bytesOf(record));
  }

  /** The record of a dossier under this id and code, now; `DRAFT` is the code of what is not issued. */
  async record(
    versionId: string,
    template: string,
    { id, code, by }: { id: string; code: string; by: string },
  ): Promise<DossierRecord> {
    const latest = await this.latest(versionId, template);
    return this.facts.collect(versionId, {
      ...{ id, code, draft: code === 'DRAFT', template: templateOf(template), issuedBy: by },
      issuedAt: this.clock.now().toISOString(),
      supersedes: latest?.code ?? null,
    });
  }

  /** The newest dossier of a version by a template: the next one takes its place. */
  latest(versionId: string, template: string): Promise<Dossier | null> {
    return this.dossiers.findOne({ where: { versionId, template }, order: { issuedAt: 'DESC', id: 'DESC' } });
  }

  /** The files that go inside, each verified against its digest while it is read. */
  async bytesOf(record: DossierRecord): Promise<FileBytes> {
    const bytes = new Map<string, Uint8Array>();
    for (const { sha256 } of filesInside(record)) bytes.set(sha256, await this.files.read(sha256, MAX_INSIDE));
    return bytes;
  }
}
