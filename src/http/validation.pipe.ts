import { type ArgumentMetadata, ValidationPipe, type ValidationError } from '@nestjs/common';
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
  if (body === undefined || (typeof body === 'object' && body !== null && !Array.isArray(body))) return;
  throw Refusal.validation([{ pointer: '', detail: 'must be a JSON object' }]);
}

/** Whether a text stands where a day should, and everything else is right: a day that does not exist. */
const isDateAlone = (errors: readonly ValidationError[]): boolean =>
  errors.every(({ constraints, children, value }) =>
    constraints === undefined
      ? isDateAlone(children ?? [])
      : Object.keys(constraints).every((rule) => rule === 'isDay') && typeof value === 'string',
  );

function refusalOf(errors: readonly ValidationError[]): Refusal {
  const refusal = Refusal.validation(fieldErrors(errors));
  return isDateAlone(errors) ? new Refusal('invalid-date', refusal.detail, refusal.errors) : refusal;
}

/**
 * What is wrong with a body is wrong with what was said (422), with a query, with how it was asked (400); what cannot
 * stand in a path does not exist (404).
 */
function asPartOf(part: ArgumentMetadata['type'], error: unknown): unknown {
  if (!(error instanceof Refusal) || error.status !== 422 || part === 'body' || part === 'custom') return error;
  return part === 'query'
    ? new Refusal('invalid-query', error.detail, error.errors)
    : Refusal.notFound('What the address names');
}

type Asking = new () => object;

const isEmptyQuery = (value: unknown, { type, metatype }: ArgumentMetadata): boolean =>
  type === 'query' && metatype !== undefined && Object.keys(value as object).length === 0;

class Gate extends ValidationPipe {
  /** Queries that may say nothing; whether they may is found out once. */
  private readonly mayBeEmpty = new Set<unknown>();

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { metatype } = metadata;
    if (!isEmptyQuery(value, metadata)) return this.held(value, metadata);
    if (this.mayBeEmpty.has(metatype)) return new (metatype as Asking)();
    const nothing = await this.held(value, metadata);
    this.mayBeEmpty.add(metatype);
    return nothing;
  }

  private async held(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body') refuseOtherThanObject(value);
    return super.transform(value, metadata).catch((error: unknown) => {
      throw asPartOf(metadata.type, error);
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
  exceptionFactory: refusalOf,
});
