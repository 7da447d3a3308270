import { registerDecorator } from 'class-validator';
import { isTimeZone } from '../kernel/time-zone';

/** The class-validator rule of `isTimeZone`. */
export const IsTimeZone = (): PropertyDecorator => (target, property) =>
  registerDecorator({
    name: 'isTimeZone',
    target: target.constructor,
    propertyName: String(property),
    validator: {
      validate: isTimeZone,
      defaultMessage: () => 'must name a zone of the IANA database, as America/Chicago',
    },
  });
