import type { Allows } from '../../access/policy/reading.rules';
import { whoMay } from '../../access/policy/reading.rules';
import type { presentPerson } from '../../access/people/person.dto';
import { PERSON_STATES, type PersonState } from '../../access/people/person.entity';
import { ROLES } from '../../access/policy/roles';
import { printedInstant, worded } from '../../http/pages/words';
import type { Page } from '../../kernel/page';
import { onward } from '../service/onward';
import { PERSON_LOOKS } from './person-lines';

type PersonRow = ReturnType<typeof presentPerson>;

/** By what the list of people is filtered, as its address says it. */
export interface PeopleFilter {
  readonly q?: string;
  readonly role?: string;
  readonly state?: string;
  readonly use?: string;
}

const choices = (values: readonly string[], chosen: string | undefined, words: (value: string) => string) =>
  values.map((value) => ({ value, name: words(value), isChosen: value === chosen }));

const USES: Readonly<Record<string, string>> = { dormant: 'Not used for 90 days', seen: 'Used' };

const personRow = ({ id, userName, printedName, email, state, roles, createdAt }: PersonRow) => ({
  ...{ href: `/people/${id}`, userName, printedName, email: email ?? 'None stated' },
  ...{ roles: roles.length === 0 ? 'None' : roles.map(worded).join(', '), state: PERSON_LOOKS[state] },
  known: printedInstant(createdAt),
});

/** Who acts or acted, as far as the filter lets through. */
export const presentPeople = ({ items, next }: Page<PersonRow>, filter: PeopleFilter, allows: Allows) => ({
  people: items.map(personRow),
  more: onward('/people', { ...filter }, next),
  filter: {
    q: filter.q ?? '',
    isSet: Object.values(filter).some((one) => one !== undefined),
    roles: choices(ROLES, filter.role, worded),
    states: choices(PERSON_STATES, filter.state, (state) => PERSON_LOOKS[state as PersonState].word),
    uses: choices(Object.keys(USES), filter.use, (use) => USES[use] ?? use),
  },
  canInvite: allows('person:manage'),
  whoInvites: whoMay('person:manage'),
});
