import { printedInstant } from '../kernel/clock';

/** The last checkpoint that one witness cosigned, or an authority stamped. */
export interface LastCosigned {
  readonly size: number;
  readonly at: Date;
}

/** How far others than us vouch for the log, for whoever must know: at the start, in answers, in what is verified. */
export interface Witnessing {
  /** How many witnesses are configured. */
  readonly witnesses: number;
  /** The largest checkpoint that a witness cosigned; null while none did. */
  readonly size: number | null;
  readonly at: Date | null;
  /** In a sentence that stands by itself. */
  readonly words: string;
}

const WITHOUT =
  'not witnessed: no witness is configured, so nobody outside would notice if the whole log were made anew (PREDICATE_WITNESSES)';

/** What is said of the witnessing of a log, from the witnesses that are configured and what each cosigned last. */
export function witnessingOf(witnesses: number, last: readonly LastCosigned[]): Witnessing {
  const newest = last.reduce<LastCosigned | null>((best, one) => (one.size > (best?.size ?? -1) ? one : best), null);
  if (newest !== null) {
    const words = `witnessed up to size ${newest.size} at ${printedInstant(newest.at)}`;
    return {
      witnesses,
      size: newest.size,
      at: newest.at,
      words: witnesses > 0 ? words : `${words}; no witness is configured any more`,
    };
  }
  const words =
    witnesses === 0 ? WITHOUT : `not witnessed yet: none of ${witnesses} configured has cosigned a checkpoint`;
  return { witnesses, size: null, at: null, words };
}

/** How far time stamps say when the log was as it is, for whoever must know as well. */
export interface StampStanding {
  /** The largest checkpoint that has a time stamp; null while none has. */
  readonly size: number | null;
  readonly at: Date | null;
  /** In a sentence that stands by itself. */
  readonly words: string;
}

const UNSTAMPED =
  'not time-stamped: no authority is configured, so when it was signed is the word of whoever holds its key (PREDICATE_TSA_URL)';

/** What is said of the time stamps of a log, from whether any are asked for and the last one. */
export function stampingOf(isAsked: boolean, last: LastCosigned | null): StampStanding {
  if (last === null) {
    const words = isAsked ? 'not time-stamped yet: the authority has stamped no checkpoint' : UNSTAMPED;
    return { size: null, at: null, words };
  }
  const words = `time-stamped up to size ${last.size} at ${printedInstant(last.at)}`;
  return { size: last.size, at: last.at, words: isAsked ? words : `${words}; no authority is configured any more` };
}
