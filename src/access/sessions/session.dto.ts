import type { FastifyRequest } from 'fastify';
import { Pattern, WhenSent, Words } from '../../http/fields';
import type { Session } from './session.entity';
import type { Whence } from './sessions.service';

export class UseLink {
  @Words(20, 200) token: string;
}

export class SignIn {
  @Words(1, 200) userName: string;
  @Words(1, 512) password: string;
  @Pattern(/^\d{6}$/, 'must be the six digits that the authenticator app shows') code: string;
}

/** A place of ours: never another site, whoever made the link (CWE-601). */
const Place = (): PropertyDecorator => Pattern(/^\/(?![/\\])[\x21-\x7e]{0,500}$/, 'must be the path of a page');

export class SignInPage {
  /** Where one wanted to go. */
  @WhenSent() @Place() next = '/';
}

export class SignInForm extends SignIn {
  @WhenSent() @Place() next = '/';
}

/** Where a request comes from, as far as that can be known; what a client says of itself is cut. */
export const whenceOf = ({ ip, headers }: FastifyRequest): Whence => ({
  address: ip,
  agent: headers['user-agent']?.slice(0, 200) ?? null,
});

export const presentSession = ({ id, personId, methods, openedAt, expiresAt, ...session }: Session) => ({
  ...{ id, personId, methods, openedAt, expiresAt, address: session.address, agent: session.agent },
  ...{ endedAt: session.endedAt, endReason: session.endReason },
});
