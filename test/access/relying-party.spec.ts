import type { FastifyRequest } from 'fastify';
import { relyingPartyOf } from '../../src/access/passkeys/relying-party';

const asked = (host: string) => ({ headers: { host } }) as FastifyRequest;

describe('The relying party of a passkey', () => {
  it.each([
    ['localhost:3000', null, 'http://localhost:3000', 'localhost'],
    ['localhost', null, 'http://localhost', 'localhost'],
    ['localhost:80', null, 'http://localhost', 'localhost'],
    ['10.0.0.1', 'https://predicate.example.org', 'https://predicate.example.org', 'predicate.example.org'],
    [
      'localhost:3000',
      'https://predicate.example.org:8443',
      'https://predicate.example.org:8443',
      'predicate.example.org',
    ],
  ])('asked as %s, with the origin %s, is %s', (host, own, origin, rpId) => {
    expect(relyingPartyOf(asked(host), own)).toEqual({ origin, rpId });
  });

  it.each([
    ['127.0.0.1:3000', null, 'open http://localhost:3000 instead of http://127.0.0.1:3000'],
    ['127.0.0.1', null, 'open http://localhost instead of http://127.0.0.1'],
    ['[::1]:3000', null, 'open http://localhost:3000 instead of http://[::1]:3000'],
    ['predicate.example.org', null, 'this service was not told its own'],
    ['10.0.0.1', 'https://10.0.0.1', 'this service was told the address https://10.0.0.1'],
  ])('asked as %s, with the origin %s, is none: %s', (host, own, words) => {
    expect(() => relyingPartyOf(asked(host), own)).toThrow(words);
  });
});
