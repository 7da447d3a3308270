import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { printedVerifierKey, type VerifierKey } from '../audit-trail/log/note-key';
import type { Witness } from './witness';
import { notAllowed, somethingElse, type WitnessAnswer } from './witness-answers';

/** Sixteen signatures of any kind, sixty-three hashes and a checkpoint are far below it. */
export const MAX_REQUEST_BYTES = 128 * 1024;
const STOP_MS = 10_000;

const LIMITS = {
  ...{ headersTimeout: 5_000, requestTimeout: 10_000, keepAliveTimeout: 75_000, maxHeaderSize: 8 * 1024 },
  ...{ connectionsCheckingInterval: 1_000 },
};

/** A witness that listens. */
export interface WitnessServer {
  readonly url: string;
  /** Answers what it has begun, stores what it cosigned, and lets go. */
  close(): Promise<void>;
}

/** What the server says of itself, to whoever keeps the log of the witness. */
export interface Tells {
  log(line: string): void;
  error(line: string, error: unknown): void;
}

/** Serves `POST /add-checkpoint` (https://c2sp.org/tlog-witness), and at `/` the key and sizes for people. */
export async function serveWitness(
  witness: Witness,
  key: VerifierKey,
  at: { port: number; host: string },
  tells: Tells,
) {
  const server = createServer(LIMITS, (request, response) => {
    answerTo(request, witness, key)
      .catch((error: unknown) => {
        tells.error('The checkpoint could not be stored, so nothing was cosigned', error);
        return somethingElse(500, 'The witness could not store the checkpoint, so nothing was cosigned');
      })
      .then((answer) => send(response, request, answer))
      .catch(() => response.destroy());
  });
  server.maxConnections = 200;
  const up = once(server, 'listening');
  server.listen(at.port, at.host);
  await up;
  return { url: urlOf(server), close: () => close(server) } satisfies WitnessServer;
}

async function answerTo(request: IncomingMessage, witness: Witness, key: VerifierKey): Promise<WitnessAnswer> {
  const { method, url = '' } = request;
  const path = url.split('?')[0];
  if (path === '/') return method === 'GET' || method === 'HEAD' ? page(witness, key) : notAllowed('GET, HEAD');
  if (path !== '/add-checkpoint') return somethingElse(404, 'A witness is asked by POST /add-checkpoint');
  if (method !== 'POST') return notAllowed('POST');
  const coding = request.headers['content-encoding'] ?? 'identity';
  if (coding !== 'identity') return somethingElse(415, 'The body is sent as it is, without a content coding');
  const body = await bodyOf(request);
  if (body === null) return somethingElse(413, `A request has at most ${MAX_REQUEST_BYTES} bytes`);
  return witness.addCheckpoint(body);
}

function page(witness: Witness, key: VerifierKey): WitnessAnswer {
  const logs = witness.sizes().map(({ origin, size }) => `${size} ${origin}`);
  return somethingElse(200, ['A witness of transparency logs', printedVerifierKey(key), '', ...logs].join('\n'));
}

/** All of the body; null where it is too large, and then the rest is not read. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_REQUEST_BYTES) return null;
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > MAX_REQUEST_BYTES) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function send(response: ServerResponse, request: IncomingMessage, { status, type, body, allow }: WitnessAnswer): void {
  const bytes = Buffer.from(body, 'utf8');
  if (!request.complete) response.setHeader('connection', 'close');
  if (allow !== undefined) response.setHeader('allow', allow);
  response.writeHead(status, {
    ...{ 'content-type': type, 'content-length': bytes.length },
    ...{ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

async function close(server: Server): Promise<void> {
  const down = once(server, 'close');
  server.close();
  const late = setTimeout(() => server.closeAllConnections(), STOP_MS);
  server.closeIdleConnections();
  await down;
  clearTimeout(late);
}
