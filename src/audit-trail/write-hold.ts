/** Why nothing may be written now, in words for whoever tries; null when writing is allowed. */
export type WriteHold = string | null;

/** Under this name the service finds whether it may write. */
export const WRITE_HOLD = Symbol('WriteHold');
