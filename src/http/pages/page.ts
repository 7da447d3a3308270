import { applyDecorators, Header, SetMetadata, UseInterceptors } from '@nestjs/common';
import { ApiConsumes, ApiExcludeEndpoint } from '@nestjs/swagger';
import { PRODUCES } from '../contract';
import { FORM_TYPE, IS_FORM } from '../form-body';
import { Repeatable } from '../repeatable';
import { HTML_TYPE } from '../media-types';
import { WHOLE } from '../taken-whole';
import { IS_UPLOAD, UPLOAD_TYPE } from '../upload';
import { PagesInterceptor } from './pages.interceptor';
import { DRAWS_REFUSALS, PAGE } from './see-other';

const KIB = 1024;
const MOST_BYTES = 256 * KIB;

/** Declares a route that answers a page: what its method returns is what the template prints. */
export const Page = (template: string): MethodDecorator =>
  applyDecorators(
    SetMetadata(PAGE, template),
    UseInterceptors(PagesInterceptor),
    SetMetadata(PRODUCES, [HTML_TYPE]),
    Header('vary', 'Cookie'),
    ApiExcludeEndpoint(),
  );

const fields = (template: string): MethodDecorator =>
  applyDecorators(Page(template), SetMetadata(IS_FORM, true), SetMetadata(WHOLE, MOST_BYTES), ApiConsumes(FORM_TYPE));

/**
 * Declares a route that takes the form of a page, and leads on (`seeOther`). What is refused is shown on that page again,
 * with what was said and what is wrong with it.
 */
export const Form = (template: string): MethodDecorator =>
  applyDecorators(fields(template), SetMetadata(DRAWS_REFUSALS, true));

/** Declares a route that takes a form of the desk (`FormDesk`), which shows what is refused again with all that stands around it. */
export const DeskForm = (template = 'forms/form'): MethodDecorator => fields(template);

/** Declares a route that takes a form of one button; what is refused is told on a page of its own. */
export const Act = (): MethodDecorator => fields('problem');

/**
 * Declares a route that takes a form with files (`Upload`), which are read as they come. It may be sent twice: what it
 * keeps is kept under the digest of its bytes. What is refused is drawn by the template, or told on a page of its own where
 * there is none.
 */
export const FileForm = (template?: string): MethodDecorator =>
  applyDecorators(
    Page(template ?? 'problem'),
    SetMetadata(IS_UPLOAD, true),
    SetMetadata(DRAWS_REFUSALS, template !== undefined),
    Repeatable(),
    ApiConsumes(UPLOAD_TYPE),
  );
