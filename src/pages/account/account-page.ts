import type { Looking } from '../../access/by';
import type { PageSettings } from '../../http/pages/settings-cookie';
import { worded } from '../../http/pages/words';
import { acceptanceIn } from '../first-start/first-start-page';
import { credentialLine, delegationLine, paperLine, roleLine, sessionLine, tokenLine } from '../people/person-lines';
import type { PersonFacts } from '../people/person-facts.service';

/** What stands on the page of one’s own account, and what of the service it depends on. */
export interface OwnAccount {
  readonly facts: PersonFacts;
  readonly settings: PageSettings;
  readonly isOpenid: boolean;
  readonly now: Date;
}

const THEMES = [
  { value: '', name: 'As the system has it' },
  { value: 'light', name: 'Light' },
  { value: 'dark', name: 'Dark' },
] as const;

const settingsOf = ({ theme, timeZone }: PageSettings) => ({
  themes: THEMES.map((one) => ({ ...one, isChosen: one.value === (theme ?? '') })),
  timeZone: timeZone ?? '',
  zones: Intl.supportedValuesOf('timeZone'),
});

/** One’s own account: who one is, what one signs in with, where one is signed in, and who stands for one. */
export const presentAccount = ({ actor, allows }: Looking, { facts, settings, isOpenid, now }: OwnAccount) => {
  const { person, names } = facts;
  const today = now.toISOString().slice(0, 10);
  return {
    ...{ name: person.printedName, userName: person.userName, email: person.email ?? 'None stated' },
    roles: facts.roles.filter(({ endedAt }) => endedAt === null).map(roleLine(names)),
    papers: facts.papers.map(paperLine(names, today)),
    accepted: acceptanceIn(facts.papers),
    credentials: facts.credentials.map((one) => ({ ...credentialLine(one), canEnd: one.endedAt === null })),
    hasPassword: facts.credentials.some(({ kind, endedAt }) => kind === 'password' && endedAt === null),
    hasApp: facts.credentials.some(({ kind, endedAt }) => kind === 'totp' && endedAt === null),
    isOpenid,
    sessions: facts.sessions.map(sessionLine(actor.via.id)),
    tokens: facts.tokens.map(tokenLine(now)),
    canIssue: allows('token:issue'),
    delegations: facts.delegations.map(delegationLine(names, person.id, now)),
    canDelegate: facts.roles.some(({ role, endedAt }) => endedAt === null && DELEGATED.includes(role)),
    settings: settingsOf(settings),
  };
};

const DELEGATED: readonly string[] = ['reviewer', 'approver', 'quality-lead'];

/** A scope of a token in words: `evidence:record` is to record evidence. */
export const scopeWords = (scope: string): string => {
  const [noun = '', verb = ''] = scope.split(':');
  return `${worded(verb)} ${noun.replaceAll('-', ' ')} (${scope})`;
};
