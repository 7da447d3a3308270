import { type ArgumentMetadata, ValidationPipe, type ValidationError } from '@nestjs/common';
import { Readable } from 'node:stream';
import { Refusal, type FieldError } from '../kernel/refusal';

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

const fieldErrors = (errors: readonly ValidationError[], at = ''): FieldError[] =>
  errors.flatMap(({ property, constraints, children }) => {
    const pointer = `${at}/${escaped(property)}`;
    const own = Object.entries(constraints ?? {}).map(([rule, detail]) => ({
      pointer,
      detail: rule === 'whitelistValidation' ? 'is not a property of this' : detail.replace(`${property} `, ''),
    }));
    return [...own, ...fieldErrors(children ?? [], pointer)];
  });

/** A body that was not sent is left to the rules of its fields; one that is no JSON object has none. */
function refuseOtherThanObject(body: unknown): void {
  if (body instanceof Readable) throw new Refusal('unsupported-media-type', 'Send a JSON object as application/json');
  if (body === undefined || (typeof body === 'object' && body !== null && !Array.isArray(body))) return;
  throw Refusal.validation([{ pointer: '', detail: 'must be a JSON object' }]);
}

/** What is wrong with a query is wrong with the address (400); what is wrong with a body, with what was said (422). */
const asQuery = (error: unknown): unknown =>
  error instanceof Refusal && error.type === 'validation'
    ? new Refusal('invalid-query', error.detail, error.errors)
    : error;

class Gate extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body') refuseOtherThanObject(value);
    if (metadata.type !== 'query') return super.transform(value, metadata);
    return super.transform(value, metadata).catch((error: unknown) => {
      throw asQuery(error);
    });
  }
}

/** The one gate of what callers say: unknown properties are refused, every wrong field is named by its pointer. */
export const validationPipe = new Gate({
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  transform: true,
  stopAtFirstError: true,
  exceptionFactory: (errors) => Refusal.validation(fieldErrors(errors)),
});
