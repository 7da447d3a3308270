import { resolve } from 'node:path';
import { type Config, ConfigError, readConfig, secretsOf, surroundings } from '../src/config';

const problemsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};
const APP = 'postgres://app:secret@db.example:5432/predicate';

describe('the configuration', () => {
  it('is whole when nothing is said', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 8080,
      dataDir: null,
      databaseUrl: null,
      databaseOwnerUrl: null,
      databaseSequencerUrl: null,
      databaseAuditorUrl: null,
      logOrigin: null,
      logKeyFile: null,
      migrateOnStart: true,
      publicUrl: null,
      trustedProxies: [],
      operatorToken: null,
      maxFileBytes: 5 * 1024 ** 3,
      logLevel: 'info',
      metricsPort: null,
      openid: null,
      mail: null,
      requestsPerMinute: 600,
      anchors: {
        ...{ witnesses: [], witnessesFile: null, witnessSeconds: 60, anchorDir: null },
        ...{ tsaUrl: null, tsaCaFile: null, tsaPolicy: null, tsaSeconds: 3_600 },
      },
      seal: { files: null, authority: null, isStampRequired: true },
      pgBin: null,
      failAt: null,
    });
  });

  it('is the same when everything is said to be empty', () => {
    const names = ['PREDICATE_HOST', 'PREDICATE_PORT', 'PREDICATE_DATA_DIR', 'DATABASE_URL', 'DATABASE_OWNER_URL'];
    names.push('DATABASE_SEQUENCER_URL', 'PREDICATE_LOG_ORIGIN', 'PREDICATE_LOG_KEY_FILE');
    const others = ['PREDICATE_MIGRATE_ON_START', 'PREDICATE_OPERATOR_TOKEN', 'PREDICATE_MAX_FILE_BYTES'];
    others.push(
      'PREDICATE_LOG_LEVEL',
      'PREDICATE_METRICS_PORT',
      'PREDICATE_RATE_LIMIT_PER_MINUTE',
      'PREDICATE_FAIL_AT',
    );
    expect(readConfig(Object.fromEntries([...names, ...others].map((name) => [name, ''])))).toEqual(readConfig({}));
  });

  it.each<[string, string, Partial<Config>]>([
    ['PREDICATE_HOST', '127.0.0.1', { host: '127.0.0.1' }],
    ['PREDICATE_HOST', '127.9.8.7', { host: '127.9.8.7' }],
    ['PREDICATE_HOST', '::1', { host: '::1' }],
    ['PREDICATE_HOST', 'localhost', { host: 'localhost' }],
    ['PREDICATE_PORT', '0', { port: 0 }],
    ['PREDICATE_PORT', '65535', { port: 65_535 }],
    ['PREDICATE_DATA_DIR', 'folder', { dataDir: resolve('folder') }],
    ['PREDICATE_DATA_DIR', '/srv/predicate', { dataDir: resolve('/srv/predicate') }],
    ['DATABASE_URL', APP, { databaseUrl: APP }],
    ['DATABASE_URL', 'postgresql://db/predicate', { databaseUrl: 'postgresql://db/predicate' }],
    ['PREDICATE_LOG_ORIGIN', 'log.example.org/predicate', { logOrigin: 'log.example.org/predicate' }],
    ['PREDICATE_LOG_KEY_FILE', '/etc/predicate/log.key', { logKeyFile: '/etc/predicate/log.key' }],
    ['PREDICATE_MIGRATE_ON_START', 'true', { migrateOnStart: true }],
    ['PREDICATE_MIGRATE_ON_START', 'false', { migrateOnStart: false }],
    ['PREDICATE_TRUSTED_PROXIES', '127.0.0.1', { trustedProxies: ['127.0.0.1/32'] }],
    [
      'PREDICATE_TRUSTED_PROXIES',
      '10.1.2.0/24, ::1 2001:db8::/32',
      { trustedProxies: ['10.1.2.0/24', '::1/128', '2001:db8::/32'] },
    ],
    ['PREDICATE_OPERATOR_TOKEN', 'x'.repeat(32), { operatorToken: 'x'.repeat(32) }],
    ['PREDICATE_OPERATOR_TOKEN', '!'.repeat(256), { operatorToken: '!'.repeat(256) }],
    ['PREDICATE_MAX_FILE_BYTES', '1', { maxFileBytes: 1 }],
    ['PREDICATE_MAX_FILE_BYTES', String(64 * 1024 ** 3), { maxFileBytes: 64 * 1024 ** 3 }],
    ['PREDICATE_LOG_LEVEL', 'silent', { logLevel: 'silent' }],
    ['PREDICATE_LOG_LEVEL', 'debug', { logLevel: 'debug' }],
    ['PREDICATE_METRICS_PORT', '0', { metricsPort: 0 }],
    ['PREDICATE_METRICS_PORT', '9464', { metricsPort: 9464 }],
    ['PREDICATE_FAIL_AT', 'transaction.told', { failAt: { point: 'transaction.told', time: 1 } }],
    ['PREDICATE_FAIL_AT', 'content.linked:7', { failAt: { point: 'content.linked', time: 7 } }],
    ['PREDICATE_RATE_LIMIT_PER_MINUTE', '0', { requestsPerMinute: 0 }],
    ['PREDICATE_PG_BIN', '/usr/lib/postgresql/18/bin', { pgBin: resolve('/usr/lib/postgresql/18/bin') }],
    [
      'PREDICATE_ANCHOR_DIR',
      '/mnt/anchor',
      { anchors: { ...readConfig({}).anchors, anchorDir: resolve('/mnt/anchor') } },
    ],
    ['PREDICATE_RATE_LIMIT_PER_MINUTE', '1000000', { requestsPerMinute: 1_000_000 }],
  ])('reads %s=%s', (name, text, expected) => {
    expect(readConfig({ [name]: text })).toEqual({ ...readConfig({}), ...expected });
  });

  it('reads the owner of the database beside its application', () => {
    const owner = 'postgres://owner@db/predicate';
    expect(readConfig({ DATABASE_URL: APP, DATABASE_OWNER_URL: owner })).toMatchObject({ databaseOwnerUrl: owner });
  });

  it.each([
    ['PREDICATE_HOST', '0.0.0.0', 'loopback'],
    ['PREDICATE_HOST', '::', 'loopback'],
    ['PREDICATE_HOST', '128.0.0.1', 'loopback'],
    ['PREDICATE_HOST', '127.evil.example', 'loopback'],
    ['PREDICATE_HOST', 'predicate.example', 'loopback'],
    ['PREDICATE_PORT', '-1', 'whole number from 0 to 65535'],
    ['PREDICATE_PORT', '65536', 'whole number from 0 to 65535'],
    ['PREDICATE_PORT', '80.5', 'whole number from 0 to 65535'],
    ['PREDICATE_PORT', '0x50', 'whole number from 0 to 65535'],
    ['PREDICATE_PORT', '1e3', 'whole number from 0 to 65535'],
    ['PREDICATE_PORT', ' 80', 'whole number from 0 to 65535'],
    ['PREDICATE_PORT', 'http', 'whole number from 0 to 65535'],
    ['DATABASE_URL', 'mysql://db/predicate', 'postgres://'],
    ['DATABASE_URL', 'postgres://db', 'postgres://'],
    ['DATABASE_URL', 'postgres://db/', 'postgres://'],
    ['DATABASE_URL', 'predicate', 'postgres://'],
    ['PREDICATE_LOG_ORIGIN', 'a b', 'printable'],
    ['PREDICATE_LOG_ORIGIN', 'a+b', 'plus signs'],
    ['PREDICATE_LOG_ORIGIN', 'x'.repeat(201), '1 to 200'],
    ['DATABASE_SEQUENCER_URL', 'postgres://db', 'postgres://'],
    ['DATABASE_AUDITOR_URL', 'postgres://db', 'postgres://'],
    ['PREDICATE_MIGRATE_ON_START', 'yes', 'true or false'],
    ['PREDICATE_MIGRATE_ON_START', 'TRUE', 'true or false'],
    ...['proxy.example', '10.1.2.0/33', '10.1.2.0/', '0.0.0.0/0', '::/0', '::1/129', '10.1.2.0/24/8', 'true'].map(
      (text): [string, string, string] => ['PREDICATE_TRUSTED_PROXIES', text, 'addresses or networks'],
    ),
    ['PREDICATE_OPERATOR_TOKEN', 'x'.repeat(31), '32 to 256'],
    ['PREDICATE_OPERATOR_TOKEN', 'x'.repeat(257), '32 to 256'],
    ['PREDICATE_OPERATOR_TOKEN', `${'x'.repeat(32)} y`, 'without spaces'],
    ['PREDICATE_OPERATOR_TOKEN', `${'x'.repeat(32)}ü`, 'printable'],
    ['PREDICATE_MAX_FILE_BYTES', '0', 'whole number from 1'],
    ['PREDICATE_MAX_FILE_BYTES', String(64 * 1024 ** 3 + 1), 'whole number from 1'],
    ['PREDICATE_MAX_FILE_BYTES', '5GiB', 'whole number from 1'],
    ['PREDICATE_LOG_LEVEL', 'verbose', 'one of silent, error, warn, info, debug'],
    ['PREDICATE_LOG_LEVEL', 'INFO', 'one of'],
    ['PREDICATE_METRICS_PORT', 'off', 'whole number from 0 to 65535'],
    ['PREDICATE_FAIL_AT', 'transaction', 'one of transaction.opening, '],
    ['PREDICATE_FAIL_AT', 'toString', 'one of transaction.opening, '],
    ['PREDICATE_FAIL_AT', 'transaction.told:0', 'one of transaction.opening, '],
    ['PREDICATE_RATE_LIMIT_PER_MINUTE', '-1', 'whole number from 0 to 1000000'],
    ['PREDICATE_RATE_LIMIT_PER_MINUTE', '1000001', 'whole number from 0 to 1000000'],
  ])('refuses %s=%s by its name', (name, text, expected) => {
    const beside = /^DATABASE_(SEQUENCER|AUDITOR)_URL$/.test(name) ? { DATABASE_URL: APP } : {};
    expect(problemsOf({ ...beside, [name]: text })).toEqual([
      expect.stringMatching(new RegExp(`^${name} must be .*${expected}`)),
    ]);
  });

  it('refuses an owner without an application', () => {
    const [problem] = problemsOf({ DATABASE_OWNER_URL: 'postgres://owner@db/predicate' });
    expect(problem).toMatch(/^DATABASE_OWNER_URL .* DATABASE_URL/);
    const [other] = problemsOf({ DATABASE_SEQUENCER_URL: 'postgres://sequencer@db/predicate' });
    expect(other).toMatch(/^DATABASE_SEQUENCER_URL .* DATABASE_URL/);
    const [third] = problemsOf({ DATABASE_AUDITOR_URL: 'postgres://auditor@db/predicate' });
    expect(third).toMatch(/^DATABASE_AUDITOR_URL .* DATABASE_URL/);
  });

  describe('of an OpenID issuer', () => {
    const ISSUER = 'https://id.example.org/realms/hospital';
    const all = {
      ...{ PREDICATE_OIDC_ISSUER: ISSUER, PREDICATE_OIDC_CLIENT_ID: 'predicate' },
      ...{ PREDICATE_OIDC_CLIENT_SECRET_FILE: '/run/secrets/openid', PREDICATE_OIDC_ACR: 'urn:example:mfa' },
    };

    it('is taken as a whole, with a secret and a strength or without, or is none', () => {
      expect(readConfig({}).openid).toBeNull();
      expect(readConfig(all).openid).toEqual({
        ...{ issuer: ISSUER, clientId: 'predicate', clientSecretFile: '/run/secrets/openid', acr: 'urn:example:mfa' },
      });
      const { PREDICATE_OIDC_ISSUER, PREDICATE_OIDC_CLIENT_ID } = all;
      expect(readConfig({ PREDICATE_OIDC_ISSUER, PREDICATE_OIDC_CLIENT_ID }).openid).toMatchObject({
        ...{ clientSecretFile: null, acr: null },
      });
    });

    it.each(['https://id.example.org', 'https://id.example.org/', 'http://localhost:9000', 'http://127.0.0.1:1/a'])(
      'is taken in its own letters: %s',
      (issuer) => {
        expect(readConfig({ ...all, PREDICATE_OIDC_ISSUER: issuer }).openid?.issuer).toBe(issuer);
      },
    );

    it.each([
      'http://id.example.org',
      'ftp://id.example.org',
      'id.example.org',
      'https://id.example.org?tenant=1',
      'https://id.example.org#a',
      'https://me:secret@id.example.org',
      'http://127.evil.example.org',
    ])('is refused, by one sentence, where it is none or not safe: %s', (issuer) => {
      const problems = problemsOf({ ...all, PREDICATE_OIDC_ISSUER: issuer });
      expect(problems).toEqual([
        expect.stringMatching(/^PREDICATE_OIDC_ISSUER must be the address by which the issuer/),
      ]);
      expect(problems.join()).not.toContain('secret@');
    });

    it.each([
      [['PREDICATE_OIDC_ISSUER'], 'PREDICATE_OIDC_ISSUER is set but PREDICATE_OIDC_CLIENT_ID is not'],
      [['PREDICATE_OIDC_CLIENT_ID'], 'PREDICATE_OIDC_CLIENT_ID is set but PREDICATE_OIDC_ISSUER is not'],
      [['PREDICATE_OIDC_ACR'], 'PREDICATE_OIDC_ACR is set but PREDICATE_OIDC_ISSUER is not'],
      [
        ['PREDICATE_OIDC_CLIENT_SECRET_FILE', 'PREDICATE_OIDC_ACR'],
        'PREDICATE_OIDC_CLIENT_SECRET_FILE is set but PREDICATE_OIDC_ISSUER is not',
      ],
    ] as const)('is refused in part: %j', (names, problem) => {
      expect(problemsOf(Object.fromEntries(names.map((name) => [name, all[name]])))).toEqual([problem]);
    });

    it.each([
      ['PREDICATE_OIDC_CLIENT_ID', 'a b'],
      ['PREDICATE_OIDC_ACR', 'é'],
    ])('is refused with %s=%s', (name, text) => {
      expect(problemsOf({ ...all, [name]: text })).toEqual([
        expect.stringMatching(new RegExp(`^${name} must be 1 to 200`)),
      ]);
    });
  });

  it('names all that is wrong at once, and repeats no secret', () => {
    const env = {
      PREDICATE_HOST: '0.0.0.0',
      PREDICATE_PORT: 'x',
      DATABASE_URL: 'mysql://app:geheim@db/p',
      PREDICATE_MIGRATE_ON_START: 'y',
      PREDICATE_OPERATOR_TOKEN: 'geheim',
      PREDICATE_MAX_FILE_BYTES: '0',
      PREDICATE_LOG_LEVEL: 'loud',
      PREDICATE_METRICS_PORT: 'x',
      PREDICATE_RATE_LIMIT_PER_MINUTE: 'x',
    };
    expect(problemsOf(env).map((problem) => problem.split(' ')[0])).toEqual(Object.keys(env));
    expect(() => readConfig(env)).toThrow(/PREDICATE_HOST[^]*PREDICATE_MAX_FILE_BYTES/);
    expect(problemsOf(env).join()).not.toContain('geheim');
  });

  it('names the passwords and tokens that it holds, as they are meant', () => {
    const PREDICATE_OPERATOR_TOKEN = 'o'.repeat(32);
    const env = { DATABASE_URL: 'postgres://app:p%40ss@db/p', DATABASE_OWNER_URL: 'postgres://owner@db/p' };
    expect(secretsOf(readConfig({ ...env, PREDICATE_OPERATOR_TOKEN }))).toEqual([PREDICATE_OPERATOR_TOKEN, 'p@ss']);
    expect(secretsOf(readConfig({}))).toEqual([]);
  });

  it('is frozen', () => {
    const config = readConfig({});
    expect(Object.isFrozen(config)).toBe(true);
    expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError);
  });

  it.each([
    ['PREDICATE_WITNESSES', 'w+00000000+AAAA'],
    ['PREDICATE_WITNESSES', 'w+00000000+AAAA ftp://witness'],
    ['PREDICATE_WITNESSES', 'w+00000000+AAAA https://me:secret@witness'],
    ['PREDICATE_WITNESS_SECONDS', '0'],
    ['PREDICATE_TSA_URL', 'authority'],
    ['PREDICATE_TSA_URL', 'https://authority'],
    ['PREDICATE_TSA_POLICY', '1.02.3'],
    ['PREDICATE_SEAL_KEY_FILE', '/etc/predicate/seal.key'],
    ['PREDICATE_SEAL_CERTIFICATE_FILE', '/etc/predicate/seal.pem'],
    ['PREDICATE_SEAL_TSA_URL', 'https://authority'],
    ['PREDICATE_SEAL_TSA_URL', 'authority'],
    ['PREDICATE_SEAL_TSA_POLICY', '1.02.3'],
    ['PREDICATE_SEAL_TSA_REQUIRED', 'yes'],
  ])('names %s=%s as wrong', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });

  it('takes a key of seals with its certificate, and who stamps them', () => {
    const env = {
      ...{ PREDICATE_SEAL_KEY_FILE: '/etc/seal.key', PREDICATE_SEAL_CERTIFICATE_FILE: '/etc/seal.pem' },
      ...{ PREDICATE_SEAL_TSA_URL: 'https://stamps.example/tsr', PREDICATE_SEAL_TSA_CA_FILE: '/etc/tsa.pem' },
      PREDICATE_SEAL_TSA_REQUIRED: 'false',
    };
    expect(readConfig(env).seal).toEqual({
      files: { key: resolve('/etc/seal.key'), certificate: resolve('/etc/seal.pem') },
      authority: { url: new URL('https://stamps.example/tsr'), caFile: resolve('/etc/tsa.pem'), policy: null },
      isStampRequired: false,
    });
  });

  it('takes witnesses as pairs, however they are spaced', () => {
    const { witnesses } = readConfig({ PREDICATE_WITNESSES: ' a http://a\n\tb https://b/w ' }).anchors;
    expect(witnesses).toEqual(['a', 'http://a', 'b', 'https://b/w']);
  });

  it.each(['https://predicate.example.org', 'https://predicate.example.org:8443', 'http://localhost:8080'])(
    'takes an origin that people reach: %s',
    (url) => expect(readConfig({ PREDICATE_PUBLIC_URL: url }).publicUrl).toBe(url),
  );

  it.each([
    'http://predicate.example.org',
    'https://predicate.example.org/',
    'predicate.example.org',
    'https://a/b',
    'x',
  ])('refuses one over plain HTTP, and what is none: %s', (url) =>
    expect(() => readConfig({ PREDICATE_PUBLIC_URL: url })).toThrow(/PREDICATE_PUBLIC_URL must be an origin/),
  );

  describe('of mail', () => {
    const all = {
      ...{
        PREDICATE_SMTP_URL: 'smtps://predicate:a%20secret@mail.example.org',
        PREDICATE_MAIL_FROM: 'predicate@example.org',
      },
      PREDICATE_PUBLIC_URL: 'https://predicate.example.org',
    };
    const problemsIn = (env: NodeJS.ProcessEnv): readonly string[] => {
      try {
        readConfig(env);
        return [];
      } catch (error) {
        return (error as ConfigError).problems;
      }
    };

    it('is none, so that nothing is mailed', () => expect(readConfig({}).mail).toBeNull());

    it('is a server by TLS, whose password is hidden', () => {
      const config = readConfig(all);
      expect(config.mail).toEqual({
        server: {
          ...{ host: 'mail.example.org', port: 465, tls: 'implicit' },
          login: { user: 'predicate', password: 'a secret' },
        },
        ...{ caFile: null, from: { name: 'Predicate', address: 'predicate@example.org' }, commentText: true },
      });
      expect(secretsOf(config)).toContain('a secret');
      const plain = { ...all, PREDICATE_SMTP_URL: 'smtp://mail.example.org', PREDICATE_MAIL_COMMENT_TEXT: 'false' };
      expect(readConfig(plain).mail).toMatchObject({
        server: { port: 587, tls: 'starttls', login: null },
        commentText: false,
      });
      expect(readConfig({ ...plain, PREDICATE_SMTP_TLS: 'none' }).mail).toMatchObject({ server: { tls: 'none' } });
      const named = { ...all, PREDICATE_MAIL_FROM: 'The record <record@example.org>' };
      expect(readConfig(named).mail?.from).toEqual({ name: 'The record', address: 'record@example.org' });
    });

    it.each([
      [{ PREDICATE_MAIL_FROM: '' }, /PREDICATE_MAIL_FROM is not/],
      [{ PREDICATE_PUBLIC_URL: '' }, /PREDICATE_PUBLIC_URL, to which mails lead, is not/],
      [{ PREDICATE_SMTP_URL: '' }, /PREDICATE_SMTP_URL is not/],
      [{ PREDICATE_SMTP_URL: 'https://mail.example.org' }, /PREDICATE_SMTP_URL must be smtps/],
      [{ PREDICATE_SMTP_TLS: 'none' }, /without a password/],
      [{ PREDICATE_MAIL_FROM: 'a@example.org\r\nBcc: b@example.org' }, /PREDICATE_MAIL_FROM must be an address/],
      [{ PREDICATE_MAIL_FROM: 'a@example.org, b@example.org' }, /PREDICATE_MAIL_FROM must be an address/],
    ])('is a mistake that is told: %j', (wrong, told) => {
      expect(problemsIn({ ...all, ...wrong })).toEqual([expect.stringMatching(told)]);
    });
  });
});

describe('What a program beside the service is told', () => {
  it('is where it runs, and nothing of what the service knows', () => {
    const env = { PATH: '/bin', TZ: 'UTC', DATABASE_URL: 'postgres://a:b@c/d', PREDICATE_OPERATOR_TOKEN: 'secret' };
    expect(surroundings(env)).toEqual({ PATH: '/bin', TZ: 'UTC' });
  });
});
