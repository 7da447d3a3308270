/** What a person does who would rather bring a database than have one started. */
export const ELSEWHERE = 'set DATABASE_URL to a PostgreSQL 15 or newer';

const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/No space left on device|ENOSPC|Disk quota exceeded|EDQUOT/, 'The disk is full: free some space and start again.'],
  [/could not bind|Address already in use/, 'The port was taken by another program: start again.'],
  [
    /invalid permissions|wrong ownership/,
    'The folder must belong to the account that runs PostgreSQL and be closed to others (chmod 700).',
  ],
  [
    /Permission denied|EACCES|Operation not permitted|EPERM|EROFS/,
    'Give the account access to the folder, or choose another one with PREDICATE_DATA_DIR.',
  ],
  [
    /still in use|already exists/,
    'Processes of an earlier server are still at work there: wait for them, or end them.',
  ],
  [/password authentication failed/, 'postgres-passwords.json is not the one of this database: restore both together.'],
  [/look up effective user/, `The account has no entry in /etc/passwd: add one, or ${ELSEWHERE}.`],
  [
    /shared librar|GLIBC|cannot execute|Exec format|ENOENT|ENOEXEC/,
    `The PostgreSQL that npm installed does not run on this system: ${ELSEWHERE}.`,
  ],
  [/not compatible|database files/, `Start the release of Predicate that made the data, or ${ELSEWHERE}.`],
];

const adviceFor = (text: string): string =>
  ADVICE.find(([pattern]) => pattern.test(text))?.[1] ?? `If this does not pass, ${ELSEWHERE}.`;

/** The message of whatever was thrown. */
export const reasonOf = (error: unknown): string => (error as Error | null)?.message ?? String(error);

/**
 * Why the embedded PostgreSQL did not start, in a message that an operator can act on without reading code: what
 * failed, the last lines of the server's log where there are any, and what to do.
 */
export class EmbeddedPostgresFailure extends Error {
  constructor(what: string, advice: string, logTail = '') {
    super([what, ...(logTail === '' ? [] : [logTail]), advice].join('\n'));
    this.name = 'EmbeddedPostgresFailure';
  }

  /** From what a program wrote before it ended. */
  static fromLog(what: string, logTail: string): EmbeddedPostgresFailure {
    return new EmbeddedPostgresFailure(what, adviceFor(`${logTail}\n${what}`), logTail);
  }

  /** From anything thrown; what is a failure already stays as it is. */
  static from(what: string, error: unknown): EmbeddedPostgresFailure {
    if (error instanceof EmbeddedPostgresFailure) return error;
    const reason = reasonOf(error);
    return new EmbeddedPostgresFailure(`${what}: ${reason}`, adviceFor(reason));
  }
}
