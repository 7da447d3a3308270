import { Refusal, type RefusalType } from '../kernel/refusal';

/** A statement that was given up is the same kind of problem as a sender that is too slow; the waiting is ours: 503. */
class StatementTimeout extends Refusal {
  override get status(): number {
    return 503;
  }
}

/** What PostgreSQL says by its codes (PostgreSQL, appendix A) and Node by its own. What is not here is a fault of ours. */
const OF_CODE: Readonly<Record<string, RefusalType>> = {
  '22P02': 'validation',
  '22003': 'validation',
  '22008': 'invalid-date',
  '22001': 'validation',
  '23502': 'validation',
  '23514': 'validation',
  '23503': 'validation',
  '22021': 'nul-character',
  '22P05': 'nul-character',
  '54001': 'too-deep',
  '23505': 'duplicate',
  '42501': 'forbidden',
  '40001': 'retry',
  '40P01': 'retry',
  '55P03': 'busy',
  '57014': 'timeout',
  '25P03': 'timeout',
  '53300': 'busy',
  '53200': 'busy',
  '57P01': 'db-unavailable',
  '57P02': 'db-unavailable',
  '57P03': 'db-unavailable',
  '25006': 'db-unavailable',
  /** Ours, of the guard of disposals. */
  RT001: 'retention',
  '53100': 'storage-full',
  ENOSPC: 'storage-full',
  EDQUOT: 'storage-full',
  ECONNREFUSED: 'db-unavailable',
  ECONNRESET: 'db-unavailable',
  EHOSTUNREACH: 'db-unavailable',
  ENETUNREACH: 'db-unavailable',
  ENOTFOUND: 'db-unavailable',
  EAI_AGAIN: 'db-unavailable',
  ETIMEDOUT: 'db-unavailable',
  EPIPE: 'db-unavailable',
};

/** The driver, its pool and TypeORM, whose runner lets go of a connection that was lost, have no codes for these. */
const OF_WORDS: readonly (readonly [RegExp, RefusalType])[] = [
  [/^timeout exceeded when trying to connect/, 'busy'],
  [/^Query read timeout/, 'timeout'],
  [/^Connection terminated|^Client has encountered a connection error|^Client was closed/, 'db-unavailable'],
  [/^Query runner already released|query runner was already released/, 'db-unavailable'],
  [/^Driver not Connected|^Cannot use a pool after calling end/, 'db-unavailable'],
];

/** A connection that is lost while it commits does not tell what became of it; the key makes asking again safe. */
const UNCERTAIN = 'Whether it was done is not known; ask again with the same Idempotency-Key, which has one effect';

const DETAIL: Partial<Record<RefusalType, string>> = {
  validation: 'The record refers to something that is not there, or breaks a rule of the database',
  'invalid-date': 'A day or an instant is outside of what can be kept',
  'nul-character': 'A text holds a character that the database cannot keep',
  'too-deep': 'What was asked is too complex for the database',
  duplicate: 'A record with the same key is there already',
  forbidden: 'The database refuses this change',
  retention: 'A legal hold stands on it, or its period is not over',
  'storage-full': 'Nothing was changed; somebody has to make room first',
  'db-unavailable': UNCERTAIN,
  timeout: UNCERTAIN,
};

/** Seconds after which it may be asked again; the others hold for ever, or until somebody acts. */
const AGAIN_AFTER: Partial<Record<RefusalType, number>> = { retry: 1, busy: 2, timeout: 5, 'db-unavailable': 5 };

/** What an error of the database, or of the disk, says of itself. */
export interface SaidOfItself {
  readonly code?: string;
  readonly severity?: string;
  readonly message?: string;
}

/**
 * A server that goes down over what is wrong, as over a full disk of its write-ahead log, is not there, whatever it says
 * was the cause; and what it was about to commit may be found committed once it has recovered.
 */
const causeOf = ({ code, severity }: SaidOfItself): string | undefined => (severity === 'PANIC' ? '57P02' : code);

/** An error of the database or of the disk as a refusal; null for any other. Nothing of its own words is repeated. */
export function refusalOfDatabase(error: SaidOfItself): Refusal | null {
  const [code, message] = [causeOf(error), error.message ?? ''];
  const byCode =
    code === undefined ? undefined : (OF_CODE[code] ?? (/^08...$/.test(code) ? 'db-unavailable' : undefined));
  const type = byCode ?? OF_WORDS.find(([words]) => words.test(message))?.[1];
  if (type === undefined) return null;
  const detail = DETAIL[type] ?? 'Nothing was changed; ask again';
  const seconds = AGAIN_AFTER[type];
  if (type === 'timeout') return new StatementTimeout(type, detail, [], { 'retry-after': String(seconds) });
  return seconds === undefined ? new Refusal(type, detail) : Refusal.forNow(type, detail, seconds);
}
