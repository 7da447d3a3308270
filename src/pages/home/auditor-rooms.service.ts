import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, In } from 'typeorm';
import { AuditorRead } from '../../access/grants/auditor-read.entity';
import { AuditorReads } from '../../access/grants/auditor-reads.service';
import { AuditorGrants, type DescribedGrant } from '../../access/grants/auditor-grants.service';
import { Person } from '../../access/people/person.entity';
import { readForAuditor } from '../../database/auditors-pool';
import type { Scope } from '../../database/scope';
import type { presentDossier } from '../../dossiers/dossier.dto';
import { DOSSIER_LIST } from '../../dossiers/dossier.list';
import { ListAnswers } from '../../http/list-answers';
import type { Actor } from '../../kernel/actor';
import type { Page } from '../../kernel/page';
import { Model } from '../../models/model.entity';
import { ModelVersion } from '../../models/model-version.entity';

/** Dossiers that the room shows; the list has all of them. */
const SHOWN = 100;

/** What an auditor was given, and how much he read. */
export interface ReadRoom {
  readonly grants: readonly DescribedGrant[];
  /** Who gave them, by id. */
  readonly givers: ReadonlyMap<string, string>;
  readonly models: readonly Model[];
  readonly dossiers: Page<ReturnType<typeof presentDossier>>;
  readonly versions: readonly ModelVersion[];
  readonly reads: number;
}

/** Reads an auditor's room: what was granted and nothing else. That he saw it is told, as of everything that he reads. */
@Injectable()
export class AuditorRooms {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly grants: AuditorGrants,
    private readonly told: AuditorReads,
    private readonly lists: ListAnswers,
  ) {}

  async of(actor: Actor): Promise<ReadRoom> {
    const { manager } = this.dataSource;
    const grants = await this.grants.runningOf(actor.id);
    const givers = await manager.findBy(Person, { id: In(grants.map(({ grant }) => grant.givenBy).filter(isPerson)) });
    const scope = scopeOf(grants);
    const told = [{ table: 'model' as const, key: null }];
    if (grants.length > 0) await this.told.tell(actor, { operation: 'showMyWork', told, status: 200 });
    return {
      grants,
      givers: new Map(givers.map(({ id, printedName }) => [id, printedName])),
      ...(await readForAuditor(() => this.given(scope))),
      reads: await manager.countBy(AuditorRead, { personId: actor.id }),
    };
  }

  /** The models and dossiers, on connections that cannot write. */
  private async given(scope: Scope): Promise<Pick<ReadRoom, 'models' | 'dossiers' | 'versions'>> {
    const { manager } = this.dataSource;
    const query = { limit: SHOWN, sort: '-issuedAt' };
    const dossiers = await this.lists.page(DOSSIER_LIST, { query, scope });
    const versionIds = [...new Set(dossiers.items.map(({ versionId }) => versionId))];
    return {
      dossiers,
      models: await manager.find(Model, { where: { id: In([...scope.modelIds]) }, order: { name: 'ASC' } }),
      versions: await manager.findBy(ModelVersion, { id: In(versionIds) }),
    };
  }
}

/** Whoever gave it by an act; what was put there otherwise names nobody. */
const isPerson = (id: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(id);

const scopeOf = (grants: readonly DescribedGrant[]): Scope => ({
  modelIds: [...new Set(grants.flatMap(({ scope }) => scope.modelIds))],
  dossierIds: [...new Set(grants.flatMap(({ scope }) => scope.dossierIds))],
});
