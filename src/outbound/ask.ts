import { request as plain, type IncomingMessage } from 'node:http';
import { request as secure } from 'node:https';

/** What another server is asked, and how much it may take. */
export interface Question {
  readonly url: URL;
  /** Sent by POST; without one it is a GET. */
  readonly body?: Uint8Array;
  readonly contentType?: string;
  /** Headers beside those, with names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
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

/** Asks a server that the configuration names, on a connection of its own. Throws, in words, where no answer comes. */
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

function answered(question: Question, signal: AbortSignal): Promise<Reply> {
  const { url, body, maxBytes } = question;
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? secure : plain;
    const method = body === undefined ? 'GET' : 'POST';
    const outgoing = send(url, {
      ...{ method, headers: headersOf(question), agent: false, signal, maxHeaderSize: 16 * 1024 },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      bodyOf(response, maxBytes).then((bytes) => resolve(replyOf(response, bytes)), reject);
    });
    outgoing.end(body);
  });
}

const headersOf = ({ body, contentType, headers }: Question): Record<string, string | number> => ({
  ...headers,
  ...(contentType === undefined ? {} : { 'content-type': contentType }),
  ...(body === undefined ? {} : { 'content-length': body.length }),
  'user-agent': 'predicate',
});

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
