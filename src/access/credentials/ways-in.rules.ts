import type { Credential, CredentialKind } from './credential.entity';

/** What opens a session: a password and a code together, a passkey that knows its user, or an identity that others vouch for. */
const WAYS_IN: readonly (readonly CredentialKind[])[] = [['password', 'totp'], ['passkey'], ['openid']];

/** Whether somebody who has these can sign in. */
export const canSignInWith = (kinds: readonly CredentialKind[]): boolean =>
  WAYS_IN.some((way) => way.every((kind) => kinds.includes(kind)));

/** The kinds that open something now: an identity of an issuer to which nobody is sent any more does not. */
export const kindsThatOpen = (
  held: readonly Pick<Credential, 'kind' | 'detail'>[],
  issuer: string | null,
): CredentialKind[] =>
  held.filter(({ kind, detail }) => kind !== 'openid' || detail.issuer === issuer).map(({ kind }) => kind);
