import type { shown } from '../../access/credentials/totp.rules';
import type { Wrong } from '../../http/pages/taken-form';
import type { Actor } from '../../kernel/actor';
import { qrDrawing } from '../first-start/qr-drawing';

/** Who came by a link goes on with his first steps; everybody else comes from his account. */
export const homeOf = ({ via }: Actor): string => (via.kind === 'link' ? '/first-start/factors' : '/account');

const aroundOf = (actor: Actor, wrong: Wrong | null) => ({
  ...{ home: homeOf(actor), isFirst: actor.via.kind === 'link', wrong },
});

/** The form that sets a password. After a link there is no present one to ask for. */
export const presentPasswordForm = (actor: Actor, userName: string, wrong: Wrong | null = null) => ({
  ...aroundOf(actor, wrong),
  userName,
});

/** The form that takes the first code of a secret that was shown before. */
export const presentCodeForm = (actor: Actor, wrong: Wrong | null = null) => ({
  ...aroundOf(actor, wrong),
  totp: null,
});

/** A secret, shown this once: to scan, and to type in groups of four. */
export const presentSecret = (actor: Actor, { secret, uri }: ReturnType<typeof shown>) => ({
  ...aroundOf(actor, null),
  totp: { secret: (secret.match(/.{1,4}/g) ?? []).join(' '), qr: qrDrawing(uri) },
});

export const presentPasskeyForm = (actor: Actor) => aroundOf(actor, null);
