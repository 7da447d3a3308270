import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../kernel/refusal';
import { routeOf } from '../observability/observe';
import { isForPeople } from './for-people';
import { SECURITY_HEADERS } from './headers';
import { accepted, HTML_TYPE, JSON_TYPE } from './media-types';
import { aroundOf, sendPage } from './pages/pages.interceptor';
import type { Views } from './pages/views';
import { problemOf, refusalOf } from './problem';
import { allowedMethods } from './routes';

function answerRefusal(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): void {
  if (reply.sent) return;
  const [path] = request.url.split('?');
  void reply
    .status(refusal.status)
    .headers({ ...SECURITY_HEADERS, ...refusal.headers })
    .type('application/problem+json')
    .send(Buffer.from(JSON.stringify(problemOf(refusal, path ?? request.url))));
}

/** The one address of the API that people come to, sent back by who vouches for them; their codes are good once. */
const isReturn = ({ url }: FastifyRequest): boolean => /^\/api\/v1\/sign-in\/openid\/callback(?:\?|$)/.test(url);

/** Whether a person looks, by a browser, at an address for people; programs are answered in JSON. */
const isLookedAt = (request: FastifyRequest): boolean =>
  (isReturn(request) || isForPeople(request.url)) &&
  accepted(request.headers.accept, [JSON_TYPE, HTML_TYPE]) === HTML_TYPE;

/** The pages that ask who somebody is, by why he was refused. */
const ASKS_WHO: Readonly<Partial<Record<Refusal['type'], string>>> = {
  'authentication-required': '/sign-in',
  'reauthentication-required': '/account/sign-in-again',
};

/** Answers an address that the router itself cannot read, before any route or filter knows of it. */
export const answerUnroutable = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void =>
  answerRefusal(request, reply, refusalOf(error) ?? new Refusal('bad-url', 'The address cannot be read'));

/** Turns every error into problem details. What is not a refusal is logged whole and answered with nothing of it. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Http');

  constructor(private readonly views: Views) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const refusal = this.refusal(error, request);
    if (isLookedAt(request) && !reply.sent) this.show(request, reply, refusal);
    else answerRefusal(request, reply, refusal);
  }

  /** Who is not known is asked who he is, and who signed in long ago once more; both are led back to where they wanted to go. */
  private show(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): void {
    void reply
      .removeHeader('location')
      .status(refusal.status)
      .headers({ ...SECURITY_HEADERS, ...refusal.headers });
    const asked = ASKS_WHO[refusal.type];
    if (asked !== undefined && request.method === 'GET' && !isReturn(request)) {
      void reply
        .status(303)
        .header('location', `${asked}?next=${encodeURIComponent(request.url.slice(0, 500))}`)
        .send();
      return;
    }
    const problem = problemOf(refusal, request.url.split('?')[0] ?? '/');
    void reply.send(sendPage(reply, this.views.draw('problem', { problem }, aroundOf(request))));
  }

  private refusal(error: unknown, request: FastifyRequest): Refusal {
    const refusal = refusalOf(error);
    if (refusal === null) {
      this.log.error(`${request.method} ${routeOf(request)}`, error);
      return new Refusal('internal-error', `Nothing was changed. The log has it under request ${request.id}`);
    }
    if (refusal.type !== 'not-found' || request.routeOptions.url !== undefined) return refusal;
    const allow = allowedMethods(request);
    return allow.length === 0 || allow.includes(request.method)
      ? new Refusal('not-found', `There is no ${request.url.split('?')[0] ?? ''}`)
      : new Refusal('method-not-allowed', `Use ${allow.join(' or ')}`, [], { allow: allow.join(', ') });
  }
}
