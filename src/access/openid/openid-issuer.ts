import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type Configuration,
  ResponseBodyError,
} from 'openid-client';
import { CLOCK, type Clock } from '../../kernel/clock';
import { Refusal } from '../../kernel/refusal';
import { discover } from './discover';
import { awayIn } from './issuer-fetch';
import { OPENID, type OpenidGround } from './openid-ground';
import { type Vouched, vouchedBy } from './vouched.rules';

/** How long what the issuer said of itself is believed. */
const KNOWN_FOR_MS = 60 * 60 * 1000;
const AGAIN_AFTER_S = 15;

/** What a person is sent to the issuer with. */
export interface Sent {
  /** Where he comes back to, as it is registered at the issuer. */
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** With what he came back. */
export interface Returned extends Omit<Sent, 'state'> {
  /** The parameters of the answer: code, state, iss, error. */
  readonly answer: Readonly<Record<string, string>>;
}

/** The issuer that the configuration names: asked for the first time when somebody wants to sign in, never at the start. */
@Injectable()
export class OpenidIssuer {
  private readonly log = new Logger('Access');
  private known: { readonly configuration: Configuration; readonly until: number } | null = null;
  private asking: Promise<Configuration> | null = null;

  constructor(
    @Inject(OPENID) private readonly ground: OpenidGround | null,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The name of the issuer; null where there is none. */
  get name(): string | null {
    return this.ground?.issuer ?? null;
  }

  /** How strongly a person must have proved himself before he signs; null where any way will do. */
  get acr(): string | null {
    return this.ground?.acr ?? null;
  }

  /** What was configured; refuses as `not-found` where nothing was. */
  get terms(): OpenidGround {
    if (this.ground !== null) return this.ground;
    throw new Refusal('not-found', 'Nobody vouches for people here: no OpenID issuer is configured');
  }

  /** Where a browser is to go: code flow with PKCE (RFC 7636). Refuses as `issuer-unavailable` while the issuer is away. */
  async addressOf({ redirectUri, state, nonce, verifier }: Sent, more: Record<string, string> = {}): Promise<string> {
    const url = buildAuthorizationUrl(await this.configuration(), {
      ...{ response_type: 'code', scope: 'openid', redirect_uri: redirectUri, state, nonce },
      ...{ code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', ...more },
    });
    return url.href;
  }

  /**
   * Changes the code for the issuer’s word and looks at all of it; of its tokens nothing is kept. Null where it is not a word
   * for this service, this browser and this time, which the log tells and the person is not told.
   */
  async vouched({ redirectUri, answer, nonce, verifier }: Returned): Promise<Vouched | null> {
    const configuration = await this.configuration();
    const url = new URL(`${redirectUri}?${new URLSearchParams(answer).toString()}`);
    const checks = { expectedNonce: nonce, expectedState: answer.state, pkceCodeVerifier: verifier };
    try {
      const claims = (await authorizationCodeGrant(configuration, url, checks)).claims();
      return claims === undefined ? null : vouchedBy(claims, this.terms.clientId);
    } catch (error) {
      if (awayIn(error) !== null) throw this.away(error);
      this.log.warn(`The answer of the OpenID issuer was refused: ${wordsOf(error)}`);
      return null;
    }
  }

  /** What the issuer says of itself, asked once an hour; of many who want it at once one asks. */
  async configuration(): Promise<Configuration> {
    if (this.known !== null && this.clock.now().getTime() < this.known.until) return this.known.configuration;
    this.asking ??= this.ask(this.terms).finally(() => (this.asking = null));
    return this.asking;
  }

  /** Says in the log why the issuer is of no use, and when to ask again to who asked. */
  away(error: unknown): Refusal {
    this.log.warn(`The OpenID issuer is of no use: ${wordsOf(awayIn(error) ?? error)}`);
    const detail = 'The OpenID issuer does not answer; nothing was done, and every other way to sign in is open';
    return Refusal.forNow('issuer-unavailable', detail, AGAIN_AFTER_S);
  }

  private async ask(ground: OpenidGround): Promise<Configuration> {
    const configuration = await discover(ground).catch((error: unknown) => {
      throw this.away(error);
    });
    this.known = { configuration, until: this.clock.now().getTime() + KNOWN_FOR_MS };
    return configuration;
  }
}

/** The words of an error and of what caused it, without what they are about: that may be a token. */
function wordsOf(error: unknown): string {
  const words: string[] = [];
  for (let one = error; one instanceof Error && words.length < 3; one = one.cause) {
    words.push(one instanceof ResponseBodyError ? `${one.message} (${one.error.slice(0, 40)})` : one.message);
  }
  return words.length === 0 ? 'no error' : [...new Set(words)].join(': ');
}
