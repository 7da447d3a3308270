import { HOLDS } from '../../anchors/verification-words';
import { printedInstant } from '../../http/pages/words';
import type { Job } from '../../jobs/job.entity';

const lookOf = ({ state, outcome }: Job) => {
  if (state === 'done' && outcome?.startsWith(HOLDS) === true) {
    return { look: 'verdict-ok', icon: 'shield-check', heading: 'The trail holds' };
  }
  if (state === 'done') return { look: 'verdict-stop', icon: 'shield-x', heading: 'The trail does not hold' };
  if (state === 'dead') return { look: '', icon: 'alert-triangle', heading: 'It could not be verified' };
  return { look: '', icon: 'progress', heading: state === 'queued' ? 'It waits for its turn' : 'It is being verified' };
};

const NOT_DONE =
  'On the machine itself, “predicate audit verify” has all the time that it needs, and its own key to verify with.';

function linesOf({ state, outcome, error }: Job): string[] {
  if (state === 'done') return (outcome ?? '').split('\n').slice(1);
  if (state === 'dead') return [error ?? 'It ended without a word.', NOT_DONE];
  return [
    'Every entry is read and hashed again, up to the root that was signed, and every row of the record is held against its last act.',
  ];
}

/** What a verification came to, or that it is not over. */
export const presentVerification = (job: Job) => ({
  ...lookOf(job),
  ...{ id: job.id, lines: linesOf(job), isOver: job.state === 'done' || job.state === 'dead' },
  asked: printedInstant(job.enqueuedAt),
  ended: job.endedAt && printedInstant(job.endedAt),
  by: job.requestedBy,
});
