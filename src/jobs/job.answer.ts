import { Noun, Says } from '../http/says';
import { JOB_STATES, type JobState } from './job.entity';

@Noun('Job', 'A piece of background work, and what became of it')
export class JobAnswer {
  @Says.id() id: string;
  @Says.text('What is done: `scrub`') task: string;
  @Says.oneOf(JOB_STATES) state: JobState;
  @Says.count() attempts: number;
  @Says.count(1) maxAttempts: number;
  @Says.text('A name, or `schedule`') requestedBy: string;
  @Says.instant() enqueuedAt: Date;
  @Says.mayInstant() startedAt: Date | null;
  @Says.mayInstant() endedAt: Date | null;
  @Says.mayText('What it says of itself when it is done') outcome: string | null;
  @Says.mayText('Why the last try failed') error: string | null;
  @Says.href() href: string;
}
