/** What feeding the log stands on. */
export interface LogGround {
  /** The sequencer role's connection. */
  readonly sequencerUrl: string;
  /** The name of the log as it was configured; null takes the one that the database made. */
  readonly origin: string | null;
  /** Where the key that signs checkpoints is, or is to be made. */
  readonly keyFile: string;
}

/** Under this name the ground is found; null where another process feeds the log, or nobody does. */
export const LOG_GROUND = Symbol('LogGround');
