/** What a task is called, and when it runs by itself. */
export interface TaskTerms {
  /** As jobs of it are listed: `scrub`. */
  readonly name: string;
  /** Five fields of cron, in UTC. Several services run it once. Without it the task runs when it is asked for. */
  readonly schedule?: string;
  /** How often one job is tried before it is dead; the waits between grow from seconds to hours. */
  readonly attempts?: number;
  /** How many jobs of it may run at once, in all services together; one after another without. */
  readonly lanes?: number;
}

/** One run of a job. */
export interface TaskRun {
  /** What whoever asked for it said. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Whether the job is dead when this try fails. */
  readonly isLastTry: boolean;
  /** Aborted when the service has waited long enough for the job while it stops; what is left is for the next run. */
  readonly signal: AbortSignal;
}

/**
 * Work that is done in the background. It may be run again after it was done, so a second run must do no harm: a process
 * that is killed at its end had no time to say so. What it answers is told in the list of jobs; what it throws is tried
 * again.
 */
export interface RunsTask {
  run(run: TaskRun): Promise<string>;
}

/** What another try cannot mend: a job that throws this is dead at once, for the reason that is its cause. */
export class NoUseTrying extends Error {
  constructor(override readonly cause: Error) {
    super(cause.message, { cause });
    this.name = 'NoUseTrying';
  }
}

const TERMS = Symbol('TaskTerms');

type TaskClass = abstract new (...args: never[]) => RunsTask;

/**
 * Makes a provider a task. This is all there is to do: put the class into a file `<noun>.task.ts` of the room that owns
 * the work, and among the providers of its module; the jobs find it there.
 *
 *     \@Task({ name: 'scrub', schedule: '17 * * * *' })
 *     \@Injectable()
 *     export class ScrubTask implements RunsTask {
 *       constructor(private readonly scrub: Scrub) {}
 *       async run({ signal }: TaskRun): Promise<string> { … }
 *     }
 */
export const Task =
  (terms: TaskTerms) =>
  (type: TaskClass): void => {
    Object.defineProperty(type, TERMS, { value: terms });
  };

/** The terms of a class that is a task; null for any other. */
export const termsOf = (type: unknown): TaskTerms | null =>
  typeof type === 'function' && Object.hasOwn(type, TERMS) ? (type as unknown as { [TERMS]: TaskTerms })[TERMS] : null;
