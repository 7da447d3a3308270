import { Injectable } from '@nestjs/common';
import { refusalOf } from '../http/problem';
import { Refusal } from '../kernel/refusal';
import { NoUseTrying, type RunsTask, Task, type TaskRun } from '../kernel/task';
import { DossierIssuer } from './dossier-issuer';
import type { DossierJob } from './dossier-job.entity';
import { DossierProgress } from './dossier-progress';
import { FollowedJob } from './followed-job';

/** Under this name dossiers that were asked for wait in the queue; a migration names it too. */
export const ISSUE_DOSSIER = 'issue-dossier';

/** A no to what was asked: it stays one however often it is tried. Faults of the machine, of 500 and above, pass. */
const isForGood = (error: unknown): error is Refusal => error instanceof Refusal && error.status < 500;

/** What became of a job that is over; null of one that is not. */
function outcomeOf({ state, dossierId }: DossierJob): string | null {
  if (state === 'cancelled') return 'It was cancelled';
  return state === 'done' ? `Dossier ${String(dossierId)} was issued before` : null;
}

/** Makes the dossier that a job asks for, once however often the job is run, and tells whoever asked how far it is. */
@Task({ name: ISSUE_DOSSIER, lanes: 3 })
@Injectable()
export class IssueDossierTask implements RunsTask {
  constructor(
    private readonly progress: DossierProgress,
    private readonly issuer: DossierIssuer,
  ) {}

  async run({ payload, isLastTry, signal }: TaskRun): Promise<string> {
    const id = String(payload.dossierJobId);
    const job = await this.progress.begin(id);
    const over = outcomeOf(job);
    if (over !== null) return over;
    const followed = new FollowedJob(this.progress, id, signal);
    try {
      const { code } = await this.issuer.issue(job, followed);
      return `Issued ${code}`;
    } catch (error) {
      await followed.end();
      const ended = outcomeOf(await this.progress.get(id));
      if (ended !== null) return ended;
      throw await this.told(job, error, isLastTry);
    } finally {
      await followed.end();
    }
  }

  /** Says why this try failed, to whoever asked for the dossier; answers what the queue is told. */
  private async told({ id }: DossierJob, error: unknown, isLastTry: boolean): Promise<unknown> {
    const refusal = refusalOf(error) ?? new Refusal('internal-error', `The log has it under job ${id}`);
    if (!isForGood(error) && !isLastTry) {
      await this.progress.wait(id, `Waiting to be tried again. ${refusal.detail}`);
      return error;
    }
    await this.progress.fail(id, refusal);
    return isForGood(error) ? new NoUseTrying(error) : error;
  }
}
