import { EmbeddedPostgresFailure } from '../../../src/database/embedded/failure';

describe('why PostgreSQL did not start', () => {
  it.each([
    ['FATAL:  could not write to file "pg_wal/1": No space left on device', 'The disk is full'],
    ['FATAL:  data directory "/srv/var/postgres" has invalid permissions', 'chmod 700'],
    ['could not change directory to "/srv": Permission denied', 'PREDICATE_DATA_DIR'],
    ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', 'port was taken'],
    ['initdb: error: could not look up effective user ID 54321: user does not exist', '/etc/passwd'],
    ['FATAL:  database files are incompatible with server', 'release of Predicate that made the data'],
    ["postgres: /lib/libc.so.6: version `GLIBC_2.27' not found", 'does not run on this system'],
    ['spawn /opt/postgres ENOENT', 'set DATABASE_URL to a PostgreSQL 15 or newer'],
    ['something that nobody foresaw', 'set DATABASE_URL to a PostgreSQL 15 or newer'],
  ])('is told with the log and with what to do: %s', (log, advice) => {
    const { message } = EmbeddedPostgresFailure.fromLog('PostgreSQL did not start (exit code 1).', log);
    expect(message.split('\n').slice(0, 2)).toEqual(['PostgreSQL did not start (exit code 1).', log]);
    expect(message.split('\n')[2]).toContain(advice);
  });

  it('is told once, however often it is passed on', () => {
    const failure = EmbeddedPostgresFailure.fromLog('It did not start.', 'why');
    expect(EmbeddedPostgresFailure.from('It cannot be started', failure)).toBe(failure);
  });
});
