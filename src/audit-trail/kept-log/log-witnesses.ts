/** Who vouches for this log from outside; that nobody does is said wherever it matters. */
export interface LogWitnesses {
  /** Who cosigns the checkpoints, by the names of their keys. */
  readonly names: readonly string[];
  /** Whether an authority is asked for time stamps. */
  readonly isStamped: boolean;
}

/** Under this name the witnesses are found. */
export const LOG_WITNESSES = Symbol('LogWitnesses');
