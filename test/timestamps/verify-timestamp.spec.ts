import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import * as fc from 'fast-check';
import { createHash, randomBytes } from 'node:crypto';
import { trustAnchorsIn } from '../../src/timestamps/certificate-chain';
import { TimestampFault } from '../../src/timestamps/timestamp-fault';
import { timestampQuery } from '../../src/timestamps/timestamp-query';
import { tokenInReply } from '../../src/timestamps/timestamp-reply';
import { type ExpectedTimestamp, verifyTimestamp } from '../../src/timestamps/verify-timestamp';
import { issue, type Issued, pemOf, TIME_STAMPING, type Wishes } from '../support/certificates';
import { TestAuthority, type StampWishes } from '../support/timestamp-authority';

const AT = new Date('2026-11-24T10:00:00Z');
const sha256 = createHash('sha256').update('a checkpoint').digest();

const faultOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof TimestampFault) return error.part;
    throw error;
  }
  return 'none';
};

describe.each(['rsa', 'ec'] as const)('A time stamp signed by a key of %s', (kind) => {
  let root: Issued;
  let middle: Issued;
  let signer: Issued;
  let expected: ExpectedTimestamp;
  beforeAll(async () => {
    root = await issue('Root', { kind, isCa: true });
    middle = await issue('Middle', { kind, isCa: true, issuer: root, pathLength: 0 });
    signer = await issue('Signer', { kind, issuer: middle });
    expected = { sha256, anchors: trustAnchorsIn(pemOf(root)) };
  });
  const stamp = (wishes: StampWishes = {}, by = new TestAuthority(signer, [middle])) =>
    by.token(sha256, { at: AT, ...wishes });

  it('holds, and says when, how exactly, under which policy and by whom', () => {
    const { serialNumber, ...stamped } = verifyTimestamp(stamp(), expected);
    expect(serialNumber).toMatch(/^01[0-9a-f]{16}$/);
    expect(stamped).toEqual({
      ...{ at: AT, accuracyMs: 1000, policy: TestAuthority.POLICY },
      chain: ['Signer', 'Middle', 'Root'].map((name) => `CN=${name}, O=Predicate tests`),
    });
  });

  it.each([
    ['SHA-384', { digest: 'sha384' }],
    ['SHA-512', { digest: 'sha512' }],
    ['the first edition of the certificate identifier', { essVersion: 1 }],
  ] as const)('holds with %s', (_, wishes) => {
    expect(verifyTimestamp(stamp(wishes), expected).at).toEqual(AT);
  });

  it('holds where the trusted certificate is an issuer below the root, or its own', () => {
    for (const anchor of [middle, signer]) {
      const anchors = trustAnchorsIn(`Anything before\n${pemOf(anchor)}`);
      expect(verifyTimestamp(stamp(), { sha256, anchors }).chain).toHaveLength(anchor === middle ? 2 : 1);
    }
  });

  it.each<[string, StampWishes, string]>([
    ['is of other bytes', { sha256: Buffer.alloc(32, 1) }, 'imprint'],
    ['is signed over SHA-1', { digest: 'sha1' }, 'algorithm'],
    ['does not say which certificate is theirs', { essVersion: null }, 'malformed'],
    ['says that another certificate is theirs', { ess: Buffer.from('another') }, 'certificate'],
    ['says so in the first edition', { essVersion: 1, ess: Buffer.from('another') }, 'certificate'],
    ['comes without its certificate', { certificates: [] }, 'certificate'],
    ['is from before its certificate', { at: new Date('2025-12-31T23:59:59Z') }, 'certificate'],
    ['is from after its certificate', { at: new Date('2046-01-01T00:00:01Z') }, 'certificate'],
  ])('proves nothing when it %s', (_, wishes, part) => {
    const authority = new TestAuthority(signer, [middle]);
    const token = authority.token(wishes.sha256 ?? sha256, { at: AT, ...wishes });
    expect(faultOf(() => verifyTimestamp(token, expected))).toBe(part);
  });

  it('proves nothing without the issuer between, or to whoever trusts somebody else', async () => {
    const alone = stamp({ certificates: [signer] });
    expect(faultOf(() => verifyTimestamp(alone, expected))).toBe('chain');
    const impostor = await issue('Root', { kind: kind === 'rsa' ? 'ec' : 'rsa', isCa: true });
    expect(faultOf(() => verifyTimestamp(stamp(), { sha256, anchors: trustAnchorsIn(pemOf(impostor)) }))).toBe('chain');
  });

  it('proves nothing where any byte of it is another, or says the very same', () => {
    const token = stamp({ certificates: [signer] });
    const anchors = trustAnchorsIn(pemOf(middle));
    const said = (bytes: Buffer): string => {
      try {
        return JSON.stringify(verifyTimestamp(bytes, { sha256, anchors }));
      } catch (error) {
        return error instanceof TimestampFault ? 'nothing' : String(error);
      }
    };
    const [same, unnoticed] = [said(token), new Map<number, string>()];
    const step = kind === 'ec' ? 3 : 11;
    for (let at = 0; at < token.length; at += step) {
      const changed = Buffer.from(token);
      changed[at] ^= 1 << (at % 8);
      if (said(changed) !== 'nothing') unnoticed.set(at, said(changed));
    }
    expect([...unnoticed.values()].filter((one) => one !== same)).toEqual([]);
    // Tags outside of what is signed have bits that no reader looks at.
    expect(unnoticed.size).toBeLessThanOrEqual(2);
  });

  it('proves nothing where it is cut, or goes on', () => {
    const token = stamp();
    for (let length = 0; length < token.length; length += 31) {
      expect(faultOf(() => verifyTimestamp(token.subarray(0, length), expected))).toBe('malformed');
    }
    expect(faultOf(() => verifyTimestamp(Buffer.concat([token, Buffer.of(0)]), expected))).toBe('malformed');
  });
});

describe('The certificate of a time stamp', () => {
  let root: Issued;
  beforeAll(async () => {
    root = await issue('Root', { isCa: true });
  });
  const faultWith = async (wishes: Wishes, issuers: readonly Issued[] = []): Promise<string> => {
    const signer = await issue('Other', { issuer: root, ...wishes });
    const token = new TestAuthority(signer, issuers).token(sha256, { at: AT });
    return faultOf(() => verifyTimestamp(token, { sha256, anchors: trustAnchorsIn(pemOf(root)) }));
  };

  it.each<[string, Wishes, string]>([
    ['is well as issued', {}, 'none'],
    ['may sign as nonrepudiation too', { usages: x509.KeyUsageFlags.nonRepudiation }, 'none'],
    ['has expired', { to: new Date('2026-11-24T09:59:59Z') }, 'certificate'],
    ['begins later', { from: new Date('2026-11-24T10:00:01Z') }, 'certificate'],
    ['is for servers', { purposes: ['1.3.6.1.5.5.7.3.1'] }, 'certificate'],
    ['is for servers too', { purposes: [TIME_STAMPING, '1.3.6.1.5.5.7.3.1'] }, 'certificate'],
    ['is for anything', { purposes: [] }, 'certificate'],
    ['is for time stamps, but not critical', { isPurposeCritical: false }, 'certificate'],
    ['may not sign', { usages: x509.KeyUsageFlags.keyEncipherment }, 'certificate'],
    ['has a key that is too short', { kind: 'small-rsa' }, 'algorithm'],
    [
      'has a critical extension that nobody knows',
      { more: [new x509.Extension('1.2.3.4', true, new Uint8Array(2))] },
      'certificate',
    ],
    ['has one that is not critical', { more: [new x509.Extension('1.2.3.4', false, new Uint8Array(2))] }, 'none'],
  ])('%s', async (_, wishes, part) => {
    expect(await faultWith(wishes)).toBe(part);
  });

  it('is not issued by one that is no authority, stands too high, or had expired', async () => {
    const person = await issue('Person', { issuer: root, purposes: [] });
    const low = await issue('Low', { issuer: root, isCa: true, pathLength: 0 });
    const lower = await issue('Lower', { issuer: low, isCa: true });
    const old = await issue('Old', { issuer: root, isCa: true, to: new Date('2026-02-01') });
    const silent = await issue('Silent', { issuer: root, isCa: true, usages: x509.KeyUsageFlags.cRLSign });
    expect(await faultWith({ issuer: person }, [person])).toMatch(/^(certificate|chain)$/);
    expect(await faultWith({ issuer: lower }, [lower, low])).toMatch(/^(certificate|chain)$/);
    expect(await faultWith({ issuer: old }, [old])).toMatch(/^(certificate|chain)$/);
    expect(await faultWith({ issuer: silent }, [silent])).toMatch(/^(certificate|chain)$/);
    expect(await faultWith({ issuer: low }, [low])).toBe('none');
  });
});

describe('The answer of an authority', () => {
  let root: Issued;
  let authority: TestAuthority;
  const nonce = Buffer.concat([Buffer.of(0x80), randomBytes(15)]);
  const query = (policy: string | null = null) => timestampQuery({ sha256, nonce, policy });
  const check = (reply: Uint8Array, policy: string | null = null) =>
    verifyTimestamp(tokenInReply(reply), {
      ...{ sha256, anchors: trustAnchorsIn(pemOf(root)) },
      asked: { nonce, policy, from: new Date(AT.getTime() - 1), to: new Date(AT.getTime() + 1) },
    });
  beforeAll(async () => {
    root = await issue('Root', { isCa: true });
    authority = new TestAuthority(await issue('Signer', { issuer: root }));
  });

  it('holds under the policy that was asked for', () => {
    expect(check(authority.reply(query('1.2.3.4'), { at: AT }), '1.2.3.4')).toMatchObject({
      at: AT,
      policy: '1.2.3.4',
    });
  });

  it.each<[string, StampWishes, string]>([
    ['answers another query', { nonce: new Uint8Array([1, 2, 3]).buffer }, 'nonce'],
    ['has no nonce', { nonce: null }, 'nonce'],
    ['is under another policy', { policy: '1.2.3.5' }, 'policy'],
    ['is from before it was asked for', { at: new Date(AT.getTime() - 2) }, 'time'],
    ['is from the future', { at: new Date(AT.getTime() + 2) }, 'time'],
    ['is a refusal', { status: 2 }, 'refused'],
  ])('is not taken when it %s', (_, wishes, part) => {
    expect(faultOf(() => check(authority.reply(query('1.2.3.4'), { at: AT, ...wishes }), '1.2.3.4'))).toBe(part);
  });

  it('is quoted where it is a refusal', () => {
    expect(() => check(authority.reply(query(), { status: 2 }))).toThrow('(status 2): no stamps today');
  });

  it('has one encoding: no byte of it can be another one', () => {
    const reply = authority.reply(query(), { at: AT });
    const begin = reply.length - tokenInReply(reply).length;
    const taken: string[] = [];
    for (let at = begin; at < reply.length; at += 1) {
      for (const byte of [reply[at] ^ 0x80, 0x30, 0x31, 0xa0, 0xa1].filter((one) => one !== reply[at])) {
        const changed = Buffer.from(reply);
        changed[at] = byte;
        if (faultOf(() => check(changed)) === 'none') taken.push(`${at}: ${reply[at]} as ${byte}`);
      }
    }
    expect(taken).toEqual([]);
  });

  it('is refused by its part, whatever bytes it is', () => {
    const reply = authority.reply(query(), { at: AT });
    // Outside of the token, and signed by nobody, it may say that it was granted with changes (RFC 3161 §2.4.2).
    const withChanges = Buffer.from(reply);
    withChanges[withChanges.indexOf(Buffer.of(0x02, 0x01, 0x00)) + 2] = 1;
    expect(faultOf(() => check(withChanges))).toBe('none');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(faultOf(() => check(bytes))).not.toBe('none');
      }),
    );
    const splices = fc.tuple(fc.nat(reply.length - 1), fc.nat(20), fc.uint8Array({ minLength: 1, maxLength: 20 }));
    fc.assert(
      fc.property(splices, ([at, cut, put]) => {
        const changed = Buffer.concat([reply.subarray(0, at), put, reply.subarray(at + cut)]);
        const fault = faultOf(() => check(changed));
        if (![reply, withChanges].some((one) => changed.equals(one))) expect(fault).not.toBe('none');
      }),
      { numRuns: 300 },
    );
    const deep = Buffer.concat(Array.from({ length: 60 }, (_, at) => Buffer.of(0x30, 0x7f - at * 2)));
    expect(faultOf(() => check(deep))).toBe('malformed');
    expect(faultOf(() => check(Buffer.alloc(200_000)))).toBe('malformed');
  });
});
