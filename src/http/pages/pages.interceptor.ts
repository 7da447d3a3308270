import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, from, map, type Observable, switchMap } from 'rxjs';
import type { Actor } from '../../kernel/actor';
import { Refusal } from '../../kernel/refusal';
import { HTML_TYPE } from '../media-types';
import { REPEATABLE } from '../repeatable';
import { type Foot, Footing } from './foot';
import { keysOf } from './keys-setting';
import { PAGES_POLICY } from './pages-policy';
import { DRAWS_REFUSALS, PAGE, SeeOther } from './see-other';
import { ShownAgain } from './shown-again';
import { themeIn } from './settings-cookie';
import { type Around, type Linked, readerOf, Views } from './views';

type ActingRequest = FastifyRequest & { actor?: Actor; roles?: readonly string[]; menu?: readonly Linked[] };

/** Who looks, as far as the guard found out. */
export const aroundOf = (request: ActingRequest, foot: Foot | null = null): Around => {
  const { url, cookies, actor, roles = [], menu = [] } = request;
  const reader = actor === undefined ? null : readerOf(actor.name, roles, menu);
  return { path: url.split('?')[0] ?? '/', reader, keys: keysOf(request), foot, theme: themeIn(cookies) };
};

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

/**
 * Draws what the method of a page returns, leads on after a form, and shows a form that was refused again. A form that
 * writes is drawn by `IdempotencyInterceptor`, when all of it is committed or undone.
 */
@Injectable()
export class PagesInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly views: Views,
    private readonly footing: Footing,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { method } = context.switchToHttp().getRequest<FastifyRequest>();
    const isRepeatable = this.reflector.get<boolean | undefined>(REPEATABLE, context.getHandler()) ?? false;
    if (method === 'POST' && !isRepeatable) return next.handle();
    return next.handle().pipe(
      switchMap((outcome: object) => from(this.answer(context, outcome))),
      catchError((error: unknown) => from(this.refuse(context, error))),
      // As bytes: a page is pieced together, and would be joined once to be measured and once to be sent.
      map((html) => Buffer.from(html)),
    );
  }

  /** Whether a route answers pages. */
  isOf(context: ExecutionContext): boolean {
    return this.reflector.get<string | undefined>(PAGE, context.getHandler()) !== undefined;
  }

  /** The page of what a method returned, or where it leads. */
  async answer(context: ExecutionContext, outcome: object): Promise<string> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    if (!(outcome instanceof SeeOther)) return this.drawn(context, outcome);
    void reply.status(303).header('location', outcome.href);
    return '';
  }

  /** The form again, when it is one that is shown again; everything else is thrown on. */
  async refuse(context: ExecutionContext, error: unknown): Promise<string> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    if (error instanceof ShownAgain) {
      void reply.status(error.status);
      return this.drawn(context, await error.about());
    }
    const drawsRefusals = this.reflector.get<boolean | undefined>(DRAWS_REFUSALS, context.getHandler()) ?? false;
    if (!drawsRefusals || !(error instanceof Refusal) || error.status >= 500) throw error;
    void reply.status(error.status).headers(error.headers);
    const { body } = context.switchToHttp().getRequest<FastifyRequest>();
    return this.drawn(context, { said: withoutSecrets(body), problem: problemOf(error) });
  }

  private async drawn(context: ExecutionContext, about: object): Promise<string> {
    const template = this.reflector.get<string>(PAGE, context.getHandler());
    const request = context.switchToHttp().getRequest<ActingRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const foot = request.actor === undefined ? null : await this.footing.now();
    return sendPage(reply, this.views.draw(template, about, aroundOf(request, foot)));
  }
}

/** What was typed, for the page that shows it again; a secret is typed anew. */
const withoutSecrets = (body: unknown): object =>
  Object.fromEntries(
    Object.entries(body ?? {}).filter(
      ([name, value]) => typeof value === 'string' && !/password|code|secret|token/i.test(name),
    ),
  );
