import { ValidationPipe, type ValidationError } from '@nestjs/common';
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

/** The one gate of what callers say: unknown properties are refused, every wrong field is named by its pointer. */
export const validationPipe = new ValidationPipe({
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  transform: true,
  stopAtFirstError: true,
  exceptionFactory: (errors) => Refusal.validation(fieldErrors(errors)),
});
