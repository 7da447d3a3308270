import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics } from 'prom-client';
import { registry } from './counted';

/** The figures on a port of their own. */
export interface MetricsServer {
  readonly url: string;
  close(): Promise<void>;
}

const PATH = '/metrics';
const SAMPLED_EVERY_MS = 10;

/** Event loop, heap, resident memory, processor: measured only where somebody looks at it. */
function measureProcess(): void {
  if (registry.getSingleMetric('process_resident_memory_bytes') !== undefined) return;
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: SAMPLED_EVERY_MS });
}

async function answer({ method, url }: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('cache-control', 'no-store').setHeader('x-content-type-options', 'nosniff');
  if (url?.split('?')[0] !== PATH) return void response.writeHead(404).end();
  if (method !== 'GET' && method !== 'HEAD') return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
  const text = await registry.metrics();
  response.writeHead(200, { 'content-type': registry.contentType }).end(method === 'HEAD' ? undefined : text);
}

/**
 * Serves `/metrics` to Prometheus on a port of its own, so that the figures have their own firewall rule and never
 * share an address with the record. It asks for no token: give it a loopback address.
 */
export async function serveMetrics(port: number, host: string): Promise<MetricsServer> {
  measureProcess();
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  Object.assign(server, { headersTimeout: 5_000, requestTimeout: 10_000, maxConnections: 20 });
  server.listen(port, host);
  await once(server, 'listening');
  const { address, family, port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}${PATH}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
