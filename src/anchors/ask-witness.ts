import { cosignedAt } from '../audit-trail/log/cosignature';
import { isFrom, printedSignature } from '../audit-trail/log/note-signature';
import { SIZE_MEDIA_TYPE, withCosignatures, witnessSizeIn } from '../audit-trail/log/witness-answer';
import { printedWitnessRequest, type WitnessRequest } from '../audit-trail/log/witness-request';
import { ask, type Reply } from '../outbound/ask';
import { submissionUrl, type WitnessAddress } from './witness-address';

/** What a witness says to a checkpoint: its cosignature, the size that it knows, or that nothing ties both. */
export type WitnessWord =
  | { readonly said: 'cosigned'; readonly line: string; readonly at: Date }
  | { readonly said: 'knows'; readonly size: number }
  | { readonly said: 'inconsistent' };

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 64 * 1024;
/** What two clocks that are set may differ by; a cosignature of another time proves nothing about now. */
const SKEW_MS = 5 * 60_000;

/** Asks for a cosignature, and gives it only where it holds and is of now. Throws, in words, where the witness is of no use. */
export async function askWitness(
  witness: WitnessAddress,
  request: WitnessRequest,
  now: Date,
  stop?: AbortSignal,
): Promise<WitnessWord> {
  const body = Buffer.from(printedWitnessRequest(request), 'utf8');
  const question = { url: submissionUrl(witness), contentType: 'text/plain; charset=utf-8', body };
  const reply = await ask({ ...question, maxBytes: MAX_ANSWER_BYTES, timeoutMs: TIMEOUT_MS }, stop);
  if (reply.status === 200) return cosignedBy(witness, request, reply, now);
  if (reply.status === 422) return { said: 'inconsistent' };
  if (reply.status === 409 && reply.contentType === SIZE_MEDIA_TYPE)
    return { said: 'knows', size: witnessSizeIn(reply.body) };
  throw new Error(`The witness ${witness.key.name} answered ${reply.status}: ${wordsOf(reply)}`);
}

function cosignedBy({ key }: WitnessAddress, { checkpoint }: WitnessRequest, { body }: Reply, now: Date): WitnessWord {
  const { signatures } = withCosignatures(checkpoint, body, [key]);
  const own = signatures.find(isFrom(key));
  const seconds = own === undefined ? null : cosignedAt(own.bytes);
  if (own === undefined || seconds === null) throw new Error(`The witness ${key.name} sent no cosignature of its own`);
  const at = new Date(seconds * 1000);
  if (Math.abs(at.getTime() - now.getTime()) > SKEW_MS) {
    throw new Error(`The witness ${key.name} cosigned as of ${at.toISOString()}: its clock or ours is wrong`);
  }
  return { said: 'cosigned', line: printedSignature(own), at };
}

/** The words of somebody else: one line, and not long. */
const wordsOf = ({ body }: Reply): string =>
  body
    .toString('utf8')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200);
