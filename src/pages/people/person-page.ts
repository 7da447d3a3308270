import type { Looking } from '../../access/by';
import type { Qualification } from '../../access/people/qualification.entity';
import { NEEDS, type Role } from '../../access/policy/roles';
import { whoMay } from '../../access/policy/reading.rules';
import { inForce } from '../../access/people/qualification.rules';
import { printedInstant, worded } from '../../http/pages/words';
import type { presentSignature } from '../../signatures/signature.dto';
import type { PersonFacts } from './person-facts.service';
import {
  credentialLine,
  delegationLine,
  namedBy,
  paperLine,
  PERSON_LOOKS,
  roleLine,
  sessionLine,
  tokenLine,
} from './person-lines';

/** A person, with the last that he signed; null for a reader who reads no record. */
export interface Shown {
  readonly facts: PersonFacts;
  readonly signed: readonly ReturnType<typeof presentSignature>[] | null;
  readonly now: Date;
}

/** Why a role does nothing although it was given; nothing where it counts. A verification from before a link counts no more. */
const sleepsBecause = (role: Role, { papers, links }: PersonFacts, now: Date): string => {
  const usedAt = links[0]?.usedAt ?? null;
  const counts = papers.filter(
    ({ kind, recordedAt }: Qualification) =>
      kind !== 'identity-verification' || usedAt === null || recordedAt >= usedAt,
  );
  const lacking = NEEDS[role].filter((kind) => !inForce(counts, kind, now));
  const words = lacking.map((kind) => (kind === 'training' ? 'a training' : 'a verified identity')).join(' and ');
  return lacking.length === 0 ? '' : `Sleeps until ${words} is on file and in force`;
};

const SIGNED: Readonly<Record<string, string>> = {
  ...{ intended_use: '/intended-uses/', claim: '/claims/', classification: '/classifications/' },
  ...{ evidence: '/evidence/', model_version: '/versions/', dossier: '/dossiers/' },
};

const signedLine = (one: ReturnType<typeof presentSignature>) => ({
  ...{ at: printedInstant(one.signedAt), meaning: worded(one.meaning), role: worded(one.role) },
  what: worded(one.process),
  href: `${SIGNED[one.record.type] ?? '/search?q='}${one.record.id}`,
  behalf: one.onBehalfOf === null ? '' : `for ${one.onBehalfOf.printedName}`,
});

/** What a reader may do about a person, and who may do the rest. */
const actsOf = ({ actor, allows }: Looking, { person }: PersonFacts) => {
  const isThere = person.state !== 'left' && actor.id !== person.id;
  return {
    canManage: isThere && allows('person:manage'),
    canQualify: isThere && allows('qualification:record'),
    isSelf: actor.id === person.id,
    whoManages: whoMay('person:manage'),
    whoQualifies: whoMay('qualification:record'),
  };
};

const linkOf = ({ links, names }: PersonFacts, now: Date) => {
  const [last] = links;
  if (last === undefined) return null;
  const state =
    last.usedAt !== null ? 'used' : last.endedAt !== null ? 'replaced' : last.expiresAt <= now ? 'too old' : 'open';
  return {
    ...{ made: printedInstant(last.madeAt), by: namedBy(names, last.madeBy), state },
    expires: printedInstant(last.expiresAt),
    used: last.usedAt && printedInstant(last.usedAt),
  };
};

/** A person: who he is, what he may, what he signs in with, and what he signed. */
export const presentPersonPage = (looking: Looking, { facts, signed, now }: Shown) => {
  const { person, names } = facts;
  const mayKnow = looking.allows('person:manage') || looking.actor.id === person.id;
  return {
    ...{ id: person.id, name: person.printedName, userName: person.userName, email: person.email ?? 'None stated' },
    ...{ state: PERSON_LOOKS[person.state], known: printedInstant(person.createdAt) },
    left: person.leftAt && printedInstant(person.leftAt),
    acts: actsOf(looking, facts),
    roles: facts.roles.map((one) => ({
      ...roleLine(names)(one),
      sleeps: one.endedAt === null ? sleepsBecause(one.role, facts, now) : '',
      canEnd: one.endedAt === null,
    })),
    papers: facts.papers.map((paper) => ({
      ...paperLine(names, now.toISOString().slice(0, 10))(paper),
      canEnd: paper.endedAt === null && paper.kind !== 'policy-acceptance',
    })),
    access: mayKnow
      ? {
          credentials: facts.credentials.map(credentialLine),
          sessions: facts.sessions.map(sessionLine(looking.actor.via.id)),
          tokens: facts.tokens.map(tokenLine(now)),
          link: linkOf(facts, now),
        }
      : null,
    delegations: facts.delegations.map(delegationLine(names, person.id, now)),
    signed: signed?.map(signedLine) ?? null,
    whoReads: whoMay('record:read'),
  };
};
