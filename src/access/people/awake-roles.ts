import type { EntityManager } from 'typeorm';
import { Enrolment } from '../credentials/enrolment.entity';
import { NEEDS, type Role } from '../policy/roles';
import { rolesOf } from './people.service';
import { inForce } from './qualification.rules';
import { Qualification } from './qualification.entity';

/**
 * The roles of a person that count now, as `Callers` lets them in: those whose papers are in force, of which a verified
 * identity counts if it was verified after the last one-time link was used.
 */
export async function awakeRolesOf(
  read: Pick<EntityManager, 'find'>,
  personId: string,
  now: Date,
): Promise<readonly Role[]> {
  const given = await rolesOf(read, [personId]);
  const links = await read.find(Enrolment, { where: { personId } });
  const papers = (await read.find(Qualification, { where: { personId } })).filter(
    ({ kind, recordedAt }) =>
      kind !== 'identity-verification' || links.every(({ usedAt }) => usedAt === null || recordedAt >= usedAt),
  );
  return given.map(({ role }) => role).filter((role) => NEEDS[role].every((kind) => inForce(papers, kind, now)));
}
