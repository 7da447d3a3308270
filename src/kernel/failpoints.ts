/**
 * Every step of the ways on which something is written, between which a test kills the process to see that nothing is
 * lost, done twice or half done. The list is closed; a law test holds that each stands at one place.
 */
export const FAILPOINTS = {
  'transaction.opening': 'a request is about to write; the database has heard nothing of it',
  'transaction.opened': 'its transaction is open, and its Idempotency-Key is taken in it',
  'transaction.changed': 'its rows are written, and nothing tells of them yet',
  'transaction.told': 'its event and its kept answer are written, and not committed',
  'transaction.committing': 'all of it left with the commit, which nobody heard the answer to',
  'transaction.committed': 'it is committed, and not answered',
  'shared.sending':
    'acts that came at once are about to leave as one statement; the database has heard nothing of them',
  'shared.sent': 'they left, which nobody heard the answer to',
  'shared.committed': 'they are committed, and not answered',
  'content.written': 'the bytes of a file are in a draft, and not durable',
  'content.synced': 'the draft is durable, and has no address',
  'content.linked': 'it has its address; the draft is there too, and the name is not durable',
  'content.undrafted': 'the draft is gone, and the name is not durable',
  'content.published': 'bytes and name are durable',
  'file.kept': 'the bytes of an upload are kept, and no row says so',
  'file.recorded': 'the row is committed, and the upload not answered',
  'sequencer.taken': 'a batch was read from the outbox',
  'sequencer.placed': 'its leaves are written, and it is out of the outbox',
  'sequencer.grown': 'its tiles are written',
  'sequencer.moved': 'size and root are written, and nothing is committed',
  'sequencer.committing': 'all of it left with the commit, which nobody heard the answer to',
  'sequencer.committed': 'the batch is in the log',
  'checkpoint.signed': 'a checkpoint is signed, and not kept',
  'checkpoint.kept': 'it is written, and not committed',
  'checkpoint.committing': 'it left with the commit, which nobody heard the answer to',
  'checkpoint.committed': 'it is kept, and can be served from now on',
  'job.begun': 'the list says that a job runs, and it has not begun',
  'job.run': 'the job is done, and the list does not say so',
  'job.ended': 'the list says that it is done, and the queue was not told',
} as const;

export type Failpoint = keyof typeof FAILPOINTS;

/** Where the process is to end: at which point, and the how-manieth time that it comes there. */
export interface FailAt {
  readonly point: Failpoint;
  readonly time: number;
}

const isPoint = (name: string): name is Failpoint => Object.hasOwn(FAILPOINTS, name);

/** `transaction.told`, or `transaction.told:7` for the seventh time; throws for anything else. */
export function failAtIn(text: string): FailAt {
  const [, point, time] = /^([a-z.]+)(?::([1-9]\d{0,5}))?$/.exec(text) ?? [];
  if (point === undefined || !isPoint(point)) {
    throw new Error(`must be one of ${Object.keys(FAILPOINTS).join(', ')}, or one with “:7” for the seventh time`);
  }
  return { point, time: Number(time ?? 1) };
}

/** What everybody must see who starts a service like this. */
export const printedFailAt = ({ point, time }: FailAt): string =>
  `!!! PREDICATE_FAIL_AT is set: this process KILLS ITSELF at ${point}, time ${time} (${FAILPOINTS[point]}). For tests alone !!!`;

let armed: Failpoint | null = null;
let left = 0;

/** Arms a point; done once, at the start of `serve`, out of the environment, so that no request can do it. */
export function armFailpoint({ point, time }: FailAt): void {
  [armed, left] = [point, time];
}

/** A step of a write: one comparison, and nothing else unless it is armed. Then the process is killed as by `kill -9`. */
export function failpoint(point: Failpoint): void {
  if (point === armed && --left === 0) process.kill(process.pid, 'SIGKILL');
}

/** A step within what is sent in one go: where the process is to end there, what comes before is sent by itself first. */
export async function failpointAfter(point: Failpoint, sendBefore: () => Promise<unknown>): Promise<void> {
  if (point !== armed) return;
  if (left === 1) await sendBefore();
  failpoint(point);
}
