/** Who cosigns the checkpoints of this log, by the names of their keys; none is said wherever it matters. */
export interface LogWitnesses {
  readonly names: readonly string[];
}

/** Under this name the witnesses are found. */
export const LOG_WITNESSES = Symbol('LogWitnesses');
