import { Injectable } from '@nestjs/common';
import { givenOf } from '../access/policy/permissions';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import type { Option } from '../http/pages/forms/form';
import type { Actor } from '../kernel/actor';

/** People whom a form offers; whoever is not among them is named by a program. */
const OFFERED = 200;

const COLLEAGUES = `
  SELECT p.id, p.printed_name AS name, string_agg(r.role, ', ' ORDER BY r.role) AS roles
  FROM person p JOIN role_assignment r ON r.person_id = p.id AND r.ended_at IS NULL AND r.role = ANY ($2::text[])
  WHERE p.state = 'active' AND p.id <> $1::uuid
  GROUP BY p.id, p.printed_name ORDER BY lower(p.printed_name), p.id LIMIT ${OFFERED}`;

/** Whom somebody can ask and mention: who acts now and may read the record. */
@Injectable()
export class AskedOf {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async colleaguesOf({ id }: Actor): Promise<Option[]> {
    const readers = [...givenOf('record:read').to];
    const found = await this.unitOfWork.manager.query<{ id: string; name: string; roles: string }[]>(COLLEAGUES, [
      id,
      readers,
    ]);
    return found.map((one) => ({ value: one.id, label: one.name, hint: one.roles.replaceAll('-', ' ') }));
  }
}
