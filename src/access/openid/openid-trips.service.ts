import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { Refusal } from '../../kernel/refusal';
import { Callers } from '../callers';
import type { Whence } from '../sessions/sessions.service';
import { OpenidIssuer } from './openid-issuer';
import type { OpenidRequest } from './openid-request.entity';
import { OpenidRequests, type Wanted } from './openid-requests.service';
import type { Vouched } from './vouched.rules';

/** Who is on his way: where to, what his browser keeps meanwhile, and until when he must be back. */
export interface Departed {
  readonly id: string;
  readonly authorizationUrl: string;
  readonly browser: string;
  readonly expiresAt: Date;
}

/** Who comes back from the issuer, and in which browser. */
export interface Arriving {
  /** Code, state, iss or error, as the issuer gave them to the browser. */
  readonly answer: Readonly<Record<string, string>>;
  readonly browser: string;
  /** The token of a session in the same browser. */
  readonly session: string | undefined;
  readonly redirectUri: string;
  readonly whence: Whence;
  readonly requestId: string;
}

/** The way to the issuer and back, whatever it is for. */
@Injectable()
export class OpenidTrips {
  constructor(
    readonly issuer: OpenidIssuer,
    private readonly requests: OpenidRequests,
    private readonly callers: Callers,
  ) {}

  /** Sends somebody there. Refuses as `not-found` where there is no issuer, as `issuer-unavailable` while it is away. */
  async depart(wanted: Wanted, redirectUri: string, more: Record<string, string> = {}): Promise<Departed> {
    await this.issuer.configuration();
    const { id, browser, expiresAt, ...sent } = await this.requests.make(wanted);
    return { id, browser, expiresAt, authorizationUrl: await this.issuer.addressOf({ redirectUri, ...sent }, more) };
  }

  /** What he was sent for, which is used by that; null where he was not, not in this browser, or is too late. */
  arrive({ answer, browser }: Arriving): Promise<OpenidRequest | null> {
    return this.requests.use(answer.state ?? '', browser);
  }

  /** For whom the issuer vouches; null where it does for nobody. */
  vouched({ nonce, verifier }: OpenidRequest, { redirectUri, answer }: Arriving): Promise<Vouched | null> {
    return this.issuer.vouched({ redirectUri, answer, nonce, verifier });
  }

  /** Who began it, if his session is open still and in the same browser; refused otherwise. */
  async travellerOf({ sessionId }: OpenidRequest, { session, requestId }: Arriving): Promise<Actor> {
    const caller = session === undefined ? null : await this.callers.bySession(session);
    if (caller?.via.id !== sessionId) {
      throw new Refusal(
        'authentication-required',
        'The session in which this was begun has ended: sign in, and begin again',
      );
    }
    return { id: caller.id, name: caller.name, role: 'person', via: caller.via, requestId };
  }
}
