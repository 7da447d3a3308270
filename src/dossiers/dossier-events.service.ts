import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { AsyncResource } from 'node:async_hooks';
import { Readable } from 'node:stream';
import { In, Repository } from 'typeorm';
import { Refusal } from '../kernel/refusal';
import { DossierJob } from './dossier-job.entity';
import { presentJob } from './dossier.dto';
import { DossierProgress } from './dossier-progress';

/** One statement asks for all that are followed, however many follow them. */
const LOOK_MS = 500;
/** Something is said at least so often, so that a connection that is gone is noticed, and no proxy takes it for idle. */
const HEARTBEAT_MS = 15_000;
/** Then whoever follows asks anew, and it is looked up anew whether he may. */
const LONGEST_MS = 10 * 60_000;
/** So many follow at once in one process. */
const MOST = 100;
/** Whoever leaves so many bytes unread is let go; he asks anew, and hears how it stands. */
const MOST_UNREAD = 64 * 1024;

/** A job that is over moves no more. */
const isOver = ({ finishedAt }: DossierJob): boolean => finishedAt !== null;

const printed = (job: DossierJob): string => `event: progress\ndata: ${JSON.stringify(presentJob(job))}\n\n`;

/** Somebody who follows one job, as server-sent events (HTML Living Standard §9.2). */
class Follower {
  readonly stream = new Readable({ read: () => undefined });
  private readonly since = Date.now();
  private last = '';
  private saidAt = Date.now();

  constructor(readonly jobId: string) {
    this.stream.push('retry: 2000\n\n');
  }

  /** Says how it stands where that is news; ends with the job. */
  hear(job: DossierJob): void {
    const text = printed(job);
    if (text !== this.last) this.say((this.last = text));
    if (isOver(job)) this.end();
    else if (Date.now() - this.since > LONGEST_MS) this.end();
    else if (Date.now() - this.saidAt > HEARTBEAT_MS) this.say(': still here\n\n');
  }

  end(): void {
    this.stream.push(null);
  }

  private say(text: string): void {
    this.saidAt = Date.now();
    if (this.stream.readableLength > MOST_UNREAD) this.stream.destroy();
    else this.stream.push(text);
  }
}

/** Tells how far dossiers are to those who follow, whichever process makes them. */
@Injectable()
export class DossierEvents implements OnModuleDestroy {
  private readonly followers = new Set<Follower>();
  private timer: NodeJS.Timeout | null = null;
  /** Bound here, outside of any request: it looks with the connections of the service, not with those of who asked first. */
  private readonly begin = AsyncResource.bind(() => {
    this.timer = setTimeout(() => void this.look(), LOOK_MS);
    this.timer.unref();
  });

  constructor(
    @InjectRepository(DossierJob) private readonly jobs: Repository<DossierJob>,
    private readonly progress: DossierProgress,
  ) {}

  /** A stream of how the job stands, now and whenever that changes, which ends with the job. */
  async follow(id: string): Promise<Readable> {
    const job = await this.progress.get(id);
    if (this.followers.size >= MOST) throw Refusal.forNow('busy', 'Many follow dossiers now; ask again', 5);
    const follower = new Follower(id);
    this.followers.add(follower);
    follower.stream.on('close', () => this.followers.delete(follower));
    follower.hear(job);
    if (this.timer === null) this.begin();
    return follower.stream;
  }

  /** How many follow now. */
  get following(): number {
    return this.followers.size;
  }

  onModuleDestroy(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    for (const follower of this.followers) follower.end();
  }

  private async look(): Promise<void> {
    const followers = [...this.followers];
    const ids = [...new Set(followers.map(({ jobId }) => jobId))];
    // A database that is away for a moment is asked again.
    const jobs = ids.length === 0 ? [] : await this.jobs.findBy({ id: In(ids) }).catch(() => []);
    const byId = new Map(jobs.map((job) => [job.id, job]));
    for (const follower of followers) {
      const job = byId.get(follower.jobId);
      if (job !== undefined) follower.hear(job);
    }
    this.timer = null;
    if (this.followers.size > 0) this.begin();
  }
}
