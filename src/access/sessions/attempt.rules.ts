import { isIP } from 'node:net';
import type { AlertKind } from '../credentials/security-alert.entity';

const MINUTE_MS = 60 * 1000;

/** Failures that are older than this have no part in a lock. */
export const WINDOW_MS = 15 * MINUTE_MS;
/** Whatever locks there were, a name is not compared more often than this in an hour, however often its person succeeds. */
export const HOUR = { ms: 60 * MINUTE_MS, most: 100 } as const;
/** Failures that one network may have in a minute, under whatever names. */
export const OF_NETWORK = { ms: MINUTE_MS, most: 60 } as const;
/** After so long in which nobody tried it and it was not locked, a name is as if it had never been. */
export const QUIET_MS = 24 * 60 * MINUTE_MS;

/** After how many failures a name waits, how long that may become, and what those who answer for security are told then. */
export interface AttemptTerms {
  readonly most: number;
  readonly longestMs: number;
  readonly alert: Exclude<AlertKind, 'passkey-cloned'>;
}

/** Of a name by which anybody may try: the lock grows, for a day at the most (NIST SP 800-63B-4 §3.2.2). */
export const BY_NAME: AttemptTerms = { most: 10, longestMs: 24 * 60 * MINUTE_MS, alert: 'sign-in-locked' };
/** Of what only he can try who is known already, such as who is in a session: it is his own lock, and stays short. */
export const BY_HIMSELF: AttemptTerms = { most: 10, longestMs: WINDOW_MS, alert: 'sign-in-locked' };

/** The round after which a lock is a day long. */
const LAST_ROUND = 8;

/** How long the lock of this round is: a quarter of an hour, twice as long each time, and never longer than the terms say. */
export const lockMs = (round: number, { longestMs }: AttemptTerms): number =>
  Math.min(WINDOW_MS * 2 ** (Math.min(round, LAST_ROUND) - 1), longestMs);

const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i;

/**
 * What one caller can change at will: of IPv6 the first 64 bits are his network, and the others are his to choose (RFC 6177).
 * Null where it is not known.
 */
export function networkOf(address: string | null): string | null {
  if (address === null) return null;
  const [, mapped = address] = MAPPED.exec(address) ?? [];
  if (isIP(mapped) !== 6 || mapped.includes('%')) return mapped;
  const [head = '', tail] = new URL(`http://[${mapped}]`).hostname.slice(1, -1).split('::');
  const groups = (text: string): string[] => text.split(':').filter((group) => group !== '');
  const [before, after] = [groups(head), groups(tail ?? '')];
  const between = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return `${[...before, ...between, ...after].slice(0, 4).join(':')}::/64`;
}
