import { registerDecorator } from 'class-validator';
import { isDay } from './is-day';

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$/;

const isInstant = (text: unknown): boolean => typeof text === 'string' && isDay(INSTANT.exec(text)?.[1]);

/** Whether the text is a day that exists, or an instant of one in UTC. */
export const isMoment = (text: unknown): boolean => isDay(text) || isInstant(text);

/** The class-validator rule of an instant in UTC, of a day that exists. */
export const IsInstant = (): PropertyDecorator => (target, property) =>
  registerDecorator({
    name: 'isInstant',
    target: target.constructor,
    propertyName: String(property),
    validator: { validate: isInstant, defaultMessage: () => 'must be an instant in UTC such as 2026-11-20T12:00:00Z' },
  });

/** The class-validator rule of `isMoment`. */
export const IsMoment = (): PropertyDecorator => (target, property) =>
  registerDecorator({
    name: 'isMoment',
    target: target.constructor,
    propertyName: String(property),
    validator: {
      validate: isMoment,
      defaultMessage: () => 'must be a day, or an instant in UTC such as 2026-11-20T12:00:00Z',
    },
  });
