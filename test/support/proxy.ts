import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What becomes of a piece that a client sent: it goes on, or the connection is cut before or after it went on. */
export type Fate = 'pass' | 'cut-before' | 'cut-after';

/** A connection to a database, with somebody at the cable. */
export interface Proxy {
  /** The same address, through here. */
  url(databaseUrl: string): string;
  /** Asked of every piece that a client sends. */
  decide: (piece: Buffer) => Fate;
  /** While true nothing passes in either direction, and nobody is told; new connections are taken and stay silent. */
  isBlackhole: boolean;
  readonly open: number;
  close(): Promise<void>;
}

/** Stands between a service and the server of that address. */
export async function startProxy(databaseUrl: string): Promise<Proxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: false }, (near) => {
    const far = connect(Number(target.port), target.hostname);
    const cut = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', cut).on('close', () => {
        sockets.delete(socket);
        cut();
      });
    }
    near.on('data', (piece: Buffer) => {
      if (proxy.isBlackhole) return;
      const fate = proxy.decide(piece);
      if (fate === 'cut-before') cut();
      else far.write(piece, () => fate === 'cut-after' && cut());
    });
    far.on('data', (piece: Buffer) => {
      if (!proxy.isBlackhole) near.write(piece);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const proxy: Proxy = {
    url: (url) => {
      const through = new URL(url);
      through.host = `127.0.0.1:${port}`;
      return through.href;
    },
    decide: () => 'pass',
    isBlackhole: false,
    get open() {
      return sockets.size;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
  return proxy;
}
