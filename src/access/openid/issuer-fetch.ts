import type { CustomFetch } from 'openid-client';
import { ask, type Question, type Reply } from '../../outbound/ask';

/** The issuer cannot be asked now, or does not answer as one; what was asked can be asked again later. */
export class IssuerAway extends Error {}

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 512 * 1024;
/** Statuses whose answers have no body (Fetch Standard, “null body status”). */
const BODILESS = [204, 205, 304];

/**
 * The only way out to the issuer: nothing but its own host is asked, whatever it says of itself, no redirection is followed,
 * and an answer that is late, too large, or an error of the issuer’s own throws `IssuerAway`.
 */
export const issuerFetch = (issuer: string): CustomFetch => {
  const { origin } = new URL(issuer);
  return async (address, { body, headers }) => {
    const url = new URL(address);
    if (url.origin !== origin) throw new IssuerAway(`${url.host} is another host than that of the issuer`);
    const question = { url, headers, ...(body ? { body: Buffer.from(String(body as URLSearchParams)) } : {}) };
    const { status, contentType, body: answer } = await answered(question);
    const said = BODILESS.includes(status) ? null : new Uint8Array(answer);
    return new Response(said, { status, headers: { 'content-type': contentType } });
  };
};

async function answered(question: Pick<Question, 'url' | 'headers' | 'body'>): Promise<Reply> {
  const reply = await ask({ ...question, maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS }).catch((error: Error) => {
    throw new IssuerAway(error.message);
  });
  if (reply.status >= 500 || reply.status < 200) throw new IssuerAway(`${question.url.host} answered ${reply.status}`);
  return reply;
}

/** That it was so, where an error is that or was caused by it; null for any other. */
export function awayIn(error: unknown): IssuerAway | null {
  for (let one = error; one instanceof Error; one = one.cause) if (one instanceof IssuerAway) return one;
  return null;
}
