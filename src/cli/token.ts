import { Command, InvalidArgumentError, Option } from 'commander';
import { givenOf, type Permission, SCOPES } from '../access/policy/permissions';
import type { Role } from '../access/policy/roles';
import { operatorActor } from '../kernel/actor';
import { because, matching, words } from './arguments';
import { print, say, toExit, type ExitCode } from './outcome';
import { withStaff } from './staff-ground';

const ACTOR = operatorActor();

interface Issued {
  readonly name: string;
  readonly days: number;
  readonly scope?: Permission[];
}

/** All that a program may of what these roles may. */
const scopesOf = (roles: readonly Role[]): Permission[] =>
  SCOPES.filter((scope) => givenOf(scope).to.some((role) => roles.includes(role)));

const issue = (userName: string, { name, days, scope }: Issued) =>
  withStaff(async ({ named, people, tokens }): Promise<ExitCode> => {
    const person = await named(userName);
    if (person.state === 'left') throw new Error(`${userName} has left: no token is issued for them`);
    const { roles } = await people.get(person.id);
    const scopes = scope ?? scopesOf(roles);
    if (scopes.length === 0)
      throw new Error(`${userName} has no role that lets a program do anything: predicate user give`);
    const { token, secret } = await tokens.issue(ACTOR, person.id, { name, scopes, days });
    print({ id: token.id, userName, name, scopes, expiresAt: token.expiresAt, secret }, 2);
    say('The secret is told this once. Send it as “Authorization: Bearer …”; it signs nothing.');
    return 0;
  });

const list = (userName: string) =>
  withStaff(async ({ named, tokens }): Promise<ExitCode> => {
    for (const { token, lastUsedAt } of await tokens.of((await named(userName)).id)) {
      const { id, name, scopes, createdAt, expiresAt, endedAt } = token;
      print({ id, name, scopes, createdAt, expiresAt, lastUsedAt, endedAt });
    }
    return 0;
  });

const end = (id: string, { reason }: { reason: string }) =>
  withStaff(async ({ tokens }): Promise<ExitCode> => {
    const { token } = await tokens.end(ACTOR, id, reason, null);
    print({ id, name: token.name, endedAt: token.endedAt });
    return 0;
  });

const days = (text: string): number => {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > 365) throw new InvalidArgumentError('give 1 to 365 days');
  return count;
};
const id = matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'give the id of a token');

/** `predicate token`: what programs send evidence with, by the operator's hands. */
export function tokenCommand(): Command {
  const token = new Command('token').description('what programs send evidence with: issue, list, end');
  token
    .command('issue <user-name>')
    .description('issue a token of a person, and print it: it may what is in its scopes and in the roles of the person')
    .requiredOption('--name <words>', 'what it is for', words(2, 200))
    .option('--days <count>', 'for how long', days, 90)
    .addOption(new Option('--scope <permission...>', 'what it may; all that the roles let a program').choices(SCOPES))
    .action(toExit(issue));
  token.command('list <user-name>').description('the tokens of a person, one JSON line each').action(toExit(list));
  token
    .command('end')
    .description('end a token: it opens nothing from the next request on')
    .argument('<id>', 'as it was printed', id)
    .addOption(because())
    .action(toExit(end));
  return token;
}
