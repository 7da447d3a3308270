import { scrubber } from '../../src/observability/scrub';

const scrub = scrubber([]);

describe('A text on its way into the log', () => {
  it.each([
    ['postgres://app:canary@db:5432/p', 'postgres://app:[redacted]@db:5432/p'],
    ['postgres://app:ca@na:ry/@db/p is down', 'postgres://app:[redacted]@db/p is down'],
    ['at https://:canary@proxy/', 'at https://:[redacted]@proxy/'],
    ['postgres://db/p?password=canary&x=1', 'postgres://db/p?password=[redacted]&x=1'],
    ['Authorization: Basic canary canary', 'Authorization: [redacted]'],
    ['Cookie: a=canary; b=canary\nnext', 'Cookie: [redacted]\nnext'],
    ['set-cookie=canary', 'set-cookie=[redacted]'],
    ['it sent bearer canary, twice', 'it sent bearer [redacted], twice'],
    ['{"password":"can\\"ary","n":1}', '{"password":[redacted],"n":1}'],
    ["{ newPassword: 'can ary' }", '{ newPassword: [redacted] }'],
    ['otp=canary totp: canary', 'otp=[redacted] totp: [redacted]'],
    ['client_secret=canary; API-Key: canary', 'client_secret=[redacted]; API-Key: [redacted]'],
    ['GET /x?access_token=canary&y=2', 'GET /x?access_token=[redacted]&y=2'],
    ['the token pred_operator_canary-canary_1', 'the token [redacted]'],
  ])('loses its secrets: %s', (text, expected) => {
    expect(scrub(text)).toBe(expected);
  });

  it.each([
    'The schema is up to date.',
    'Predicate listens on http://127.0.0.1:8080; the API is described at http://127.0.0.1:8080/api/docs',
    'connect ECONNREFUSED 127.0.0.1:5432',
    'role "predicate_app" does not exist',
    'Dossier job 019a0000-0000-7000-8000-000000000000',
  ])('stays as it is without one: %s', (text) => {
    expect(scrub(text)).toBe(text);
  });

  it('loses what the process knows to be secret, however it is spelled', () => {
    const hide = scrubber(['ge/heim "1"', 'geheimnis']);
    const text = `ge/heim "1" ${encodeURIComponent('ge/heim "1"')} ${JSON.stringify('ge/heim "1"')} Xgeheimnis9`;
    expect(hide(text)).toBe('[redacted] [redacted] "[redacted]" X[redacted]9');
  });

  it('keeps its words when a secret is no more than a few letters', () => {
    expect(scrubber(['app', ''])('the application')).toBe('the application');
  });

  it('loses what a terminal would obey and JSON would not escape', () => {
    expect(scrub('a\u009bb\u2028c\u202ed\u007fe')).toBe('a\\u009bb\\u2028c\\u202ed\\u007fe');
  });

  it('is cut where it would fill the disk, and takes no time', () => {
    const from = Date.now();
    for (const long of ['a'.repeat(1_000_000), 'a-'.repeat(500_000), '"'.repeat(500_000), 'x://y:'.repeat(200_000)]) {
      expect(scrub(long).length).toBeLessThan(9_000);
    }
    expect(Date.now() - from).toBeLessThan(1_000);
  });

  it.each(['geheim'.repeat(10), 'postgres://app:geheim@db'])('is not cut where a secret begins: %s', (secret) => {
    const hide = scrubber(['geheim'.repeat(10)]);
    for (let at = 8_100; at <= 8_192; at += 1) expect(hide(`${' '.repeat(at)}${secret}`)).not.toContain('geheim');
  });
});
