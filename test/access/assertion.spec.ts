import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { type Assertion, verifyAssertion } from '../../src/access/passkeys/assertion.rules';
import { verifyRegistration } from '../../src/access/passkeys/registration.rules';
import { type AlgorithmName, Authenticator, FLAGS, type Wrong } from '../support/authenticator';
import { toCbor, type Writable } from '../support/cbor';

const challenge = randomBytes(32);
const expected = { challenge, origin: 'https://predicate.example.org', rpId: 'predicate.example.org' };
const asked = { ...expected, challenge: challenge.toString('base64url') };
const person = randomBytes(16);
const ALGORITHMS: readonly AlgorithmName[] = ['ES256', 'EdDSA', 'RS256'];
const because = (verdict: { isValid: boolean; because?: string }) => verdict.because ?? null;

describe('An assertion', () => {
  const authenticator = new Authenticator();
  const verdictOn = (wrong: Wrong, own: Partial<Assertion> = {}) =>
    verifyAssertion({ ...authenticator.assertion(asked, wrong), ...own }, expected);

  it.each(ALGORITHMS)('of %s is valid, and tells its counter', (algorithm) => {
    const assertion = new Authenticator(algorithm).assertion(asked, { counter: 4_294_967_295 });
    expect(verifyAssertion(assertion, expected)).toEqual({ isValid: true, counter: 4_294_967_295, isBackedUp: false });
  });

  it('of a passkey that is backed up, with extensions, is valid', () => {
    const flags = FLAGS.UP | FLAGS.UV | FLAGS.BE | FLAGS.BS;
    const extensions = toCbor(new Map<Writable, Writable>([['credProtect', 2]]));
    expect(verdictOn({ flags, extensions })).toEqual({ isValid: true, counter: 0, isBackedUp: true });
  });

  it.each<[string, Wrong, string]>([
    ['about a new passkey', { type: 'webauthn.create' }, 'type'],
    ['of another challenge', { challenge: randomBytes(32).toString('base64url') }, 'challenge'],
    ['of the challenge in other letters', { challenge: `${asked.challenge}=` }, 'challenge'],
    ['of another origin', { origin: 'https://predicate.example.com' }, 'origin'],
    ['of the origin without TLS', { origin: 'http://predicate.example.org' }, 'origin'],
    ['of the origin with a slash', { origin: 'https://predicate.example.org/' }, 'origin'],
    ['of a page within another', { crossOrigin: true }, 'cross-origin'],
    ['for another service', { rpId: 'example.org' }, 'rp-id'],
    ['without anybody there', { flags: FLAGS.UV }, 'user-presence'],
    ['without a user who was verified', { flags: FLAGS.UP }, 'user-verification'],
    ['backed up, though it may not be', { flags: FLAGS.UP | FLAGS.UV | FLAGS.BS }, 'unreadable'],
    ['with a new passkey in it', { flags: FLAGS.UP | FLAGS.UV | FLAGS.AT }, 'unreadable'],
    ['that goes on after its end', { more: Buffer.of(0) }, 'unreadable'],
    ['with extensions that are no map', { extensions: toCbor([1]) }, 'unreadable'],
    ['by another key', { signingKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }, 'signature'],
  ])('%s is not valid', (_, wrong, reason) => {
    expect(because(verdictOn(wrong))).toBe(reason);
  });

  it('is not valid with the key, the counter or the client data of another', () => {
    const honest = authenticator.assertion(asked);
    const other = new Authenticator().assertion(asked, { counter: 9 });
    const { credentialPublicKey, authenticatorData, signature } = other;
    expect(because(verdictOn({}, { credentialPublicKey }))).toBe('signature');
    expect(because(verdictOn({}, { authenticatorData }))).toBe('signature');
    expect(because(verdictOn({}, { signature }))).toBe('signature');
    const clientDataJSON = Buffer.concat([honest.clientDataJSON, Buffer.from(' ')]);
    expect(because(verdictOn({}, { clientDataJSON }))).toBe('signature');
  });

  it.each(ALGORITHMS)('of %s is not valid once any one bit is another, in any of its parts', (algorithm) => {
    const honest = new Authenticator(algorithm).assertion(asked);
    for (const name of ['authenticatorData', 'clientDataJSON', 'signature', 'credentialPublicKey'] as const) {
      for (let bit = 0; bit < honest[name].length * 8; bit += 5) {
        const flipped = Buffer.from(honest[name]);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const { isValid } = verifyAssertion({ ...honest, [name]: flipped }, expected);
        expect([name, bit, isValid]).toEqual([name, bit, false]);
      }
    }
  });

  it('is not valid cut short or gone on after its end, in any of its parts', () => {
    const honest = authenticator.assertion(asked);
    for (const name of ['authenticatorData', 'clientDataJSON', 'signature', 'credentialPublicKey'] as const) {
      for (let length = 0; length < honest[name].length; length++) {
        const cut = { ...honest, [name]: honest[name].subarray(0, length) };
        expect([name, length, verifyAssertion(cut, expected).isValid]).toEqual([name, length, false]);
      }
      const longer = { ...honest, [name]: Buffer.concat([honest[name], Buffer.of(0)]) };
      expect([name, verifyAssertion(longer, expected).isValid]).toEqual([name, false]);
    }
  });

  it.each<[string, Uint8Array]>([
    ['a list of four thousand million', Buffer.from('9affffffff', 'hex')],
    ['a length that is not told', Buffer.from('bf0102ff', 'hex')],
    ['a number past what is exact', Buffer.from('a1011bffffffffffffffff', 'hex')],
    ['a name twice', Buffer.from('a201020102', 'hex')],
    ['a list as a name', Buffer.from('a1800102', 'hex')],
    ['a text that is not UTF-8', Buffer.from('a10161ff', 'hex')],
    ['a tag', Buffer.from('c101', 'hex')],
    ['a hundred thousand lists in each other', Buffer.alloc(100_000, 0x81)],
    [
      'a key of ES256 with no curve',
      toCbor(
        new Map<Writable, Writable>([
          [1, 2],
          [3, -7],
        ]),
      ),
    ],
    [
      'a key of an algorithm of old',
      toCbor(
        new Map<Writable, Writable>([
          [1, 3],
          [3, -65535],
        ]),
      ),
    ],
  ])('is unreadable with a key that is %s', (_, credentialPublicKey) => {
    expect(because(verdictOn({}, { credentialPublicKey }))).toBe('unreadable');
  });

  it('is unreadable with a key that is right and says a part of it twice', () => {
    const cose = toCbor(authenticator.cose);
    const twice = Buffer.concat([Buffer.of((cose[0] ?? 0) + 1), cose.subarray(1), Buffer.of(1, 2)]);
    expect(because(verdictOn({}, { credentialPublicKey: twice }))).toBe('unreadable');
  });

  it('is unreadable with a point that is not on the curve, and with a short RSA key', () => {
    const off = toCbor(new Map(authenticator.cose).set(-3, Buffer.alloc(32, 1)));
    expect(because(verdictOn({}, { credentialPublicKey: off }))).toBe('unreadable');
    const { n = '', e = '' } = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
    const [modulus, exponent] = [Buffer.from(n, 'base64url'), Buffer.from(e, 'base64url')];
    const short = toCbor(
      new Map<Writable, Writable>([
        [1, 3],
        [3, -257],
        [-1, modulus],
        [-2, exponent],
      ]),
    );
    expect(because(verdictOn({}, { credentialPublicKey: short }))).toBe('unreadable');
  });

  it.each(['[]', '1', '"a"', 'null', '{}', '{"type":1,"challenge":"a","origin":"b"}', '{', '\u{FEFF}{}', ''])(
    'is unreadable with client data that are %j',
    (said) => {
      expect(because(verdictOn({}, { clientDataJSON: Buffer.from(said) }))).toBe('unreadable');
    },
  );

  it.each(ALGORITHMS)('of %s is judged as another implementation judges it', async (algorithm) => {
    const own = new Authenticator(algorithm);
    const judged = async (wrong: Wrong) => {
      const response = own.get(asked, { counter: 0, ...wrong });
      const publicKey = new Uint8Array(own.assertion(asked).credentialPublicKey);
      const theirs = await verifyAuthenticationResponse({
        ...{ response: response as never, expectedChallenge: asked.challenge, expectedOrigin: expected.origin },
        ...{ expectedRPID: expected.rpId, credential: { id: response.id, publicKey, counter: 0 } },
      }).then(
        ({ verified }) => verified,
        () => false,
      );
      return [theirs, verifyAssertion(own.assertion(asked, { counter: 0, ...wrong }), expected).isValid];
    };
    expect(await judged({})).toEqual([true, true]);
    for (const wrong of [{ challenge: 'AAAA' }, { origin: 'https://a' }, { rpId: 'a' }, { flags: 0 }, { flags: 1 }]) {
      expect([wrong, await judged(wrong)]).toEqual([wrong, [false, false]]);
    }
  });
});

describe('A registration', () => {
  const bytesOf = ({ response }: ReturnType<Authenticator['create']>) => ({
    attestationObject: Buffer.from(response.attestationObject, 'base64url'),
    clientDataJSON: Buffer.from(response.clientDataJSON, 'base64url'),
  });

  it.each(ALGORITHMS)('of %s is read as another implementation reads it', async (algorithm) => {
    const own = new Authenticator(algorithm);
    const response = own.create(asked, person, { counter: 7 });
    const verdict = verifyRegistration(bytesOf(response), expected);
    const { registrationInfo: theirs } = await verifyRegistrationResponse({
      ...{ response: response as never, expectedChallenge: asked.challenge },
      ...{ expectedOrigin: expected.origin, expectedRPID: expected.rpId },
    });
    if (!verdict.isValid) throw new Error(verdict.because);
    const { credentialId, publicKey, ...passkey } = verdict.passkey;
    expect(Buffer.from(credentialId).toString('base64url')).toBe(theirs?.credential.id);
    expect(Buffer.from(publicKey)).toEqual(Buffer.from(theirs?.credential.publicKey ?? []));
    const algorithmId = { ES256: -7, EdDSA: -8, RS256: -257 }[algorithm];
    expect(passkey).toEqual({ aaguid: theirs?.aaguid, counter: 7, isBackedUp: false, algorithm: algorithmId });
  });

  it('that the new key attests itself is valid; by another key, or with certificates, it is not', () => {
    const own = new Authenticator();
    const verdictOn = (made: ReturnType<Authenticator['create']>) =>
      because(verifyRegistration(bytesOf(made), expected));
    expect(verdictOn(own.createSelfAttested(asked, person))).toBeNull();
    expect(verdictOn(own.createSelfAttested(asked, person, { alg: -257 }))).toBe('attestation');
    expect(verdictOn(own.createSelfAttested(asked, person, { x5c: true }))).toBe('attestation');
    const { attStmt } = {
      attStmt: new Map<Writable, Writable>([
        ['alg', -7],
        ['sig', randomBytes(70)],
      ]),
    };
    expect(verdictOn(own.create(asked, person, { fmt: 'packed', attStmt }))).toBe('attestation');
    expect(verdictOn(own.create(asked, person, { attStmt }))).toBe('attestation');
    expect(verdictOn(own.create(asked, person, { fmt: 'tpm', attStmt }))).toBe('attestation');
  });

  it.each<[string, Wrong, string]>([
    ['about a passkey that is there', { type: 'webauthn.get' }, 'type'],
    ['of another challenge', { challenge: 'AAAA' }, 'challenge'],
    ['of another origin', { origin: 'https://example.com' }, 'origin'],
    ['for another service', { rpId: 'example.com' }, 'rp-id'],
    ['without anybody there', { flags: FLAGS.UV }, 'user-presence'],
    ['without a user who was verified', { flags: FLAGS.UP }, 'user-verification'],
    ['with no id', { credentialId: Buffer.alloc(0) }, 'unreadable'],
    ['with an id of 1024 bytes', { credentialId: Buffer.alloc(1024) }, 'unreadable'],
    [
      'with a key of ES384',
      {
        key: new Map<Writable, Writable>([
          [1, 2],
          [3, -35],
          [-1, 2],
        ]),
      },
      'unreadable',
    ],
  ])('%s is not valid', (_, wrong, reason) => {
    expect(because(verifyRegistration(bytesOf(new Authenticator().create(asked, person, wrong)), expected))).toBe(
      reason,
    );
  });
});
