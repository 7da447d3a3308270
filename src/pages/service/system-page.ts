import { type Allows, whoMay } from '../../access/policy/reading.rules';
import type { LogWord } from '../../audit-trail/kept-log/log-standing';
import { type Look, type PrintedInstant, printedInstant } from '../../http/pages/words';
import { VERSION } from '../../program';
import { sized } from './sizes';
import type { SystemNow } from './system.service';

/** One fact of a part: words, or a digest, or an instant beside them. */
interface Fact {
  readonly name: string;
  readonly text: string;
  readonly digest?: string;
  readonly at?: PrintedInstant | null;
}

/** A part of the service: how it is in a word, and the facts behind the word. */
interface Part {
  readonly id: string;
  readonly heading: string;
  readonly state: Look;
  readonly facts: readonly Fact[];
}

const WELL: Look = { word: 'Well', look: 'state-ok', icon: 'circle-check' };
const LOOK: Look = { word: 'Look at it', look: 'state-warn', icon: 'alert-triangle' };
const WRONG: Look = { word: 'Wrong', look: 'state-stop', icon: 'circle-x' };

const sentence = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
const mayInstant = (at: Date | null): PrintedInstant | null => at && printedInstant(at);

const databaseOf = ({ database }: SystemNow): Part => ({
  ...{
    id: 'database',
    heading: 'Database',
    state: database.pending.length > 0 || database.held !== null ? WRONG : WELL,
  },
  facts: [
    { name: 'Server', text: `PostgreSQL ${database.server}` },
    { name: 'Size', text: sized(database.bytes) },
    {
      name: 'Schema',
      text:
        database.pending.length === 0
          ? `Is this program’s; the last migration is ${database.schema.replace(/\d+$/, '')}`
          : `${database.pending.length} migrations are still to be run: ${database.pending.join(', ')}`,
    },
    { name: 'Writing', text: database.held ?? 'Nothing holds it back' },
  ],
});

const LOGS: Readonly<Record<LogWord, { readonly state: Look; readonly text: string }>> = {
  current: { state: WELL, text: 'Nothing waits long' },
  behind: { state: LOOK, text: 'Events wait longer than they should' },
  unfed: { state: LOOK, text: 'Nobody feeds it' },
  refused: { state: WRONG, text: 'It is refused until somebody looks at it' },
};

const logOf = ({ log, checkpoint }: SystemNow): Part => ({
  ...{ id: 'log', heading: 'Log over the audit trail', state: LOGS[log.standing].state },
  facts: [
    { name: 'State', text: log.detail ?? LOGS[log.standing].text },
    { name: 'Name', text: log.origin },
    { name: 'Fed by', text: log.isFedHere ? 'This process' : 'Another process, or none' },
    { name: 'Entries', text: String(log.size) },
    { name: 'Waiting', text: log.pending === 0 ? 'None' : `${log.pending} events` },
    checkpoint === null
      ? { name: 'Checkpoint', text: 'None was signed yet' }
      : {
          ...{ name: 'Checkpoint', text: `Size ${checkpoint.size}, signed` },
          ...{ at: printedInstant(checkpoint.signedAt), digest: checkpoint.root.toString('hex') },
        },
  ],
});

const vouchedOf = ({ witnessing, stamping, database }: SystemNow): Part => ({
  ...{ id: 'vouched', heading: 'Who outside vouches for the log' },
  state: database.rollbacks > 0 ? WRONG : witnessing.size === null || stamping.size === null ? LOOK : WELL,
  facts: [
    { name: 'Witnesses', text: sentence(witnessing.words) },
    { name: 'Time stamps', text: sentence(stamping.words) },
    {
      name: 'Older logs seen',
      text: database.rollbacks === 0 ? 'None that is not settled' : `${database.rollbacks}, which nobody has settled`,
    },
  ],
});

const jobsOf = ({ work: { jobs, lastDoneAt } }: SystemNow): Part => {
  const isDead = jobs.some(({ state }) => state === 'dead');
  return {
    ...{ id: 'jobs', heading: 'Background work', state: isDead ? LOOK : WELL },
    facts: [
      {
        name: 'Not done',
        text: jobs.length === 0 ? 'Nothing waits' : jobs.map((one) => `${one.jobs} ${one.state}`).join(', '),
      },
      { name: 'Last done', text: lastDoneAt === null ? 'None yet' : '', at: mayInstant(lastDoneAt) },
    ],
  };
};

const storeOf = ({ work }: SystemNow): Part => ({
  ...{ id: 'store', heading: 'Store of files', state: work.damaged > 0 ? WRONG : WELL },
  facts: [
    { name: 'Files', text: `${work.files}, ${sized(work.bytes)}` },
    { name: 'Read again', text: `${work.checked} of ${work.files}; each within 30 days` },
    { name: 'Last read', text: work.lastCheckAt === null ? 'None yet' : '', at: mayInstant(work.lastCheckAt) },
    {
      name: 'Longest not read',
      text: work.oldestCheckAt === null ? 'None yet' : '',
      at: mayInstant(work.oldestCheckAt),
    },
    { name: 'Damaged or gone', text: work.damaged === 0 ? 'None was found' : String(work.damaged) },
  ],
});

const backupOf = ({ database: { lossAt } }: SystemNow): Part => ({
  ...{ id: 'backup', heading: 'Backup', state: { word: 'Not known here', look: '', icon: 'eye' } },
  facts: [
    {
      name: 'Last backup',
      text: 'The operator’s program makes backups beside the service, which is not told of them',
    },
    {
      name: 'Last loss after a restore',
      text: lossAt === null ? 'None was ever accepted' : 'Accepted by an operator',
      at: mayInstant(lossAt),
    },
  ],
});

/** How the service is, in plain words. */
export const presentSystem = (now: SystemNow, allows: Allows) => ({
  version: VERSION,
  node: process.version,
  parts: [databaseOf(now), logOf(now), vouchedOf(now), jobsOf(now), storeOf(now), backupOf(now)],
  ...{ readsJobs: allows('job:read'), whoReadsJobs: whoMay('job:read') },
});
