import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BlockList, isIP } from 'node:net';
import { Refusal } from '../kernel/refusal';

/**
 * The proxies whose word is taken for where a request came from (`X-Forwarded-For`) and by which scheme
 * (`X-Forwarded-Proto`), as networks in CIDR notation. From anybody else both say nothing, and so does `Forwarded` (RFC 7239)
 * from whomsoever.
 */
export class TrustedProxies {
  private readonly networks = new BlockList();

  constructor(private readonly named: readonly string[]) {
    for (const one of named) {
      const [address = '', bits] = one.split('/');
      this.networks.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
    }
  }

  /** Whether a proxy at this address is one of them; what is no address is none. */
  readonly trusts = (address: string): boolean => {
    const family = isIP(address);
    return family !== 0 && this.networks.check(address, family === 6 ? 'ipv6' : 'ipv4');
  };

  /** What the server is to trust: nobody where there are none. */
  get trustProxy(): false | ((address: string) => boolean) {
    return this.named.length === 0 ? false : this.trusts;
  }

  /** Whether one of them says that it was asked by plain HTTP. */
  saysPlain({ raw, headers, protocol }: FastifyRequest): boolean {
    if (headers['x-forwarded-proto'] === undefined || !this.trusts(raw.socket.remoteAddress ?? '')) return false;
    return protocol.toLowerCase() !== 'https';
  }
}

const HTTPS_ALONE = (own: string): string =>
  `What was sent can have been read on the way: reach this service by ${own}`;

/**
 * Refuses what a proxy took by plain HTTP, where people reach the service by HTTPS: a password or a token that came so is
 * known to whoever stood between. What no proxy brought comes from this machine, where the service listens and nowhere else.
 */
export function requireHttps(fastify: FastifyInstance, proxies: TrustedProxies, own: string | null): void {
  if (!own?.startsWith('https:')) return;
  fastify.addHook('onRequest', (request, _reply, done) => {
    done(proxies.saysPlain(request) ? new Refusal('https-required', HTTPS_ALONE(own)) : undefined);
  });
}
