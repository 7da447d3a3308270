import { constants, createHmac, generateKeyPairSync, type KeyObject, sign, type SignKeyObjectInput } from 'node:crypto';
import { kindsThatOpen } from '../../src/access/credentials/ways-in.rules';
import { isSignedByOneOf, type Jwk, readJws } from '../../src/access/openid/jws.rules';
import { loggedOutBy } from '../../src/access/openid/logout-token.rules';
import { type Demanded, stepUpFault } from '../../src/access/openid/step-up.rules';
import { type Claims, type Vouched, vouchedBy } from '../../src/access/openid/vouched.rules';

const ISSUER = 'https://id.example.org';

describe('What an issuer says of a person', () => {
  const claims = (own: Partial<Claims> = {}): Claims => ({ iss: ISSUER, sub: 's', aud: 'predicate', ...own });

  it('is whom it names, and how and when he proved himself, as far as it says', () => {
    const said = claims({ aud: ['predicate'], sid: 'of the issuer', acr: 'strong', auth_time: 1_764_008_400 });
    expect(vouchedBy(said, 'predicate')).toEqual({
      ...{ issuer: ISSUER, subject: 's', sid: 'of the issuer', acr: 'strong' },
      authTime: new Date('2025-11-24T18:20:00.000Z'),
    });
    expect(vouchedBy(claims(), 'predicate')).toMatchObject({ sid: null, acr: null, authTime: null });
    const odd = claims({ sid: 1, acr: { strong: true }, auth_time: '1764008400' });
    expect(vouchedBy(odd, 'predicate')).toMatchObject({ sid: null, acr: null, authTime: null });
    expect(vouchedBy(claims({ auth_time: 1e300 }), 'predicate')).toMatchObject({ authTime: null });
  });

  it.each<[string, Partial<Claims>]>([
    ['another client', { aud: 'other' }],
    ['nobody', { aud: [] }],
    ['another client as well', { aud: ['predicate', 'other'] }],
    ['another party that it was given to', { azp: 'other' }],
    ['nobody by name', { sub: '' }],
    ['a name that is too long', { sub: 'x'.repeat(256) }],
  ])('is nothing to us when it is for %s', (_, own) => expect(vouchedBy(claims(own), 'predicate')).toBeNull());
});

describe('A proof that was asked for', () => {
  const begunAt = new Date('2026-11-29T12:00:00.900Z');
  const after = (seconds: number): Date => new Date(begunAt.getTime() + seconds * 1_000);
  const demanded = (own: Partial<Demanded> = {}): Demanded => ({
    ...{ identities: [{ issuer: ISSUER, subject: 's' }], begunAt, now: after(60), acr: null },
    ...own,
  });
  const vouched = (own: Partial<Vouched> = {}): Vouched => ({
    ...{ issuer: ISSUER, subject: 's', sid: null, authTime: after(20), acr: null },
    ...own,
  });

  it('is of the person, after he was asked, as far as two clocks agree', () => {
    expect(stepUpFault(vouched(), demanded())).toBeNull();
    expect(stepUpFault(vouched({ authTime: new Date('2026-11-29T12:00:00Z') }), demanded())).toBeNull();
    expect(stepUpFault(vouched({ authTime: after(-5) }), demanded())).toBeNull();
    expect(stepUpFault(vouched({ authTime: after(65) }), demanded())).toBeNull();
    expect(stepUpFault(vouched({ acr: 'weak' }), demanded())).toBeNull();
    expect(stepUpFault(vouched({ acr: 'strong' }), demanded({ acr: 'strong' }))).toBeNull();
  });

  it.each<[string, string, Partial<Vouched>, Partial<Demanded>]>([
    ['of somebody else', 'identity', { subject: 'S' }, {}],
    ['of another issuer', 'identity', { issuer: `${ISSUER}/` }, {}],
    ['of nobody, since nothing is linked any more', 'identity', {}, { identities: [] }],
    ['without the time at which he proved himself', 'unstated', { authTime: null }, {}],
    ['from before he was asked', 'stale', { authTime: after(-5.001) }, {}],
    ['from a time to come', 'early', { authTime: after(65.001) }, {}],
    ['not strong enough', 'acr', { acr: 'weak' }, { acr: 'strong' }],
    ['as strong as nobody says', 'acr', {}, { acr: 'strong' }],
  ])('is none when it is %s', (_, fault, own, terms) => {
    expect(stepUpFault(vouched(own), demanded(terms))).toBe(fault);
  });
});

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const signedWith = (
  header: object,
  claims: object,
  hash: string | null,
  key: KeyObject | SignKeyObjectInput,
): string => {
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${sign(hash, Buffer.from(text), key).toString('base64url')}`;
};
const isSigned = (token: string, ...keys: object[]): boolean => {
  const jws = readJws(token);
  return jws !== null && isSignedByOneOf(keys as Jwk[], jws);
};

describe('A signed token', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const ed = generateKeyPairSync('ed25519');
  const shown = (key: KeyObject, own: object = {}) => ({ ...key.export({ format: 'jwk' }), ...own });
  const raw = (key: KeyObject): SignKeyObjectInput => ({ key, dsaEncoding: 'ieee-p1363' });
  const pss = (key: KeyObject) => ({ key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });

  it('is verified by the public key of its issuer, in each algorithm that has one', () => {
    expect(isSigned(signedWith({ alg: 'RS256' }, {}, 'sha256', rsa.privateKey), shown(rsa.publicKey))).toBe(true);
    expect(isSigned(signedWith({ alg: 'RS512' }, {}, 'sha512', rsa.privateKey), shown(rsa.publicKey))).toBe(true);
    expect(isSigned(signedWith({ alg: 'PS256' }, {}, 'sha256', pss(rsa.privateKey)), shown(rsa.publicKey))).toBe(true);
    expect(isSigned(signedWith({ alg: 'ES256' }, {}, 'sha256', raw(ec.privateKey)), shown(ec.publicKey))).toBe(true);
    expect(isSigned(signedWith({ alg: 'ES384' }, {}, 'sha384', raw(curve.privateKey)), shown(curve.publicKey))).toBe(
      true,
    );
    expect(isSigned(signedWith({ alg: 'EdDSA' }, {}, null, ed.privateKey), shown(ed.publicKey))).toBe(true);
  });

  it('is verified by the key that it names, among others', () => {
    const token = signedWith({ alg: 'ES256', kid: 'two' }, {}, 'sha256', raw(ec.privateKey));
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
    expect(isSigned(token, shown(other, { kid: 'one' }), shown(ec.publicKey, { kid: 'two', use: 'sig' }))).toBe(true);
    expect(isSigned(token, shown(other, { kid: 'two' }), shown(ec.publicKey, { kid: 'one' }))).toBe(false);
    expect(isSigned(token, shown(ec.publicKey, { kid: 'two', use: 'enc' }))).toBe(false);
    expect(isSigned(token, shown(ec.publicKey, { kid: 'two', alg: 'ES384' }))).toBe(false);
  });

  it('is never taken without a signature, or under a secret that whoever verifies it knows', () => {
    expect(isSigned(`${part({ alg: 'none' })}.${part({})}.`, shown(rsa.publicKey))).toBe(false);
    expect(isSigned(`${part({})}.${part({})}.`, shown(rsa.publicKey))).toBe(false);
    const pem = rsa.publicKey.export({ format: 'pem', type: 'spki' });
    const text = `${part({ alg: 'HS256' })}.${part({})}`;
    const sealed = `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`;
    expect(isSigned(sealed, shown(rsa.publicKey), { kty: 'oct', k: Buffer.from(pem).toString('base64url') })).toBe(
      false,
    );
    for (const alg of ['constructor', '__proto__', 'RS1', 'es256', 1, null]) {
      expect(isSigned(signedWith({ alg }, {}, 'sha256', rsa.privateKey), shown(rsa.publicKey))).toBe(false);
    }
  });

  it('is not taken by another key, in another form, or changed after it was signed', () => {
    const token = signedWith({ alg: 'ES256' }, { sub: 'a' }, 'sha256', raw(ec.privateKey));
    const [head, , tail] = token.split('.');
    expect(isSigned(`${head}.${part({ sub: 'b' })}.${tail}`, shown(ec.publicKey))).toBe(false);
    expect(isSigned(signedWith({ alg: 'ES256' }, {}, 'sha256', ec.privateKey), shown(ec.publicKey))).toBe(false);
    expect(isSigned(signedWith({ alg: 'ES256' }, {}, 'sha256', raw(curve.privateKey)), shown(curve.publicKey))).toBe(
      false,
    );
    expect(isSigned(token.slice(0, -4), shown(ec.publicKey))).toBe(false);
    expect(isSigned(token, { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' })).toBe(false);
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
    expect(isSigned(signedWith({ alg: 'RS256' }, {}, 'sha256', short.privateKey), shown(short.publicKey))).toBe(false);
  });

  it.each([
    ['two parts', 'YQ.YQ'],
    ['no JSON', 'YQ.YQ.YQ'],
    ['a list', `${part([])}.${part({})}.YQ`],
    ['an extension that must be understood', `${part({ alg: 'RS256', crit: ['b64'] })}.${part({})}.YQ`],
    ['bytes that are no text', `${Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url')}.${part({})}.YQ`],
  ])('is none with %s', (_, token) => expect(readJws(token)).toBeNull());
});

describe('A logout token', () => {
  const now = new Date('2026-11-29T12:00:00Z');
  const seconds = now.getTime() / 1_000;
  const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} };
  const token = (own: object = {}, header: Record<string, unknown> = { typ: 'logout+jwt' }) => {
    const claims = {
      iss: ISSUER,
      aud: 'predicate',
      iat: seconds,
      exp: seconds + 120,
      jti: 'j',
      events: EVENTS,
      sub: 's',
    };
    return { header, claims: { ...claims, ...own }, signed: Buffer.alloc(0), signature: Buffer.alloc(0) };
  };
  const ended = (own: object = {}, header?: Record<string, unknown>) =>
    loggedOutBy(token(own, header), { issuer: ISSUER, clientId: 'predicate', now });

  it('ends the sessions of a subject, or of one session at the issuer, or of both', () => {
    expect(ended()).toEqual({ subject: 's', sid: null });
    expect(ended({ sid: 'x' })).toEqual({ subject: 's', sid: 'x' });
    expect(ended({ sub: undefined, sid: 'x', aud: ['other', 'predicate'] })).toEqual({ subject: null, sid: 'x' });
    expect(ended({}, {})).not.toBeNull();
    expect(ended({}, { typ: 'JWT' })).not.toBeNull();
  });

  it.each([
    ['another issuer', { iss: `${ISSUER}/` }],
    ['another client', { aud: 'other' }],
    ['nobody', { sub: undefined }],
    ['no event', { events: undefined }],
    ['another event', { events: { 'http://schemas.openid.net/event/other': {} } }],
    ['an event that is no object', { events: { 'http://schemas.openid.net/event/backchannel-logout': true } }],
    ['a nonce, which makes it an ID token', { nonce: 'n' }],
    ['no id', { jti: undefined }],
    ['no end', { exp: undefined }],
    ['an end that is over', { exp: seconds - 30 }],
    ['no beginning', { iat: undefined }],
    ['a beginning to come', { iat: seconds + 30 }],
  ])('ends nothing with %s', (_, own) => expect(ended(own)).toBeNull());

  it('ends nothing when it says that it is of another type', () => {
    expect(ended({}, { typ: 'at+jwt' })).toBeNull();
    expect(ended({}, { typ: 1 })).toBeNull();
  });
});

describe('An identity of an issuer that is configured no more', () => {
  const held = [
    { kind: 'openid' as const, detail: { issuer: ISSUER, subject: 's' } },
    { kind: 'totp' as const, detail: {} },
  ];
  it.each([
    [ISSUER, ['openid', 'totp']],
    ['https://other.example.org', ['totp']],
    [null, ['totp']],
  ])('opens nothing: with %s', (issuer, kinds) => expect(kindsThatOpen(held, issuer)).toEqual(kinds));
});
