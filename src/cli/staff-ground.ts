import type { People } from '../access/people/people.service';
import type { Departures } from '../access/people/departures.service';
import type { Qualifications } from '../access/people/qualifications.service';
import type { RoleAssignments } from '../access/people/role-assignments.service';
import type { Enrolments } from '../access/credentials/enrolments.service';
import type { ApiTokens } from '../access/tokens/api-tokens.service';
import type { Person } from '../access/people/person.entity';
import { withRecord } from './visited-record';

/** What the command line does with people: by the same services as the doors, with the operator's hands. */
export interface Staff {
  readonly people: People;
  readonly departures: Departures;
  readonly qualifications: Qualifications;
  readonly roles: RoleAssignments;
  readonly enrolments: Enrolments;
  readonly tokens: ApiTokens;
  /** Every person there is or was, by user name. */
  readonly all: () => Promise<Person[]>;
  /** The person of a user name; throws in words when there is none. */
  readonly named: (userName: string) => Promise<Person>;
}

/** Opens the record and does something with its people. */
export const withStaff = <T>(work: (staff: Staff) => Promise<T>): Promise<T> =>
  withRecord(async (dataSource, dataDir) => {
    const { staffOn } = await import('./staff-on.js');
    return work(await staffOn(dataSource, dataDir));
  });
