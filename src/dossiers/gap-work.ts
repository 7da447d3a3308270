import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Role } from '../access/policy/roles';
import { askKept } from '../database/kept-plans';
import { BringsWork, type Waiting, type WorkItem, type WorkSource } from '../work/work-source';
import { type RequiredGap, requiredGaps } from './required-gaps';

type Found = RequiredGap & { readonly total: number };

/** Versions that are not approved yet and that the person, `$1`, registered or revised. */
const OWN = `
  SELECT v.* FROM model_version v WHERE v.state IN ('draft', 'in-review') AND v.id IN (
    SELECT e.subject_id FROM audit_event e
    WHERE e.actor_id = $1::uuid::text AND e.act IN ('version.registered', 'version.revised'))`;

/** A gap of a function that several versions have stands there once. The oldest, `$2` at most. */
const GAPS = `
  SELECT *, count(*) OVER ()::integer AS total
  FROM (SELECT DISTINCT ON (id, text) * FROM (${requiredGaps(OWN)}) gap ORDER BY id, text, since) once
  ORDER BY since, id, text LIMIT $2`;

/** What still holds back the dossiers of the versions that a person works on, but for signatures, which wait for others. */
@BringsWork()
@Injectable()
export class GapWork implements WorkSource {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async of(personId: string, _roles: readonly Role[], most: number): Promise<Waiting> {
    const found = await askKept<Found>(this.dataSource, { name: 'work gaps', text: GAPS, values: [personId, most] });
    return { items: found.map(itemOf), counts: { gap: found[0]?.total ?? 0 } };
  }
}

const itemOf = ({ type, id, code, label, text, since, href }: Found): WorkItem => ({
  ...{ kind: 'gap', since, text, signing: null, dueOn: null, href },
  record: { type, id, code, label, href },
});
