import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../kernel/clock';
import { Refusal } from '../../kernel/refusal';
import { issuerFetch } from './issuer-fetch';
import type { Jwk } from './jws.rules';
import { OpenidIssuer } from './openid-issuer';

/** How long keys are believed, and how soon others are looked for when a token names one that is not among them. */
const KNOWN_FOR_MS = 5 * 60 * 1000;
const SOONEST_MS = 60 * 1000;

/** The public keys of the issuer, for what it sends by itself (RFC 7517 §5). */
@Injectable()
export class IssuerKeys {
  private known: { readonly keys: readonly Jwk[]; readonly at: number } | null = null;

  constructor(
    readonly issuer: OpenidIssuer,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Those there are, with the one of this id if there is one; anybody may name one, so it is asked for a minute apart. */
  async keysFor(kid: unknown): Promise<readonly Jwk[]> {
    const age = this.clock.now().getTime() - (this.known?.at ?? 0);
    const isHeld = kid === undefined || (this.known?.keys ?? []).some((key) => key.kid === kid);
    if (this.known !== null && age < (isHeld ? KNOWN_FOR_MS : SOONEST_MS)) return this.known.keys;
    const keys = await this.ask().catch((error: unknown) => {
      throw error instanceof Refusal ? error : this.issuer.away(error);
    });
    this.known = { keys, at: this.clock.now().getTime() };
    return keys;
  }

  private async ask(): Promise<readonly Jwk[]> {
    const { jwks_uri: address = '' } = (await this.issuer.configuration()).serverMetadata();
    const headers = { accept: 'application/json' };
    const answer = await issuerFetch(this.issuer.terms.issuer)(address, { ...ASKING, headers });
    const { keys } = (await answer.json()) as { keys?: unknown };
    if (!answer.ok || !Array.isArray(keys)) throw new Error('it shows no keys');
    return keys.filter((key): key is Jwk => typeof key === 'object' && key !== null);
  }
}

const ASKING = { method: 'GET', redirect: 'manual', body: undefined } as const;
