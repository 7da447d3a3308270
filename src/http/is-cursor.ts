import { registerDecorator } from 'class-validator';
import { isId } from '../kernel/ids';
import { cursorOf, idOfCursor } from '../kernel/page';

/** Whether the text is a cursor as a list gives it out: one spelling, and an id of this service inside. */
export const isCursor = (text: unknown): boolean =>
  typeof text === 'string' && text.length <= 200 && isId(idOfCursor(text)) && cursorOf(idOfCursor(text)) === text;

/** The class-validator rule of `isCursor`. */
export const IsCursor = (): PropertyDecorator => (target, property) =>
  registerDecorator({
    name: 'isCursor',
    target: target.constructor,
    propertyName: String(property),
    validator: { validate: isCursor, defaultMessage: () => 'must be one that a list gave as `next`' },
  });
