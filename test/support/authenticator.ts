import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { toCbor, type Writable } from './cbor';

/** What a browser was told: of the options, what an authenticator reads. */
export interface Asked {
  readonly challenge: string;
  readonly rpId: string;
  readonly origin: string;
}

/** What a test wants otherwise than an honest browser and an honest authenticator do it. */
export interface Wrong {
  readonly type?: string;
  readonly challenge?: string;
  readonly origin?: string;
  readonly rpId?: string;
  readonly crossOrigin?: boolean;
  readonly flags?: number;
  readonly counter?: number;
  readonly userHandle?: Buffer;
  readonly credentialId?: Buffer;
  readonly key?: Map<Writable, Writable>;
  readonly signingKey?: KeyObject;
  readonly fmt?: string;
  readonly attStmt?: Map<Writable, Writable>;
  readonly extensions?: Buffer;
  /** After the end of what the authenticator says, and signed with it. */
  readonly more?: Buffer;
}

export const FLAGS = { UP: 0x01, UV: 0x04, BE: 0x08, BS: 0x10, AT: 0x40, ED: 0x80 } as const;
const HONEST = FLAGS.UP | FLAGS.UV;

export type AlgorithmName = 'ES256' | 'EdDSA' | 'RS256';

const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest();
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const part = (value: string | undefined): Buffer => Buffer.from(value ?? '', 'base64url');

const PAIRS = {
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  EdDSA: () => generateKeyPairSync('ed25519'),
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
};

const COSE: Readonly<Record<AlgorithmName, (key: KeyObject) => Map<Writable, Writable>>> = {
  ES256: (key) => {
    const { x, y } = key.export({ format: 'jwk' });
    return new Map<Writable, Writable>([
      ...([
        [1, 2],
        [3, -7],
        [-1, 1],
      ] as const),
      ...([
        [-2, part(x)],
        [-3, part(y)],
      ] as const),
    ]);
  },
  EdDSA: (key) =>
    new Map<Writable, Writable>([
      ...([
        [1, 1],
        [3, -8],
        [-1, 6],
      ] as const),
      [-2, part(key.export({ format: 'jwk' }).x)],
    ]),
  RS256: (key) => {
    const { n, e } = key.export({ format: 'jwk' });
    return new Map<Writable, Writable>([
      ...([
        [1, 3],
        [3, -257],
      ] as const),
      ...([
        [-1, part(n)],
        [-2, part(e)],
      ] as const),
    ]);
  },
};

/** An authenticator with one passkey in it, and the browser before it (WebAuthn L3 §6), as honest as the test wants. */
export class Authenticator {
  readonly credentialId = randomBytes(32);
  readonly cose: Map<Writable, Writable>;
  counter = 0;
  userHandle: Buffer = Buffer.alloc(0);
  private readonly pair: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };

  constructor(readonly algorithm: AlgorithmName = 'ES256') {
    this.pair = PAIRS[algorithm]();
    this.cose = COSE[algorithm](this.pair.publicKey);
  }

  /** Makes the passkey, as PublicKeyCredential.toJSON() gives it. */
  create(asked: Asked, userHandle: Buffer, wrong: Wrong = {}) {
    this.userHandle = userHandle;
    const clientDataJSON = clientData('webauthn.create', asked, wrong);
    const authData = this.authData(asked, { ...wrong, flags: (wrong.flags ?? HONEST) | FLAGS.AT });
    const { fmt = 'none', attStmt = new Map() } = wrong;
    const attestationObject = toCbor(new Map<Writable, Writable>(Object.entries({ fmt, attStmt, authData })));
    const response = { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject) };
    return { ...this.named(wrong), response: { ...response, transports: ['internal', 'hybrid'] } };
  }

  /** The same, attested by the new key itself, as a browser lets it through. */
  createSelfAttested(asked: Asked, userHandle: Buffer, own: { readonly alg?: number; readonly x5c?: boolean } = {}) {
    const authData = this.authData(asked, { flags: HONEST | FLAGS.AT });
    const sig = this.sign(Buffer.concat([authData, sha256(clientData('webauthn.create', asked, {}))]));
    const statement: Record<string, Writable> = { alg: own.alg ?? -7, sig };
    const attStmt = new Map<Writable, Writable>(
      Object.entries(own.x5c ? { ...statement, x5c: [authData] } : statement),
    );
    return this.create(asked, userHandle, { fmt: 'packed', attStmt });
  }

  /** Signs with it; the counter goes up by one, unless the test says what it is. */
  get(asked: Asked, wrong: Wrong = {}) {
    this.counter = wrong.counter ?? this.counter + 1;
    const { authenticatorData, clientDataJSON, signature } = this.assertion(asked, wrong);
    const userHandle = wrong.userHandle ?? this.userHandle;
    return {
      ...this.named(wrong),
      response: {
        ...{ clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData) },
        ...{ signature: text(signature), userHandle: userHandle.length === 0 ? null : text(userHandle) },
      },
    };
  }

  /** The bytes alone. */
  assertion(asked: Asked, wrong: Wrong = {}) {
    const clientDataJSON = clientData('webauthn.get', asked, wrong);
    const authenticatorData = this.authData(asked, wrong);
    const signature = this.sign(Buffer.concat([authenticatorData, sha256(clientDataJSON)]), wrong.signingKey);
    return { credentialPublicKey: toCbor(this.cose), authenticatorData, clientDataJSON, signature };
  }

  private sign(bytes: Buffer, key: KeyObject = this.pair.privateKey): Buffer {
    return sign(this.algorithm === 'EdDSA' ? null : 'sha256', bytes, key);
  }

  private authData(asked: Asked, wrong: Wrong): Buffer {
    const flags = (wrong.flags ?? HONEST) | (wrong.extensions === undefined ? 0 : FLAGS.ED);
    const tail = Buffer.alloc(5, flags);
    tail.writeUInt32BE(wrong.counter ?? this.counter, 1);
    const id = wrong.credentialId ?? this.credentialId;
    const attested = [Buffer.alloc(16), Buffer.of(id.length >> 8, id.length & 255), id, toCbor(wrong.key ?? this.cose)];
    return Buffer.concat([
      ...[sha256(wrong.rpId ?? asked.rpId), tail, ...(flags & FLAGS.AT ? attested : [])],
      ...[wrong.extensions, wrong.more].filter((one) => one !== undefined),
    ]);
  }

  private named({ credentialId = this.credentialId }: Wrong) {
    const id = text(credentialId);
    const by = { authenticatorAttachment: 'platform', clientExtensionResults: {} };
    return { id, rawId: id, type: 'public-key' as string, ...by };
  }
}

/** As a browser writes it (WebAuthn L3 §5.8.1.1). */
const clientData = (type: string, { challenge, origin }: Asked, wrong: Wrong): Buffer =>
  Buffer.from(
    JSON.stringify({
      ...{ type: wrong.type ?? type, challenge: wrong.challenge ?? challenge, origin: wrong.origin ?? origin },
      crossOrigin: wrong.crossOrigin ?? false,
    }),
  );
