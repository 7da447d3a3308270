/** Under this the jobs find what they stand on. */
export const JOBS_GROUND = Symbol('JobsGround');

export interface JobsGround {
  /** The application role's connection. */
  readonly databaseUrl: string;
  /** Whether the schedules are kept; without, only what is asked for is done. */
  readonly schedules: boolean;
}
