import { applyDecorators, Header, SetMetadata, UseInterceptors } from '@nestjs/common';
import { ApiConsumes, ApiExcludeEndpoint } from '@nestjs/swagger';
import { PRODUCES } from '../contract';
import { FORM_TYPE, IS_FORM } from '../form-body';
import { HTML_TYPE } from '../media-types';
import { WHOLE } from '../taken-whole';
import { PagesInterceptor } from './pages.interceptor';
import { PAGE } from './see-other';

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

/**
 * Declares a route that takes the form of a page, and leads on (`seeOther`). What is refused is shown on that page again,
 * with what was said and what is wrong with it.
 */
export const Form = (template: string): MethodDecorator =>
  applyDecorators(Page(template), SetMetadata(IS_FORM, true), SetMetadata(WHOLE, MOST_BYTES), ApiConsumes(FORM_TYPE));
