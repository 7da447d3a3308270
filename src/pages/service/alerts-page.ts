import { ALERT_KINDS, type AlertKind } from '../../access/credentials/security-alert.entity';
import type { presentAlert } from '../../access/credentials/security-alert.list';
import { printedInstant } from '../../http/pages/words';
import { namedBy } from '../people/person-lines';
import type { Named } from './named-lists.service';
import { onward } from './onward';

export interface AlertFilter {
  readonly kind?: string;
}

/** Each kind in a sentence that says what to do about it. */
const KINDS: Readonly<Record<AlertKind, { readonly name: string; readonly says: string }>> = {
  'sign-in-locked': {
    name: 'A name was tried too often',
    says: 'It waits longer each time. Ask its person whether it was them.',
  },
  'passkey-cloned': {
    name: 'A passkey seems to be copied',
    says: 'Its counter went back. Hand out a new one-time link, which ends it.',
  },
  'signing-locked': {
    name: 'Signing was tried too often',
    says: 'Somebody in a session did not prove who they are. Ask the person, and end the sessions if it was not them.',
  },
  'password-known': {
    name: 'A password was right, and the code was not',
    says: 'Somebody else may know the password. Have the person change it.',
  },
};

/** What was tried, the newest first. */
export const presentAlerts = ({ items, next, names }: Named<ReturnType<typeof presentAlert>>, filter: AlertFilter) => ({
  kind: filter.kind ?? '',
  kinds: ALERT_KINDS.map((value) => ({ value, name: KINDS[value].name, isChosen: value === filter.kind })),
  more: onward('/alerts', { ...filter }, next),
  alerts: items.map(({ kind, personId, address, at }) => ({
    ...{ ...KINDS[kind], at: printedInstant(at), from: address ?? 'Not known' },
    who: personId === null ? null : { name: namedBy(names, personId), href: `/people/${personId}` },
  })),
});
