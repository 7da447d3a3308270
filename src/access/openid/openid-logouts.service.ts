import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { PROGRAM } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { Refusal } from '../../kernel/refusal';
import { Sessions } from '../sessions/sessions.service';
import { IssuerKeys } from './issuer-keys';
import { isSignedByOneOf, readJws } from './jws.rules';
import { type LoggedOut, loggedOutBy } from './logout-token.rules';

/** Sessions that an identity opened and that are open; of one session at the issuer, or of all. */
const OPEN = `
  SELECT s.id FROM openid_session o JOIN session s ON s.id = o.id JOIN credential c ON c.id = o.credential_id
  WHERE s.ended_at IS NULL AND c.detail->>'issuer' = $1
    AND ($2::text IS NULL OR c.detail->>'subject' = $2) AND ($3::text IS NULL OR o.sid = $3)
  ORDER BY s.id`;

/** The issuer says by itself that somebody signed out there (OpenID Connect Back-Channel Logout 1.0). */
@Injectable()
export class OpenidLogouts {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly keys: IssuerKeys,
    private readonly sessions: Sessions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Ends what the token is about, and tells how many sessions that were; refuses as `bad-request` what is no such token. */
  async end(form: Uint8Array): Promise<number> {
    const { issuer, clientId } = this.keys.issuer.terms;
    const [token, ...others] = new URLSearchParams(Buffer.from(form).toString('utf8')).getAll('logout_token');
    const jws = token === undefined || others.length > 0 ? null : readJws(token);
    const loggedOut = jws === null ? null : loggedOutBy(jws, { issuer, clientId, now: this.clock.now() });
    if (jws === null || loggedOut === null) throw none();
    if (!isSignedByOneOf(await this.keys.keysFor(jws.header.kid), jws)) throw none();
    return this.endAll(issuer, loggedOut);
  }

  private async endAll(issuer: string, { subject, sid }: LoggedOut): Promise<number> {
    const open = await this.dataSource.query<{ id: string }[]>(OPEN, [issuer, subject, sid]);
    for (const { id } of open) {
      await this.sessions.end(PROGRAM, id, 'signed-out-elsewhere').catch((error: unknown) => {
        if (!(error instanceof Refusal) || error.type !== 'invalid-state') throw error;
      });
    }
    return open.length;
  }
}

const none = (): Refusal => new Refusal('bad-request', 'This is no logout token of the OpenID issuer for this service');
