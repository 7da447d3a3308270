/** Where the time comes from; a double of it is the only one that tests use beside the folder of the store. */
export interface Clock {
  now(): Date;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() };

/** The day of an instant in UTC, as `2026-11-20`. */
export const dayOf = (instant: Date | string): string => new Date(instant).toISOString().slice(0, 10);

/** An instant as a dossier prints it, to the second: `2026-11-20 15:42:07 UTC`. */
export const printedInstant = (instant: Date | string): string =>
  `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** Under this name the service finds its clock. */
export const CLOCK = Symbol('Clock');
