import { request as plain, type IncomingMessage } from 'node:http';
import { request as secure } from 'node:https';

/** What another server is asked, and how much it may take. */
export interface Question {
  readonly url: URL;
  readonly contentType: string;
  readonly body: Uint8Array;
  /** The largest answer that is read; a larger one throws. */
  readonly maxBytes: number;
  /** For all of it: name, connection, question and the last byte of the answer. */
  readonly timeoutMs: number;
}

/** What it answered; the status is for the caller to judge, and no redirection is ever followed. */
export interface Reply {
  readonly status: number;
  /** Without parameters, in lower case; empty where there is none. */
  readonly contentType: string;
  readonly body: Buffer;
}

/** Posts to a server that the configuration names, on a connection of its own. Throws, in words, where no answer comes. */
export async function ask(question: Question, stop?: AbortSignal): Promise<Reply> {
  const { url, timeoutMs } = question;
  const late = AbortSignal.timeout(timeoutMs);
  const signal = stop === undefined ? late : AbortSignal.any([late, stop]);
  try {
    return await answered(question, signal);
  } catch (error) {
    if (late.aborted) throw new Error(`${url.host} did not answer within ${timeoutMs / 1000} s`, { cause: error });
    throw new Error(`${url.host} could not be asked: ${reasonOf(error)}`, { cause: error });
  }
}

function answered({ url, contentType, body, maxBytes }: Question, signal: AbortSignal): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? secure : plain;
    const headers = { 'content-type': contentType, 'content-length': body.length, 'user-agent': 'predicate' };
    const outgoing = send(url, { method: 'POST', headers, agent: false, signal, maxHeaderSize: 16 * 1024 });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      bodyOf(response, maxBytes).then((bytes) => resolve(replyOf(response, bytes)), reject);
    });
    outgoing.end(body);
  });
}

async function bodyOf(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > maxBytes) throw new Error(`its answer has more than ${maxBytes} bytes`);
    pieces.push(piece);
  }
  if (!response.complete) throw new Error('its answer was cut off');
  return Buffer.concat(pieces);
}

const replyOf = ({ statusCode = 0, headers }: IncomingMessage, body: Buffer): Reply => ({
  ...{ status: statusCode, body, contentType: (headers['content-type'] ?? '').split(';')[0].trim().toLowerCase() },
});

const reasonOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === undefined ? message : `${code} ${message}`;
};
