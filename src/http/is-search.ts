import { registerDecorator } from 'class-validator';
import { soughtIn } from '../kernel/sought';

const isSearch = (text: unknown): boolean =>
  typeof text === 'string' && text.length <= 200 && soughtIn(text).length > 0;

/** The class-validator rule of a text that is looked for: at most 200 characters, with a word among them. */
export const IsSearch = (): PropertyDecorator => (target, property) =>
  registerDecorator({
    name: 'isSearch',
    target: target.constructor,
    propertyName: String(property),
    validator: { validate: isSearch, defaultMessage: () => 'must hold a word to look for, in at most 200 characters' },
  });
