import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, map, type Observable } from 'rxjs';
import type { Actor } from '../../kernel/actor';
import { Refusal } from '../../kernel/refusal';
import { IS_FORM } from '../form-body';
import { HTML_TYPE } from '../media-types';
import { PAGES_POLICY } from './pages-policy';
import { PAGE, SeeOther } from './see-other';
import { type Around, readerOf, Views } from './views';

type ActingRequest = FastifyRequest & { actor?: Actor; roles?: readonly string[] };

/** Who looks, as far as the guard found out. */
export const aroundOf = ({ url, actor, roles = [] }: ActingRequest): Around => ({
  path: url.split('?')[0] ?? '/',
  reader: actor === undefined ? null : readerOf(actor.name, roles),
});

/** Answers a page. Its forms say which page they come from (Fetch §3.2); another site learns nothing of where one was. */
export const sendPage = (reply: FastifyReply, html: string): string => {
  void reply
    .type(`${HTML_TYPE}; charset=utf-8`)
    .header('content-security-policy', PAGES_POLICY)
    .header('referrer-policy', 'same-origin');
  return html;
};

/** The errors of a form by the name of the field, and what is wrong with all of it. */
const problemOf = ({ detail, errors }: Refusal) => ({
  detail,
  of: Object.fromEntries(errors.map(({ pointer, detail: wrong }) => [pointer.slice(1), wrong])),
});

/** Draws what the method of a page returns, leads on after a form, and shows a form that was refused again. */
@Injectable()
export class PagesInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly views: Views,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const template = this.reflector.get<string>(PAGE, context.getHandler());
    const isForm = this.reflector.get<boolean | undefined>(IS_FORM, context.getHandler()) ?? false;
    const request = context.switchToHttp().getRequest<ActingRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const drawn = (about: object): string => sendPage(reply, this.views.draw(template, about, aroundOf(request)));
    return next.handle().pipe(
      map((outcome: object) => (outcome instanceof SeeOther ? leadOn(reply, outcome) : drawn(outcome))),
      catchError((error: unknown) => {
        if (!isForm || !(error instanceof Refusal) || error.status >= 500) throw error;
        void reply.status(error.status).headers(error.headers);
        return [drawn({ said: withoutSecrets(request.body), problem: problemOf(error) })];
      }),
    );
  }
}

function leadOn(reply: FastifyReply, { href }: SeeOther): string {
  void reply.status(303).header('location', href);
  return '';
}

/** What was typed, for the page that shows it again; a secret is typed anew. */
const withoutSecrets = (body: unknown): object =>
  Object.fromEntries(Object.entries(body ?? {}).filter(([name]) => !/password|code|secret|token/i.test(name)));
