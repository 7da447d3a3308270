import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { REPEATABLE as REPEATABLE_IN_API } from './description';

/** Set by `Repeatable`. */
export const REPEATABLE = 'predicate:repeatable';

/** Declares a POST that may be sent twice by its nature: it stores nothing, or the same bytes under the same digest. */
export const Repeatable = (): MethodDecorator =>
  applyDecorators(SetMetadata(REPEATABLE, true), ApiExtension(REPEATABLE_IN_API, true));
