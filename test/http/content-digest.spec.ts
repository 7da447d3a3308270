import { createHash } from 'node:crypto';
import { expectedDigest } from '../../src/http/content-digest';
import { Refusal } from '../../src/kernel/refusal';

const digest = (encoding: 'hex' | 'base64') => createHash('sha256').update('bytes').digest(encoding);

describe('a declared digest', () => {
  it('is none without the header', () => {
    expect(expectedDigest(undefined)).toBeUndefined();
  });

  it.each([
    ['alone', `sha-256=:${digest('base64')}:`],
    ['after another', `sha-512=:AAAA:, sha-256=:${digest('base64')}:`],
    ['before another', `sha-256=:${digest('base64')}:,md5=:AAAA:`],
    ['with spaces before it', `  sha-256=:${digest('base64')}:`],
  ])('is the SHA-256 in hexadecimal: %s', (_, header) => {
    expect(expectedDigest(header)).toBe(digest('hex'));
  });

  it.each([
    ['empty', ''],
    ['of another kind alone', 'md5=:AAAA:'],
    ['too short', 'sha-256=:AAAA:'],
    ['in hexadecimal', `sha-256=${digest('hex')}`],
    ['without its colons', `sha-256=${digest('base64')}`],
    ['under a name that only ends so', `not-sha-256=:${digest('base64')}:`],
    ['in the letters of URLs', `sha-256=:${'-'.repeat(43)}=:`],
  ])('is refused when it is %s', (_, header) => {
    expect(() => expectedDigest(header)).toThrow(Refusal);
  });
});
