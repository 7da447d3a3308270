import { Command, Option } from 'commander';
import { QUALIFICATIONS, type QualificationKind } from '../access/people/qualification.entity';
import { IS_USER_NAME, USER_NAME } from '../access/people/person.rules';
import { ROLES, type Role } from '../access/policy/roles';
import { operatorActor } from '../kernel/actor';
import { because, day, matching, oneOf, words } from './arguments';
import { print, say, toExit, type ExitCode } from './outcome';
import { withStaff } from './staff-ground';

const ACTOR = operatorActor();
const today = (): string => new Date().toISOString().slice(0, 10);

interface Invited {
  readonly printedName: string;
  readonly email?: string;
  readonly training?: string;
  readonly identity?: string;
  readonly role: Role[];
  readonly reason: string;
}

/** Each step is an act of its own, in the order that the rules ask for; what was done before a refusal stays and is told. */
const invite = (userName: string, { printedName, email, training, identity, role, reason }: Invited) =>
  withStaff(async ({ people, qualifications, roles, enrolments }): Promise<ExitCode> => {
    const { person } = await people.invite(ACTOR, { userName, printedName, email: email ?? null });
    const papers: [QualificationKind, string | undefined][] = [
      ['training', training],
      ['identity-verification', identity],
    ];
    for (const [kind, title] of papers) {
      if (title !== undefined) await qualifications.record(ACTOR, person.id, { kind, title, doneOn: today() });
    }
    for (const one of role) await roles.give(ACTOR, person.id, one, reason);
    const { enrolment, token } = await enrolments.offer(ACTOR, person.id, reason);
    print({ id: person.id, userName, roles: role, link: { token, expiresAt: enrolment.expiresAt } }, 2);
    say(
      `${printedName} sets what they sign in with on the page /first-start, with this token, which is told this once.`,
    );
    return 0;
  });

const list = () =>
  withStaff(async ({ people, all }): Promise<ExitCode> => {
    for (const { id, userName, printedName, state } of await all()) {
      print({ userName, printedName, state, roles: (await people.get(id)).roles, id });
    }
    return 0;
  });

const link = (userName: string, { reason }: { reason: string }) =>
  withStaff(async ({ named, enrolments }): Promise<ExitCode> => {
    const { enrolment, token } = await enrolments.offer(ACTOR, (await named(userName)).id, reason);
    print({ userName, link: { token, expiresAt: enrolment.expiresAt } }, 2);
    return 0;
  });

const give = (userName: string, role: string, { reason }: { reason: string }) =>
  withStaff(async ({ named, roles }): Promise<ExitCode> => {
    const { roles: now } = await roles.give(ACTOR, (await named(userName)).id, role as Role, reason);
    print({ userName, roles: now });
    return 0;
  });

const end = (userName: string, role: string, { reason }: { reason: string }) =>
  withStaff(async ({ named, roles }): Promise<ExitCode> => {
    const { roles: now } = await roles.end(ACTOR, (await named(userName)).id, role as Role, reason);
    print({ userName, roles: now });
    return 0;
  });

const qualify = (userName: string, kind: string, title: string, { on, until }: { on: string; until?: string }) =>
  withStaff(async ({ named, qualifications }): Promise<ExitCode> => {
    const paper = { kind: kind as QualificationKind, title, doneOn: on, validUntil: until ?? null };
    const { id } = await qualifications.record(ACTOR, (await named(userName)).id, paper);
    print({ userName, kind, title, id });
    return 0;
  });

const leave = (userName: string, { reason }: { reason: string }) =>
  withStaff(async ({ named, departures }): Promise<ExitCode> => {
    const { person } = await departures.leave(ACTOR, (await named(userName)).id, reason);
    print({ userName, state: person.state, leftAt: person.leftAt });
    return 0;
  });

const EMAIL = /^[^@\s]{1,64}@[^@\s]{1,189}$/;
const KINDS = QUALIFICATIONS.filter((kind) => kind !== 'policy-acceptance');

const inviteCommand = (user: Command): Command =>
  user
    .command('invite')
    .description('make somebody known, and print the one-time link by which they set what they sign in with')
    .argument('<user-name>', 'theirs for ever', matching(USER_NAME, IS_USER_NAME))
    .requiredOption('--printed-name <name>', 'as acts, signatures and dossiers print it', words(2, 200))
    .option('--email <address>', 'where they are reached', matching(EMAIL, 'must be an address, as name@example.org'))
    .option('--training <title>', 'put this training on file, done today', words(2, 500))
    .option('--identity <how>', 'put on file that the identity was verified today, and how', words(2, 500))
    .addOption(new Option('--role <role...>', 'give these roles').choices(ROLES).default([]))
    .addOption(because())
    .action(toExit(invite));

const roleCommand = (user: Command, name: string, run: typeof give): Command =>
  user
    .command(name)
    .description(`${name} a role`)
    .argument('<user-name>')
    .argument('<role>', ROLES.join(', '), oneOf(ROLES))
    .addOption(because())
    .action(toExit(run));

const qualifyCommand = (user: Command): Command =>
  user
    .command('qualify')
    .description('put a training or a verified identity on file')
    .argument('<user-name>')
    .argument('<kind>', KINDS.join(', '), oneOf(KINDS))
    .argument('<title>', 'which, or how', words(2, 500))
    .option('--on <day>', 'when it was done', day, today())
    .option('--until <day>', 'the last day on which it counts', day)
    .action(toExit(qualify));

/** `predicate user`: who acts, by the operator's hands beside the data; each step is recorded as the operator's. */
export function userCommand(): Command {
  const user = new Command('user').description(
    'who acts: invite, qualify, give and end roles, make links, end accounts',
  );
  inviteCommand(user);
  user.command('list').description('everybody, one JSON line each').action(toExit(list));
  user
    .command('link <user-name>')
    .description('print a new one-time link; what they signed in with opens nothing any more')
    .addOption(because())
    .action(toExit(link));
  roleCommand(user, 'give', give);
  roleCommand(user, 'end', end);
  qualifyCommand(user);
  user
    .command('leave <user-name>')
    .description('end an account for good: sessions, tokens and roles with it')
    .addOption(because())
    .action(toExit(leave));
  return user;
}
