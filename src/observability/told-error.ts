import type { Scrub } from './scrub';

/** What a log says of an error: where it came from, and of its words only what cannot be somebody's record. */
export interface ToldError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
  readonly routine?: string;
  /** One frame an entry, innermost first. */
  readonly frames: readonly string[];
  readonly cause?: ToldError;
}

const MAX_FRAMES = 20;
const MAX_CAUSES = 3;

/**
 * Classes of SQLSTATE whose messages name objects and states of the server alone. Messages of the others (22, 23, P0 …)
 * quote what a caller sent: those are withheld, and so are detail, parameters and the statement of every class.
 */
const TELLS_NO_VALUE = new Set(['08', '25', '28', '40', '42', '53', '54', '55', '57', '58', 'XX']);
const PLACES = ['table', 'column', 'constraint', 'routine'] as const;
type DatabaseError = Error & { readonly code: string } & Partial<Record<(typeof PLACES)[number], unknown>>;

const isDatabaseError = (error: Error): error is DatabaseError => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && ('severity' in error || 'driverError' in error);
};

/** The frames of a stack without the message that stands above them, which may hold anything. */
function framesOf({ stack = '', message }: Error): string[] {
  const at = message === '' ? -1 : stack.indexOf(message);
  return stack
    .slice(at < 0 ? 0 : at + message.length)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at .*(:\d+:\d+\)?|\(<anonymous>\)|\(native\)|\(index \d+\))$/.test(line))
    .slice(0, MAX_FRAMES);
}

/** Class 42 names what a statement names; should a statement ever be built from what somebody sent, it is in the quotes. */
function wordsOf({ code, message }: DatabaseError, scrub: Scrub): string {
  const group = code.slice(0, 2);
  if (!TELLS_NO_VALUE.has(group)) return 'withheld: it may quote a record';
  return scrub(group === '42' ? message.replace(/".*"/s, '"…"') : message);
}

function ofDatabase(error: DatabaseError, scrub: Scrub): Partial<ToldError> {
  const places = PLACES.map((place) => [place, error[place]] as const).filter(([, name]) => typeof name === 'string');
  return { message: wordsOf(error, scrub), code: error.code, ...Object.fromEntries(places) };
}

function ofProgram(error: Error, scrub: Scrub): Partial<ToldError> {
  const { code } = error as { code?: unknown };
  return { message: scrub(error.message), ...(typeof code === 'string' ? { code: scrub(code) } : {}) };
}

/** An error by the allow-list above, with its causes; what a library hangs on an error never reaches the log. */
export function toldError(error: Error, scrub: Scrub, depth = 0): ToldError {
  const words = isDatabaseError(error) ? ofDatabase(error, scrub) : ofProgram(error, scrub);
  const hasCause = error.cause instanceof Error && depth < MAX_CAUSES;
  return {
    name: scrub(error.name),
    message: '',
    ...words,
    frames: framesOf(error).map(scrub),
    ...(hasCause ? { cause: toldError(error.cause as Error, scrub, depth + 1) } : {}),
  };
}
