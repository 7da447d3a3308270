import * as x509 from '@peculiar/x509';
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { issue, pemOf } from './certificates';

/** A reverse proxy that ends TLS before a service on this machine, as nginx and Caddy do, with a certificate of its own. */
export interface TlsProxy {
  /** Under which people reach the service. */
  readonly origin: string;
  /** A door by plain HTTP, which a careful proxy does not have. */
  readonly plainOrigin: string;
  /** The digest of its key, by which a browser can be told to take its certificate (RFC 7469 §2.4). */
  readonly keyDigest: string;
  /** Where it passes requests on to. */
  leadsTo(url: string): void;
  close(): Promise<void>;
}

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** Passes a request on with where it came from and how; what a client said of that stays before it (nginx: $proxy_add_x_forwarded_for). */
function passOn(incoming: IncomingMessage, answer: ServerResponse, to: URL, scheme: 'http' | 'https'): void {
  const said = incoming.headers['x-forwarded-for'];
  const address = incoming.socket.remoteAddress ?? '';
  const headers = {
    ...incoming.headers,
    'x-forwarded-for': said === undefined ? address : `${String(said)}, ${address}`,
    'x-forwarded-proto': scheme,
  };
  const { hostname, port } = to;
  const outgoing = request({ hostname, port, method: incoming.method, path: incoming.url, headers }, (from) => {
    answer.writeHead(from.statusCode ?? 502, from.headers);
    from.pipe(answer);
  });
  outgoing.on('error', () => answer.destroy());
  incoming.pipe(outgoing);
}

/** Opens one under a name that is not looked up anywhere. */
export async function startTlsProxy(name: string): Promise<TlsProxy> {
  const names = new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: name }]);
  const issued = await issue(name, { purposes: [SERVER_AUTH], isPurposeCritical: false, more: [names] });
  let to = new URL('http://127.0.0.1:1');
  const key = issued.key.export({ format: 'pem', type: 'pkcs8' });
  const secure = createTlsServer({ key, cert: pemOf(issued) }, (incoming, answer) =>
    passOn(incoming, answer, to, 'https'),
  );
  const plain = createServer((incoming, answer) => passOn(incoming, answer, to, 'http'));
  const servers = [secure, plain];
  for (const server of servers) await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `https://${name}:${portOf(secure)}`,
    plainOrigin: `http://${name}:${portOf(plain)}`,
    keyDigest: createHash('sha256').update(Buffer.from(issued.certificate.publicKey.rawData)).digest('base64'),
    leadsTo: (url) => void (to = new URL(url)),
    close: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((closed) => server.close(closed));
      }
    },
  };
}
