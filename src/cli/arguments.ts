import { InvalidArgumentError, Option } from 'commander';

/** Words of a person, so many characters long, as the doors take them. */
export const words =
  (min: number, max: number) =>
  (text: string): string => {
    if (!/\S/.test(text) || text.length < min || text.length > max) {
      throw new InvalidArgumentError(`say something of ${min} to ${max} characters`);
    }
    return text;
  };

/** A day that exists, as `2026-11-24`. */
export function day(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) {
    throw new InvalidArgumentError('give a day, as 2026-11-24');
  }
  return text;
}

export const oneOf =
  (choices: readonly string[]) =>
  (text: string): string => {
    if (!choices.includes(text)) throw new InvalidArgumentError(`give one of ${choices.join(', ')}`);
    return text;
  };

export const matching =
  (pattern: RegExp, otherwise: string) =>
  (text: string): string => {
    if (!pattern.test(text)) throw new InvalidArgumentError(otherwise);
    return text;
  };

/** Why something is done, which whoever does it must say. */
export const because = (): Option =>
  new Option('--reason <words>', 'why, as the audit trail keeps it').argParser(words(3, 2000)).makeOptionMandatory();
