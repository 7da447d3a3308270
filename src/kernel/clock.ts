/** Where the time comes from; a double of it is the only one that tests use beside the folder of the store. */
export interface Clock {
  now(): Date;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() };

/** Later than all that happens (ECMA-262 §21.4.1.1): to read what is, where one can read what was. */
export const END_OF_TIME = new Date(8.64e15);

/** The day of an instant in UTC, as `2026-11-20`. */
export const dayOf = (instant: Date | string): string => new Date(instant).toISOString().slice(0, 10);

/** An instant as a dossier prints it, to the second: `2026-11-20 15:42:07 UTC`. */
export const printedInstant = (instant: Date | string): string =>
  `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** Something that began, and perhaps ended, as it was at that instant: an end that was still to come is not told. */
export const stillOpen = <T extends { readonly endedAt: Date | null }>(one: T, asOf: Date, open: Partial<T>): T =>
  one.endedAt !== null && one.endedAt > asOf ? { ...one, endedAt: null, ...open } : one;

/** Under this name the service finds its clock. */
export const CLOCK = Symbol('Clock');
