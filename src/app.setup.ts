import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { AppModule, type Ground } from './app.module';
import { takeBodies } from './http/bodies';
import { secureHeaders } from './http/headers';
import { answerUnroutable, ProblemFilter } from './http/problem.filter';
import { listRoutes } from './http/routes';
import { validationPipe } from './http/validation.pipe';
import { VERSION } from './program';
import { StderrLogger } from './stderr-logger';

const MIB = 1024 ** 2;

/** The service with its edge, ready to listen; tests and `serve` build the same one. */
export async function createApp(ground: Ground, logger: LoggerService = new StderrLogger()) {
  const adapter = new FastifyAdapter({
    ...{ bodyLimit: MIB, requestIdHeader: false, genReqId: () => randomUUID() },
    frameworkErrors: answerUnroutable,
  });
  const fastify = adapter.getInstance();
  listRoutes(fastify);
  takeBodies(fastify);
  secureHeaders(fastify);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(ground), adapter, {
    bodyParser: false,
    abortOnError: false,
    logger,
  });
  app.useGlobalPipes(validationPipe);
  app.useGlobalFilters(new ProblemFilter());
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
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The operator token that the first start printed' })
    .build();
  return SwaggerModule.createDocument(app, about);
}
