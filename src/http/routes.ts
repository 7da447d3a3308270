import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify';

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
}

const ROUTES = Symbol('routes');
type Listed = FastifyInstance & { [ROUTES]?: Route[] };

const patternOf = (url: string): RegExp =>
  new RegExp(
    `^${url
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.+')
      .replace(/:[A-Za-z0-9_]+/g, '[^/]+')}$`,
  );

/** Keeps what is registered, so that a wrong method can be told from a wrong address (405 with Allow, RFC 9110 §15.5.6). */
export function listRoutes(fastify: FastifyInstance): void {
  const routes: Route[] = [];
  (fastify as Listed)[ROUTES] = routes;
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of ([] as HTTPMethods[]).concat(method)) routes.push({ method: one, pattern: patternOf(url) });
  });
}

/** The methods that the address of a request does have. */
export function allowedMethods(request: FastifyRequest): readonly string[] {
  const path = request.url.split('?')[0] ?? '';
  const routes = (request.server as Listed)[ROUTES] ?? [];
  return [...new Set(routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))].sort();
}
