import { isWithheld } from '../withheld';

/** The capitals of a name, for the margin of a fact: `A. Rôle Spécimen` is ARS. */
export const initialsOf = (name: string): string =>
  isWithheld(name)
    ? name
    : name
        .split(/[\s.-]+/)
        .map((word) => [...word][0]?.toUpperCase() ?? '')
        .join('');
