import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';

/** Set by `TakesWhole`: the largest body, in bytes. */
export const WHOLE = 'predicate:whole';

/**
 * Declares a route that takes the bytes of a file at once, up to a limit, in one of these media types; so they can be
 * part of what one Idempotency-Key stands for.
 */
export const TakesWhole = (maxBytes: number, ...mediaTypes: string[]): MethodDecorator =>
  applyDecorators(
    SetMetadata(WHOLE, maxBytes),
    ApiConsumes(...mediaTypes),
    ApiBody({ schema: { type: 'string', format: 'binary' } }),
  );
