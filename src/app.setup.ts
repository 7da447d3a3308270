import cookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { SESSION_COOKIE } from './access/session-cookie';
import { AppModule, type Ground } from './app.module';
import { takeBodies } from './http/bodies';
import { connectionOptions, guardConnections } from './http/connections';
import { completed, TAGS } from './http/description';
import { tagAnswers } from './http/entity-tag';
import { answerHeads } from './http/head';
import { secureHeaders } from './http/headers';
import { EDGE_LIMITS, type EdgeLimits, MAX_JSON_BYTES } from './http/limits';
import { Views } from './http/pages/views';
import { answerUnroutable, ProblemFilter } from './http/problem.filter';
import { listRoutes } from './http/routes';
import { Standing, stopInTime } from './http/standing';
import { requireHttps, TrustedProxies } from './http/trusted-proxies';
import { validationPipe } from './http/validation.pipe';
import { limitRequests } from './observability/limits';
import { observedAnswer, observedRefusal, observeRequests } from './observability/observe';
import { ServiceLog } from './observability/service-log';
import { VERSION } from './program';

/** The service with its edge, ready to listen; tests and `serve` build the same one. */
export async function createApp(
  ground: Ground,
  log = new ServiceLog({ level: 'warn' }),
  own: Partial<EdgeLimits> = {},
) {
  const limits: EdgeLimits = { ...EDGE_LIMITS, ...own };
  const tellRefusal = observedRefusal(log);
  const { ownOrigin = null, trustedProxies = [] } = ground;
  const proxies = new TrustedProxies(trustedProxies);
  const adapter = new FastifyAdapter({
    ...{ bodyLimit: MAX_JSON_BYTES, requestIdHeader: false, genReqId: () => randomUUID() },
    trustProxy: proxies.trustProxy,
    ...connectionOptions(limits, tellRefusal),
    frameworkErrors: observedAnswer(log, answerUnroutable),
  });
  const fastify = adapter.getInstance();
  listRoutes(fastify);
  observeRequests(fastify, log);
  limitRequests(fastify, ground.requestsPerMinute);
  secureHeaders(fastify, ownOrigin);
  fastify.register(cookie);
  tagAnswers(fastify);
  answerHeads(fastify);
  guardConnections(fastify, tellRefusal);
  requireHttps(fastify, proxies, ownOrigin);
  takeBodies(fastify, limits);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(ground, limits), adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: log,
  });
  stopInTime(fastify, app.get(Standing), limits);
  app.useGlobalPipes(validationPipe);
  app.useGlobalFilters(new ProblemFilter(app.get(Views)));
  SwaggerModule.setup('api/docs', app, () => describe(app), { jsonDocumentUrl: 'api/v1/openapi.json', raw: ['json'] });
  return app;
}

/** The API in OpenAPI 3.1. */
export function describe(app: NestFastifyApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Predicate')
    .setDescription('The regulatory record of clinical AI. Every error is problem details (RFC 9457).')
    .setVersion(VERSION)
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API token' })
    .addCookieAuth(SESSION_COOKIE, { type: 'apiKey', in: 'cookie', description: 'What signing in sets' }, 'session');
  for (const [name, description] of TAGS) about.addTag(name, description);
  return completed(SwaggerModule.createDocument(app, about.build()));
}
