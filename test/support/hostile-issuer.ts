import { createHmac, generateKeyPairSync, type JsonWebKey, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OpenidGround } from '../../src/access/openid/openid-ground';

type Members = Readonly<Record<string, unknown>>;

/** What it answers at its doors, where that is not what a good one would. */
export interface Misbehaviour {
  readonly metadata?: Members;
  readonly token?: { readonly status: number; readonly body: string };
  readonly isSilent?: boolean;
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = (): number => Math.floor(Date.now() / 1000);

/** A key pair, and what the issuer shows of it. */
export interface IssuerKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: KeyObject;
  readonly jwk: JsonWebKey;
}

export function ecKey(kid: string): IssuerKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    kid,
    alg: 'ES256',
    privateKey,
    jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig' },
  };
}

/** An issuer that says whatever a test wants it to say, signed however that wants it. */
export class HostileIssuer {
  readonly key = ecKey('one');
  /** The next ID token. */
  idToken = '';
  wrong: Misbehaviour = {};
  asked: string[] = [];

  private constructor(
    private readonly server: Server,
    readonly ground: OpenidGround,
  ) {
    server.on('request', (request, response) => {
      const path = request.url ?? '';
      this.asked.push(`${request.method} ${path}`);
      if (this.wrong.isSilent === true) return;
      const { status, body } = this.answer(path);
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  }

  static async start(own: Partial<OpenidGround> = {}): Promise<HostileIssuer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return new HostileIssuer(server, {
      issuer,
      clientId: 'predicate',
      clientSecret: 's'.repeat(40),
      acr: null,
      ...own,
    });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** Claims as they should be, for a subject and a nonce. */
  claims(own: Members = {}): Members {
    const { issuer, clientId } = this.ground;
    return { iss: issuer, aud: clientId, iat: now(), exp: now() + 300, auth_time: now(), ...own };
  }

  /** A token that says this, signed with that key. */
  signed(claims: Members, { kid, alg, privateKey }: IssuerKey = this.key, header: Members = {}): string {
    const text = `${part({ alg, kid, ...header })}.${part(claims)}`;
    return `${text}.${sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  }

  unsigned(claims: Members): string {
    return `${part({ alg: 'none' })}.${part(claims)}.`;
  }

  /** Under a secret that both know, or that anybody knows. */
  sealed(claims: Members, secret: string): string {
    const text = `${part({ alg: 'HS256', kid: this.key.kid })}.${part(claims)}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  }

  private answer(path: string): { readonly status: number; readonly body: string } {
    const { issuer } = this.ground;
    if (path === '/.well-known/openid-configuration') {
      const doors = {
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
      };
      const id_token_signing_alg_values_supported = ['ES256', 'HS256', 'none'];
      const metadata = { issuer, ...doors, id_token_signing_alg_values_supported, ...this.wrong.metadata };
      return { status: 200, body: JSON.stringify(metadata) };
    }
    if (path === '/jwks') return { status: 200, body: JSON.stringify({ keys: [this.key.jwk] }) };
    if (path !== '/token') return { status: 404, body: '{}' };
    const tokens = { access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: this.idToken };
    return this.wrong.token ?? { status: 200, body: JSON.stringify(tokens) };
  }
}
