import type { FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Refusal } from '../kernel/refusal';
import { SECURITY_HEADERS } from './headers';
import { type EdgeLimits, MAX_HEADER_BYTES } from './limits';
import { problemOf } from './problem';

type ConnectionError = Error & { code?: string };

/** Hears of every refusal that is answered below the routes, which no hook ever sees. */
export type TellRefusal = (refused: { requestId: string; status: number; bytes: number }) => void;

/** So long a refused sender has to read why, before its connection is cut. */
const LINGER_MS = 200;

const REFUSED: Readonly<Record<string, () => Refusal>> = {
  HPE_HEADER_OVERFLOW: () =>
    new Refusal('headers-too-large', `The request line and the headers may have ${MAX_HEADER_BYTES} bytes`),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: () => new Refusal('payload-too-large', 'The extensions of the chunks are too large'),
  ERR_HTTP_REQUEST_TIMEOUT: () => new Refusal('timeout', 'The headers did not come in time'),
};
const noRequest = (): Refusal => new Refusal('bad-request', 'This is no request of HTTP/1.1 (RFC 9112)');

/** The last answer of a connection, with an id of its own by which the log has it too. */
function lastAnswer(refusal: Refusal, tell: TellRefusal) {
  const body = JSON.stringify(problemOf(refusal, '/'));
  const [requestId, bytes] = [randomUUID(), Buffer.byteLength(body)];
  tell({ requestId, status: refusal.status, bytes });
  const headers = {
    ...{ ...SECURITY_HEADERS, 'content-type': 'application/problem+json', 'content-length': String(bytes) },
    ...{ connection: 'close', 'x-request-id': requestId, ...refusal.headers },
  };
  return { body, headers };
}

function endWith(socket: Duplex, refusal: Refusal, tell: TellRefusal): void {
  const { body, headers } = lastAnswer(refusal, tell);
  const dated = Object.entries({ ...headers, date: new Date().toUTCString() });
  const lines = dated.map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`, ...lines, '', body].join('\r\n'));
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

const answered = new WeakSet<Socket>();
/** Node keeps the answer in hand with its connection; one that has begun cannot be made another. */
const hasBegun = (socket: Socket): boolean =>
  (socket as Socket & { _httpMessage?: ServerResponse })._httpMessage?.headersSent === true;

/** Answers what is no request at all, in problem details as well, and closes (RFC 9112 §2.2, §3.2, §6.3, RFC 6585 §5). */
const answerNoRequest =
  (tell: TellRefusal) =>
  (error: ConnectionError, socket: Socket): void => {
    if (answered.has(socket)) return;
    answered.add(socket);
    if (error.code === 'ECONNRESET' || !socket.writable || hasBegun(socket)) return void socket.destroy(error);
    endWith(socket, (REFUSED[error.code ?? ''] ?? noRequest)(), tell);
  };

/** Options of the server: what a connection may take, in time and size. */
export const connectionOptions = ({ headersMs, checkEveryMs, keepAliveMs }: EdgeLimits, tell: TellRefusal) => ({
  ...{ clientErrorHandler: answerNoRequest(tell), keepAliveTimeout: keepAliveMs, requestTimeout: 0 },
  ...{ return503OnClosing: false, forceCloseConnections: 'idle' as const },
  rewriteUrl: ({ url = '/' }: { url?: string }) => url.replace(/^https?:\/\/[^/?#]*/i, '') || '/',
  http: {
    ...{ maxHeaderSize: MAX_HEADER_BYTES, headersTimeout: headersMs, connectionsCheckingInterval: checkEveryMs },
    requireHostHeader: false,
  },
});

const isHost = (host: string): boolean =>
  /^(?:[A-Za-z0-9._~!$&'()*+,;=%-]*|\[[0-9A-Fa-f:.]+\])(?::\d{0,5})?$/.test(host);

/** RFC 9112 §3.2: a request of HTTP/1.1 names one host, once. */
function refusalOfHost({ rawHeaders, httpVersion }: IncomingMessage): Refusal | undefined {
  const hosts = rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'host');
  if (hosts.length === 0 && httpVersion === '1.0') return undefined;
  if (hosts.length === 1 && isHost(hosts[0] ?? '')) return undefined;
  return new Refusal('bad-request', 'Send one Host header (RFC 9112 §3.2)', [], { connection: 'close' });
}

/** Answers what the server would refuse on its own, in its own words: no host, an expectation, a tunnel. */
export function guardConnections(fastify: FastifyInstance, tell: TellRefusal): void {
  fastify.addHook('onRequest', ({ raw }, _reply, done) => done(refusalOfHost(raw)));
  fastify.server.on('checkExpectation', (_request, response) => {
    const refusal = new Refusal('expectation-failed', 'Only Expect: 100-continue is understood (RFC 9110 §10.1.1)');
    const { body, headers } = lastAnswer(refusal, tell);
    response.writeHead(refusal.status, headers).end(body);
  });
  fastify.server.on('connect', (_request, socket) =>
    endWith(socket, new Refusal('method-not-allowed', 'This is no proxy', [], { allow: 'GET, HEAD' }), tell),
  );
}
