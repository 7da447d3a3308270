import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A site of somebody else, with one page. */
export interface OtherSite {
  readonly port: number;
  /** What its page is from now on. */
  shows(html: string): void;
  close(): Promise<void>;
}

/** Listens on this machine: under `127.0.0.1` another site than ours, under `localhost` another origin of the same site. */
export async function openOtherSite(): Promise<OtherSite> {
  let page = '<!doctype html><title>Elsewhere</title>';
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    shows: (html) => void (page = html),
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
