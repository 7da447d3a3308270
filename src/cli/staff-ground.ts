import type { People } from '../access/people/people.service';
import type { Departures } from '../access/people/departures.service';
import type { Qualifications } from '../access/people/qualifications.service';
import type { RoleAssignments } from '../access/people/role-assignments.service';
import type { Enrolments } from '../access/credentials/enrolments.service';
import type { ApiTokens } from '../access/tokens/api-tokens.service';
import type { Person } from '../access/people/person.entity';
import { readConfig } from '../config';

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

/** Opens the record beside a service that may be running, and does something with its people. */
export async function withStaff<T>(work: (staff: Staff) => Promise<T>): Promise<T> {
  const config = readConfig();
  const { openLog, requireSchema } = await import('./ground.js');
  const { visitDatabase } = await import('./visit.js');
  const { dataSourceOptions, openDataSource } = await import('../database/data-source.js');
  const { ENTITIES } = await import('../app.module.js');
  openLog(config);
  const database = await visitDatabase(config);
  try {
    await requireSchema(database.applicationUrl);
    const dataSource = await openDataSource(dataSourceOptions(database.applicationUrl, ENTITIES));
    try {
      const { staffOn } = await import('./staff-on.js');
      return await work(await staffOn(dataSource, database.dataDir));
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await database.leave();
  }
}
