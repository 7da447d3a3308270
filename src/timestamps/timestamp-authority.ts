import { randomBytes } from 'node:crypto';
import type { Clock } from '../kernel/clock';
import { ask } from '../outbound/ask';
import type { TrustAnchors } from './certificate-chain';
import { TimestampFault } from './timestamp-fault';
import { timestampQuery } from './timestamp-query';
import { MAX_REPLY_BYTES, tokenInReply } from './timestamp-reply';
import { type Timestamp, verifyTimestamp } from './verify-timestamp';

/** An authority that stamps, as it is configured. */
export interface TimestampAuthority {
  readonly url: URL;
  readonly anchors: TrustAnchors;
  /** The policy that stamps must be under; null takes any. */
  readonly policy: string | null;
}

/** A stamp that was verified, and the bytes to keep. */
export interface Stamped extends Timestamp {
  readonly token: Buffer;
}

const TIMEOUT_MS = 10_000;
const NONCE_BYTES = 16;
/** What two clocks that are set may differ by. */
const SKEW_MS = 5 * 60_000;

/** Has a SHA-256 stamped (RFC 3161 §3.4), and verifies the stamp before it gives it. Throws where there is none that holds. */
export async function stampDigest(
  { url, anchors, policy }: TimestampAuthority,
  sha256: Uint8Array,
  clock: Clock,
  stop?: AbortSignal,
): Promise<Stamped> {
  const [nonce, from] = [randomBytes(NONCE_BYTES), clock.now().getTime() - SKEW_MS];
  const body = timestampQuery({ sha256, nonce, policy });
  const contentType = 'application/timestamp-query';
  const reply = await ask({ url, contentType, body, maxBytes: MAX_REPLY_BYTES, timeoutMs: TIMEOUT_MS }, stop);
  if (reply.status !== 200 || reply.contentType !== 'application/timestamp-reply') {
    throw new TimestampFault(
      'refused',
      `${url.host} answered ${reply.status} ${reply.contentType}, not a reply to a query`,
    );
  }
  const token = tokenInReply(reply.body);
  const asked = { nonce, policy, from: new Date(from), to: new Date(clock.now().getTime() + SKEW_MS) };
  return { ...verifyTimestamp(token, { sha256, anchors, asked }), token };
}
