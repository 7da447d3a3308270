import { connect, type Socket } from 'node:net';
import { requireDescribed } from './held-answers';

/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: { readonly type?: string; readonly errors?: readonly { readonly pointer: string }[] } & Record<
    string,
    unknown
  >;
  /** Whether the service closed the connection. */
  readonly isClosed: boolean;
}

type Bytes = string | Buffer;

const unchunked = (text: Buffer): Buffer => {
  const parts: Buffer[] = [];
  for (let at = 0; at < text.length;) {
    const line = text.indexOf('\r\n', at);
    const size = Number.parseInt(text.subarray(at, line).toString('latin1'), 16);
    if (!(size > 0)) break;
    parts.push(text.subarray(line + 2, line + 2 + size));
    at = line + 4 + size;
  }
  return Buffer.concat(parts);
};

function read(bytes: Buffer, isClosed: boolean): WireAnswer {
  const end = bytes.indexOf('\r\n\r\n');
  const [first = '', ...lines] = bytes.subarray(0, Math.max(end, 0)).toString('latin1').split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const rest = bytes.subarray(end + 4);
  const text = (headers['transfer-encoding'] === 'chunked' ? unchunked(rest) : rest).toString('utf8');
  const body = (
    /json(;|$)/.test(headers['content-type'] ?? '') && text !== '' ? JSON.parse(text) : {}
  ) as WireAnswer['body'];
  return { status: Number(first.split(' ')[1]), headers, text, body, isClosed };
}

const send = async (socket: Socket, parts: readonly Bytes[], gapMs: number): Promise<void> => {
  for (const part of parts) {
    if (socket.destroyed) return;
    socket.write(part);
    if (gapMs > 0) await new Promise((resolve) => setTimeout(resolve, gapMs));
  }
};

/** Holds an answer against the description, as far as the request can be told from its bytes. */
function requireDescribedAnswer(url: string, first: Bytes | undefined, { status, headers, text }: WireAnswer): void {
  if (Number.isNaN(status)) return;
  const [, method = '', address = '/'] = /^(\S+) (\S+) HTTP/.exec(String(first).slice(0, 20_000)) ?? [];
  requireDescribed(url, { method, address, status, headers, text: method === 'HEAD' ? null : text });
}

/** Sends bytes as they are, part after part, and reads until the service closes or has been silent for `silentMs`. */
export function overTheWire(
  url: string,
  parts: readonly Bytes[],
  { gapMs = 0, silentMs = 3_000 }: { gapMs?: number; silentMs?: number } = {},
): Promise<WireAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const chunks: Buffer[] = [];
    const done = (isClosed: boolean): void => {
      socket.destroy();
      try {
        const answer = read(Buffer.concat(chunks), isClosed);
        requireDescribedAnswer(url, parts[0], answer);
        resolve(answer);
      } catch (fault) {
        reject(fault instanceof Error ? fault : new Error(String(fault)));
      }
    };
    socket.setTimeout(silentMs, () => done(false));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', () => done(true));
    socket.on('close', () => done(true));
    socket.on('connect', () => void send(socket, parts, gapMs));
  });
}

/** A request as text, with what a client always says; a header that is null is left out. */
export function requestText(
  line: string,
  headers: Readonly<Record<string, string | null>> = {},
  body: Bytes = '',
): Buffer {
  const said = { Host: 'localhost', Connection: 'close', ...headers };
  const lines = Object.entries(said).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  return Buffer.concat([
    Buffer.from(`${line} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1'),
    Buffer.from(body as string),
  ]);
}
