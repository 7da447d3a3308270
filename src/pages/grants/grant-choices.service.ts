import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, In } from 'typeorm';
import type { Scope } from '../../database/scope';
import { Dossier } from '../../dossiers/dossier.entity';
import type { Option } from '../../http/pages/forms/form';
import { CLOCK, type Clock } from '../../kernel/clock';
import { Model } from '../../models/model.entity';
import { typedInstant } from '../account/substitutes.service';
import type { Covered } from './grants-page';

const A_MONTH_MS = 30 * 24 * 60 * 60 * 1000;
/** As many dossiers as a form can show; the others belong to models that can be named. */
const LAST = 100;

const AUDITORS = `
  SELECT p.id AS value, p.printed_name AS label FROM person p
  WHERE p.state <> 'left' AND EXISTS (
    SELECT FROM role_assignment r WHERE r.person_id = p.id AND r.role = 'auditor' AND r.ended_at IS NULL)
  ORDER BY p.printed_name`;

/** Who can be let in, and to what. */
@Injectable()
export class GrantChoices {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The answers of a new grant, and the month that it begins with. */
  async all() {
    const { manager } = this.dataSource;
    const models = await manager.find(Model, { select: { id: true, name: true }, order: { name: 'ASC' } });
    const dossiers = await manager.find(Dossier, { order: { id: 'DESC' }, take: LAST });
    const now = this.clock.now();
    return {
      options: {
        personId: await manager.query<Option[]>(AUDITORS),
        modelIds: models.map(({ id, name }) => ({ value: id, label: name })),
        dossierIds: dossiers.map(({ id, code }) => ({ value: id, label: code })),
      },
      start: { from: typedInstant(now), until: typedInstant(new Date(now.getTime() + A_MONTH_MS)) },
    };
  }

  /** Models by their name, dossiers by what is printed on them. */
  async namesOf({ modelIds, dossierIds }: Scope): Promise<Covered> {
    const { manager } = this.dataSource;
    const models = await manager.find(Model, { select: { id: true, name: true }, where: { id: In([...modelIds]) } });
    const dossiers = await manager.find(Dossier, { where: { id: In([...dossierIds]) } });
    return new Map([
      ...models.map(({ id, name }) => [id, name] as const),
      ...dossiers.map(({ id, code }) => [id, code] as const),
    ]);
  }
}
