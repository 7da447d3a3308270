import { AsnConvert } from '@peculiar/asn1-schema';
import { PKIStatusInfo } from '@peculiar/asn1-tsp';
import { elementsIn, onlyElement, TAG } from './der';
import { TimestampFault } from './timestamp-fault';

/** What is read of an authority's answer at most; one with a long chain has less than a tenth of it. */
export const MAX_REPLY_BYTES = 128 * 1024;

const GRANTED: ReadonlySet<number> = new Set([0, 1]);
const MAX_WORDS = 300;

/** The token out of a reply, as its own bytes; throws where there is none, in the authority's words (RFC 3161 §2.4.2). */
export function tokenInReply(reply: Uint8Array): Buffer {
  if (reply.length > MAX_REPLY_BYTES) throw new TimestampFault('malformed', 'The reply is too large to be one');
  const [status, token, ...more] = elementsIn(onlyElement(Buffer.from(reply), TAG.sequence).content);
  if (status?.tag !== TAG.sequence || more.length > 0)
    throw new TimestampFault('malformed', 'This is no reply to a query');
  const { status: code, statusString } = statusIn(status.raw);
  if (!GRANTED.has(code))
    throw new TimestampFault('refused', `The authority refused (status ${code}): ${wordsOf(statusString)}`);
  if (token?.tag !== TAG.sequence) throw new TimestampFault('malformed', 'The authority granted a stamp and sent none');
  return Buffer.from(token.raw);
}

function statusIn(raw: Buffer): PKIStatusInfo {
  try {
    return AsnConvert.parse(raw, PKIStatusInfo);
  } catch {
    throw new TimestampFault('malformed', 'The status of the reply cannot be read');
  }
}

/** Words of somebody else: one line, and not long. */
const wordsOf = (words: Iterable<string> = []): string =>
  [...words]
    .join(' ')
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, MAX_WORDS) || 'without a word';
