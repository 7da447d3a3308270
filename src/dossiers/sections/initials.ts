/** The capitals of a name, for the margin of a fact: `A. Rôle Spécimen` is ARS. */
export const initialsOf = (name: string): string =>
  name
    .split(/[\s.-]+/)
    .map((word) => [...word][0]?.toUpperCase() ?? '')
    .join('');
