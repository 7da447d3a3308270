import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';

/** Under this name a route has what `Does` calls it. */
export const OPERATION = 'predicate:operation';

/** Names a route for programs, as the method of a generated client, and says in words what it does. */
export const Does = (operationId: string, summary: string, description?: string): MethodDecorator =>
  applyDecorators(
    SetMetadata(OPERATION, operationId),
    ApiOperation({ operationId, summary, ...(description === undefined ? {} : { description }) }),
  );
