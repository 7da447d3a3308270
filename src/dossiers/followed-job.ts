import type { Follows } from './dossier-issuer';
import { type DossierProgress, JobIsOver } from './dossier-progress';
import type { PlaceOfPage } from './pdf/frame';

/** So often it is said how far a dossier is, and looked whether anybody waits for it still. */
const BEAT_MS = 400;

const printedPlace = ({ page, section, title }: PlaceOfPage): string =>
  `Drawing page ${page}, ${section === '' ? '' : `section ${section} `}${title}`;

/** One try of a job under way: says how far it is, and is ended by whoever cancels it, or by the stop of the service. */
export class FollowedJob implements Follows {
  readonly signal: AbortSignal;
  private readonly over = new AbortController();
  private readonly timer: NodeJS.Timeout;
  /** What is to be said with the next beat, and was not said yet. */
  private news: string | null = null;
  private saying: Promise<void> = Promise.resolve();

  constructor(
    private readonly progress: DossierProgress,
    private readonly id: string,
    stop: AbortSignal,
  ) {
    this.signal = AbortSignal.any([stop, this.over.signal]);
    this.timer = setInterval(() => this.beat(), BEAT_MS);
    this.timer.unref();
  }

  /** Throws where nobody waits for it any more. */
  async tell(progress: string): Promise<void> {
    this.signal.throwIfAborted();
    this.news = null;
    this.saying = this.saying.catch(() => undefined).then(() => this.progress.tell(this.id, progress));
    await this.saying;
  }

  show(place: PlaceOfPage): void {
    this.news = printedPlace(place);
  }

  /** Says nothing more. */
  async end(): Promise<void> {
    clearInterval(this.timer);
    await this.saying.catch(() => undefined);
  }

  /** A beat that cannot be told, because the database is away for a moment, is none; the next step finds out. */
  private beat(): void {
    const { news } = this;
    this.news = null;
    this.saying = this.saying
      .catch(() => undefined)
      .then(() => (news === null ? this.progress.requireOpen(this.id) : this.progress.tell(this.id, news)))
      .catch((error: unknown) => {
        if (error instanceof JobIsOver) this.over.abort(error);
      });
  }
}
