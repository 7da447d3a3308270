import type { DataSource } from 'typeorm';
import { Activation } from '../access/credentials/activation';
import { CredentialChanges } from '../access/credentials/credential-changes';
import { Enrolments } from '../access/credentials/enrolments.service';
import { HeldSecrets } from '../access/credentials/held-secrets';
import { AuditorGrants } from '../access/grants/auditor-grants.service';
import { Departures } from '../access/people/departures.service';
import { People } from '../access/people/people.service';
import { Person } from '../access/people/person.entity';
import { Qualifications } from '../access/people/qualifications.service';
import { RoleAssignments } from '../access/people/role-assignments.service';
import { Sessions } from '../access/sessions/sessions.service';
import { ApiTokens } from '../access/tokens/api-tokens.service';
import { AuditEvent } from '../audit-trail/audit-event.entity';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import { Records } from '../audit-trail/records';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import { SharedWrites } from '../database/shared-writes';
import { holdOf, printedHold } from '../backup/hold-file';
import { systemClock } from '../kernel/clock';
import type { Staff } from './staff-ground';

/** The services of people on a connection; where writing is held they refuse, as the doors do. */
export async function staffOn(dataSource: DataSource, dataDir: string): Promise<Staff> {
  const hold = await holdOf(dataDir);
  const held = hold === null ? null : printedHold(hold);
  const unitOfWork = new UnitOfWork(dataSource, held, new SharedWrites(dataSource));
  const trail = new AuditTrail(unitOfWork, dataSource.getRepository(AuditEvent), systemClock);
  const secrets = new HeldSecrets(unitOfWork, held);
  const sessions = new Sessions(dataSource, trail, secrets, systemClock);
  const tokens = new ApiTokens(dataSource, trail, secrets, systemClock);
  const changes = new CredentialChanges(secrets, sessions, new Activation(), systemClock);
  const people = dataSource.getRepository(Person);
  const records = new Records(dataSource);
  const grants = new AuditorGrants(dataSource, trail, records, systemClock);
  const roles = new RoleAssignments(trail, sessions, grants, systemClock);
  return {
    ...{ roles, tokens, people: new People(dataSource, trail, records, systemClock) },
    departures: new Departures(trail, roles, tokens, systemClock),
    qualifications: new Qualifications(dataSource, trail, systemClock),
    enrolments: new Enrolments(trail, secrets, changes, systemClock),
    all: () => people.find({ order: { userName: 'ASC' } }),
    named: async (userName) => {
      const person = await people.findOneBy({ userName });
      if (person === null) throw new Error(`Nobody has the user name ${JSON.stringify(userName)}: predicate user list`);
      return person;
    },
  };
}
