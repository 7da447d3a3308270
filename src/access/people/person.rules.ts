/** Small, so that two names never differ by a capital alone, and printable everywhere. */
export const USER_NAME = /^[a-z0-9][a-z0-9._-]{1,62}[a-z0-9]$/;
export const IS_USER_NAME =
  'must be 3 to 64 small letters, digits, dots, dashes or underscores, with a letter or digit at both ends';
