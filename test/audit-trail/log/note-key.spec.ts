import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { privateKeyOf, publicBytesOf, publicKeyOf, signed } from '../../../src/audit-trail/log/ed25519';
import { LogFault } from '../../../src/audit-trail/log/log-fault';
import {
  printedSignerKey,
  printedVerifierKey,
  signerKey,
  signerKeyIn,
  verifierKey,
  verifierKeyIn,
  verifierOf,
} from '../../../src/audit-trail/log/note-key';
import { C2SP_VERIFIER, CT_LOG, CT_WITNESSES, GO_SIGNER, GO_VERIFIER } from './published-notes';

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('A key of Ed25519', () => {
  it('is that of test 2 of RFC 8032 §7.1', () => {
    const key = privateKeyOf(Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex'));
    expect(publicBytesOf(key).toString('hex')).toBe('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
    expect(signed(key, Buffer.of(0x72)).toString('hex')).toBe(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
        '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    );
  });

  it('is not one of another curve', () => {
    const { privateKey } = generateKeyPairSync('x25519');
    expect(() => verifierKey('a', 'note', privateKey)).toThrow('x25519');
  });
});

describe('The text of a key', () => {
  it.each([GO_VERIFIER, C2SP_VERIFIER, CT_LOG, ...CT_WITNESSES])('%s is read and printed as it was', (text) => {
    expect(printedVerifierKey(verifierKeyIn(text))).toBe(text);
  });

  it('of a signing key is that of Go, and has the verifying key of Go', () => {
    const key = signerKeyIn(GO_SIGNER);
    expect(printedSignerKey(key)).toBe(GO_SIGNER);
    expect(printedVerifierKey(verifierOf(key))).toBe(GO_VERIFIER);
    expect(Object.keys(verifierOf(key))).not.toContain('privateKey');
  });

  it('leads back to the key, for every key of both types', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom('note', 'cosignature'), (seed, type) => {
        const key = signerKey('log.example/one', type, seed);
        expect(printedSignerKey(signerKeyIn(printedSignerKey(key)))).toBe(printedSignerKey(key));
        expect(verifierKeyIn(printedVerifierKey(key))).toMatchObject({ name: key.name, type, id: key.id });
        expect(createPrivateKey(key.privateKey.export({ format: 'pem', type: 'pkcs8' })).equals(key.privateKey)).toBe(
          true,
        );
      }),
      { numRuns: 50 },
    );
  });

  it('has another id for another name, type or key', () => {
    const bytes = publicBytesOf(verifierKeyIn(GO_VERIFIER).key);
    const ids = [
      verifierKey('a', 'note', publicKeyOf(bytes)),
      verifierKey('b', 'note', publicKeyOf(bytes)),
      verifierKey('a', 'cosignature', publicKeyOf(bytes)),
      verifierKeyIn(C2SP_VERIFIER),
    ].map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
  });

  it.each([
    ['nothing', ''],
    ['two parts', 'a+12345678'],
    ['an id of another key', GO_VERIFIER.replace('c74f20a3', 'c74f20a4')],
    ['an id in capitals', GO_VERIFIER.replace('c74f20a3', 'C74F20A3')],
    ['a short id', GO_VERIFIER.replace('c74f20a3', 'c74f20a')],
    ['another name', GO_VERIFIER.replace('Peter', 'peter')],
    ['a name with a space', GO_VERIFIER.replace('Peter', 'Peter ')],
    ['a name with a no-break space', GO_VERIFIER.replace('Peter', 'Peter\u00a0')],
    ['no name', GO_VERIFIER.replace('PeterNeumann', '')],
    ['base64 without its end', GO_VERIFIER.slice(0, -1)],
    ['base64 with one more', `${GO_VERIFIER}=`],
    ['base64 for addresses', GO_VERIFIER.replace('/', '_')],
    ['a newline behind', `${GO_VERIFIER}\n`],
    ['another type', 'rekor.sigstore.dev+12345678+AwEB'],
    ['a key of 31 bytes', `a+12345678+${Buffer.alloc(32, 1).toString('base64')}`],
    ['a key of 33 bytes', `a+12345678+${Buffer.alloc(34, 1).toString('base64')}`],
    ['no key', 'rekor.sigstore.dev+12345678+'],
    [
      'the key of ECDSA of Rekor',
      'rekor.sigstore.dev+c0d23d6a+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNhtmPtrWm3U1eQXBogSMdGvXwBcK5AW5i0hrZLOC96l+smGNM7nwZ4QvFK/4sueRoVj//QP22Ni4Qt9DPfkWLc=',
    ],
    ['a signing key', GO_SIGNER],
  ])('is refused with %s', (_, text) => {
    expect(() => verifierKeyIn(text)).toThrow(LogFault);
    expect(() => signerKeyIn(text === GO_SIGNER ? GO_VERIFIER : text)).toThrow(LogFault);
  });

  it('never tells the secret when it is refused', () => {
    const secret = GO_SIGNER.split('+').slice(4).join('+');
    for (const text of [GO_SIGNER.replace('c74f20a3', 'c74f20a4'), GO_SIGNER.replace('+AY', '+BB'), `${GO_SIGNER}=`]) {
      expect(() => signerKeyIn(text)).toThrow(LogFault);
      try {
        signerKeyIn(text);
      } catch (error) {
        expect(String(error)).not.toContain(secret.slice(8, 20));
      }
    }
  });

  it.each(['', 'a b', 'a+b', 'a\tb', 'a\u0000', 'a\u2028', 'a\u0085', '\ud800', 'a'.repeat(1_001)])(
    'has no name %j',
    (name) => {
      expect(() => signerKey(name, 'note', Buffer.alloc(32))).toThrow(LogFault);
    },
  );

  it('has no seed of another length', () => {
    expect(() => signerKey('a', 'note', Buffer.alloc(31))).toThrow(LogFault);
  });
});
