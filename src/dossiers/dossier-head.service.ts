import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { OWN_ORIGIN, type OwnOrigin } from '../access/own-origin';
import { CLOCK, type Clock } from '../kernel/clock';
import { Dossier } from './dossier.entity';
import type { DossierRecord } from './dossier-record';
import type { RecordedSeal } from './seal/recorded-seal';
import { templateOf } from './template';

/** Under which id and code a dossier is made, and by whom; `DRAFT` is the code of what is not issued. */
export interface Naming {
  readonly id: string;
  readonly code: string;
  readonly by: string;
  /** With what it is to be sealed; a preview is not. */
  readonly seal?: RecordedSeal | null;
}

/** What a dossier says of itself: its code, its template, when it was made, and which one it takes the place of. */
@Injectable()
export class DossierHead {
  constructor(
    @InjectRepository(Dossier) private readonly dossiers: Repository<Dossier>,
    @Inject(OWN_ORIGIN) private readonly own: OwnOrigin,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(
    versionId: string,
    template: string,
    { id, code, by, seal = null }: Naming,
  ): Promise<DossierRecord['dossier']> {
    const latest = await this.latest(versionId, template);
    return {
      ...{ id, code, draft: code === 'DRAFT', template: templateOf(template), issuedBy: by },
      issuedAt: this.clock.now().toISOString(),
      ...{ supersedes: latest?.code ?? null, seal },
      verifyAt: this.own === null ? null : `${this.own}/verify`,
      ...(code === 'DRAFT' ? {} : { blind: randomBytes(32).toString('hex') }),
    };
  }

  /** The newest dossier of a version by a template: the next one takes its place. */
  latest(
    versionId: string,
    template: string,
    db: Pick<EntityManager, 'findOne'> = this.dossiers.manager,
  ): Promise<Dossier | null> {
    return db.findOne(Dossier, { where: { versionId, template }, order: { issuedAt: 'DESC', id: 'DESC' } });
  }
}
