import { registerDecorator } from 'class-validator';

/** Whether the text is a day of the calendar from 1900 on: `2026-02-30` is not one. */
export function isDay(text: unknown): boolean {
  if (typeof text !== 'string' || !/^(19|2\d)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The class-validator rule of `isDay`. */
export const IsDay = (): PropertyDecorator => (target, property) =>
  registerDecorator({
    name: 'isDay',
    target: target.constructor,
    propertyName: String(property),
    validator: { validate: isDay, defaultMessage: () => 'must be a day that exists, as 2026-11-20' },
  });
