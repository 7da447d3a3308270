import type { List } from '../../database/list';
import { ofChoice, ofState } from '../../database/list-filters';
import { byInstant, byText } from '../../database/list-sorts';
import { ROLES } from '../policy/roles';
import { type DescribedPerson, rolesOf } from './people.service';
import { presentPerson } from './person.dto';
import { Person, PERSON_STATES } from './person.entity';

const IN_ROLE = Object.fromEntries(
  ROLES.map((role) => [
    role,
    `EXISTS (SELECT FROM role_assignment r WHERE r.person_id = t.id AND r.role = '${role}' AND r.ended_at IS NULL)`,
  ]),
);

/** Neither signed in nor asked by a token for 90 days, and known for longer (21 CFR 11.300(b): periodically checked). */
const IS_DORMANT = `(t.state <> 'left' AND t.created_at < now() - interval '90 days'
  AND NOT EXISTS (SELECT FROM session s WHERE s.person_id = t.id AND s.opened_at > now() - interval '90 days')
  AND NOT EXISTS (SELECT FROM api_token k JOIN held_secret h ON h.id = k.id
                  WHERE k.person_id = t.id AND h.used_at > now() - interval '90 days'))`;

/** Who acts or acted. */
export const PERSON_LIST: List<Person, DescribedPerson, ReturnType<typeof presentPerson>> = {
  noun: 'people',
  entity: Person,
  sorts: { createdAt: byInstant('created_at'), userName: byText('user_name'), printedName: byText('printed_name') },
  byDefault: 'createdAt',
  filters: {
    state: ofChoice('state', PERSON_STATES, 'Only those who are in this state'),
    use: ofState(
      { dormant: IS_DORMANT, seen: `NOT ${IS_DORMANT}` },
      'Only accounts that nobody used for 90 days, or only others',
    ),
    role: ofState(IN_ROLE, 'Only those who have this role now'),
  },
  search: (tsquery) => `t.words @@ ${tsquery}`,
  columns: ['userName', 'printedName', 'email', 'state', 'roles', 'createdAt', 'leftAt', 'revision', 'id', 'href'],
  describe: async (read, people) => {
    const roles = await rolesOf(
      read,
      people.map(({ id }) => id),
    );
    return people.map((person) => ({
      person,
      roles: roles.filter(({ personId }) => personId === person.id).map(({ role }) => role),
    }));
  },
  present: presentPerson,
};
