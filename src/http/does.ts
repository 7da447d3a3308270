import { ApiOperation } from '@nestjs/swagger';

/** Names a route for programs, as the method of a generated client, and says in words what it does. */
export const Does = (operationId: string, summary: string, description?: string): MethodDecorator =>
  ApiOperation({ operationId, summary, ...(description === undefined ? {} : { description }) });
