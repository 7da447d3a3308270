import { type EntityManager, In } from 'typeorm';
import { rolesOf } from '../access/people/people.service';
import { Person } from '../access/people/person.entity';
import { givenOf } from '../access/policy/permissions';
import { type FieldError, Refusal } from '../kernel/refusal';

/** The ids as the record has them, each once (RFC 9562 §4: in small letters). */
export const eachOnce = (ids: readonly string[]): string[] => [...new Set(ids.map((id) => id.toLowerCase()))];

/** Whom somebody speaks to, and the place in what was sent that names them. */
interface SpokenTo {
  readonly ids: readonly string[];
  readonly by: string;
  readonly pointer: string;
}

/**
 * Refuses, as `validation`, whom a question cannot be asked and whom a comment cannot mention: who is not known, who
 * does not act now, who may not read the record, and oneself.
 */
export async function requireColleagues(
  read: Pick<EntityManager, 'find'>,
  { ids, by, pointer }: SpokenTo,
): Promise<void> {
  if (ids.length === 0) return;
  const people = new Map((await read.find(Person, { where: { id: In([...ids]) } })).map((one) => [one.id, one]));
  const readers = (await rolesOf(read, ids)).filter(({ role }) => givenOf('record:read').to.includes(role));
  const faultOf = (id: string): string | null => {
    if (id === by) return 'is whoever says it';
    const state = people.get(id)?.state;
    if (state === undefined) return 'names nobody';
    if (state !== 'active') return state === 'left' ? 'has left' : 'has not signed in yet';
    return readers.some(({ personId }) => personId === id) ? null : 'may not read the record';
  };
  const errors = ids.flatMap((id, index): FieldError[] => {
    const detail = faultOf(id);
    return detail === null ? [] : [{ pointer: `${pointer}/${index}`, detail }];
  });
  if (errors.length > 0) throw Refusal.validation(errors);
}
