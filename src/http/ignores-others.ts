import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** Set by `IgnoresOthers`. */
export const IGNORES_OTHERS = 'predicate:ignores-others';

/**
 * Declares a route whose query is written by another program after a standard that lets it say more: what the route does not
 * know is passed over there, and refused everywhere else.
 */
export const IgnoresOthers = (): MethodDecorator =>
  applyDecorators(SetMetadata(IGNORES_OTHERS, true), ApiExtension('x-ignores-other-parameters', true));
