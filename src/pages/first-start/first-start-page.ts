import type { Credential, CredentialKind } from '../../access/credentials/credential.entity';
import { canSignInWith } from '../../access/credentials/ways-in.rules';
import type { DescribedPerson } from '../../access/people/people.service';
import type { Qualification } from '../../access/people/qualification.entity';
import { type SeeOther, seeOther } from '../../http/pages/see-other';
import { printedInstant, worded } from '../../http/pages/words';
import { POLICY } from './policy';

/** What somebody who came by a link has, and what he sets next. */
export interface Arrived {
  readonly described: DescribedPerson;
  readonly credentials: readonly Credential[];
  readonly hasAccepted: boolean;
}

/** Done, next, or to come: as the path at the side of the page shows it. */
const stepsOf = (kinds: readonly CredentialKind[], hasAccepted: boolean) => {
  const isReady = canSignInWith(kinds);
  const isByPasskey = isReady && !kinds.includes('totp');
  const done = [true, isByPasskey || kinds.includes('password'), isReady, false, hasAccepted];
  const names = [
    'The link was opened',
    isByPasskey ? 'No password is needed' : 'A password',
    isByPasskey ? 'A passkey' : 'A second factor: an app, or a passkey alone',
    'Signing in with it',
    'What a signature means',
  ];
  const next = done.indexOf(false);
  return names.map((name, at) => ({ name, look: done[at] ? 'done' : at === next ? 'now' : '' }));
};

/** The page of somebody who sets what he signs in with. */
export const presentFactorsStep = ({ described: { person, roles }, credentials, hasAccepted }: Arrived) => {
  const kinds = credentials.filter(({ endedAt }) => endedAt === null).map(({ kind }) => kind);
  return {
    ...{ name: person.printedName, userName: person.userName, email: person.email ?? 'None stated' },
    roles: roles.length === 0 ? 'None yet: an administrator gives them' : roles.map(worded).join(', '),
    steps: stepsOf(kinds, hasAccepted),
    ...{
      hasPassword: kinds.includes('password'),
      isReady: canSignInWith(kinds),
      hasPasskey: kinds.includes('passkey'),
    },
  };
};

/** The policy, or on to one’s work when it was accepted before: after a reset nobody accepts it twice. */
export const presentPolicyStep = (papers: readonly Qualification[]): SeeOther | object =>
  acceptanceIn(papers) === null ? { policy: POLICY } : seeOther('/');

/** The policy that a person accepted last, and when; null where none is in force. */
export const acceptanceIn = (papers: readonly Qualification[]) => {
  const last = papers.filter(({ kind, endedAt }) => kind === 'policy-acceptance' && endedAt === null).at(-1);
  return last === undefined ? null : { title: last.title, at: printedInstant(last.recordedAt) };
};
