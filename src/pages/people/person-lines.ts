import type { Credential } from '../../access/credentials/credential.entity';
import type { Delegation } from '../../access/delegations/delegation.entity';
import type { PersonState } from '../../access/people/person.entity';
import type { Qualification, QualificationKind } from '../../access/people/qualification.entity';
import type { RoleAssignment } from '../../access/people/role-assignment.entity';
import type { Session } from '../../access/sessions/session.entity';
import type { DescribedToken } from '../../access/tokens/api-tokens.service';
import { type Look, printedInstant, type PrintedInstant, worded } from '../../http/pages/words';
import type { Names } from './person-facts.service';

/** How the states of people are said. */
export const PERSON_LOOKS: Readonly<Record<PersonState, Look>> = {
  invited: { word: 'Invited', look: 'state-now', icon: 'at' },
  active: { word: 'Active', look: 'state-ok', icon: 'circle-check' },
  left: { word: 'Left', look: '', icon: 'archive' },
};

const IN_FORCE: Look = { word: 'In force', look: 'state-ok', icon: 'circle-check' };
const ENDED: Look = { word: 'Ended', look: '', icon: 'archive' };
const OVER: Look = { word: 'Over', look: '', icon: 'archive' };
const TO_COME: Look = { word: 'To come', look: 'state-now', icon: 'eye' };

export const namedBy = (names: Names, id: string): string => names.get(id) ?? (id === 'operator' ? 'The operator' : id);
const mayInstant = (at: Date | null): PrintedInstant | null => (at === null ? null : printedInstant(at));

const PAPERS: Readonly<Record<QualificationKind, string>> = {
  training: 'Training',
  'identity-verification': 'Verified identity',
  'policy-acceptance': 'Accepted policy',
};

export const roleLine = (names: Names) => (one: RoleAssignment) => ({
  ...{ role: one.role, name: worded(one.role), since: printedInstant(one.grantedAt), until: mayInstant(one.endedAt) },
  by: namedBy(names, one.grantedBy),
  endedBy: one.endedBy === null ? null : namedBy(names, one.endedBy),
  state: one.endedAt === null ? IN_FORCE : ENDED,
});

/** A paper as of a day; one that is not in force says why. */
export const paperLine = (names: Names, today: string) => (paper: Qualification) => ({
  ...{ id: paper.id, kind: PAPERS[paper.kind], title: paper.title, doneOn: paper.doneOn },
  until: paper.validUntil ?? 'No end is set',
  by: namedBy(names, paper.recordedBy),
  state: stateOfPaper(paper, today),
  canEnd: paper.endedAt === null,
});

const stateOfPaper = ({ endedAt, doneOn, validUntil }: Qualification, today: string): Look => {
  if (endedAt !== null) return ENDED;
  if (validUntil !== null && validUntil < today) return { word: 'Ran out', look: 'state-warn', icon: 'alert-triangle' };
  return doneOn > today ? TO_COME : IN_FORCE;
};

const KINDS = { password: 'Password', totp: 'Authenticator app', passkey: 'Passkey', openid: 'OpenID' } as const;

export const credentialLine = ({ id, kind, name, addedAt, endedAt }: Credential) => ({
  ...{ id, kind: KINDS[kind], name, added: printedInstant(addedAt), ended: mayInstant(endedAt) },
  state: endedAt === null ? IN_FORCE : ENDED,
});

const METHODS: Readonly<Record<string, string>> = {
  ...{ pwd: 'password', otp: 'one-time code', hwk: 'passkey', user: 'verified by its device' },
  ...{ openid: 'OpenID', link: 'one-time link' },
};

export const sessionLine =
  (current: string | null) =>
  ({ id, methods, openedAt, expiresAt, address, agent }: Session) => ({
    ...{ id, opened: printedInstant(openedAt), expires: printedInstant(expiresAt), isThis: id === current },
    with: methods.map((one) => METHODS[one] ?? one).join(', '),
    ...{ address: address ?? 'Not known', agent: agent ?? 'Not said' },
    from: address === null ? 'from an address that is not known' : `from ${address}`,
  });

export const tokenLine =
  (now: Date) =>
  ({ token: { id, name, scopes, createdAt, expiresAt, endedAt }, lastUsedAt }: DescribedToken) => ({
    ...{ id, name, scopes: scopes.join(', '), made: printedInstant(createdAt), expires: printedInstant(expiresAt) },
    lastUsed: mayInstant(lastUsedAt),
    state: endedAt !== null ? ENDED : expiresAt <= now ? OVER : IN_FORCE,
    canEnd: endedAt === null,
  });

/** Who stands for whom, as the person sees it whose page it is. */
export const delegationLine = (names: Names, personId: string, now: Date) => (one: Delegation) => ({
  ...{ id: one.id, role: worded(one.role), reason: one.reason, isMade: one.personId === personId },
  ...{ from: printedInstant(one.beginsAt), until: printedInstant(one.endsAt) },
  who: one.personId === personId ? namedBy(names, one.substituteId) : namedBy(names, one.personId),
  state: one.endedAt !== null ? ENDED : one.endsAt <= now ? OVER : one.beginsAt > now ? TO_COME : IN_FORCE,
  canEnd: one.personId === personId && one.endedAt === null && one.endsAt > now,
});
