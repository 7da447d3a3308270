import type { PoolClient } from 'pg';
import { commitAfter } from '../../database/commit';
import { inOneGo, prepared } from '../../database/statements';
import { failpoint } from '../../kernel/failpoints';
import { openCheckpoint, signCheckpoint } from '../log/checkpoint';
import { proveConsistency, type TreeHead } from '../log/consistency';
import { nextCheckpoint, NOTHING_SIGNED, type Refused } from '../log/next-checkpoint';
import { printedVerifierKey, type SignerKey, verifierOf } from '../log/note-key';
import { noteIn, printedNote } from '../log/signed-note';
import { START } from '../unit-of-work';
import { CONTRADICTED, IS_CONTRADICTED } from './contradiction';
import { keptTiles } from './kept-tiles';
import { LogRefused } from './log-refused';

const LOCK = prepared(
  'lock log to sign',
  `SELECT origin, vkey, size, root, ${IS_CONTRADICTED} AS contradicted FROM log_state FOR UPDATE SKIP LOCKED`,
);
const LAST = prepared('last checkpoint', 'SELECT size, root, note FROM log_checkpoint ORDER BY size DESC LIMIT 1');

interface State {
  readonly origin: string;
  readonly vkey: string | null;
  readonly size: string;
  readonly root: Buffer;
  readonly contradicted: boolean;
}

interface Last {
  readonly size: string;
  readonly root: Buffer;
  readonly note: string;
}

/** Whether something was signed, was signed already, or another process is at it. */
export type Published = 'signed' | 'same' | 'busy';

/**
 * Signs the log as it stands when it has grown since it was signed last. That it continues what was signed is asked, and
 * the checkpoint kept, in one transaction that holds the log; only what is durable is ever signed. Throws `LogRefused`
 * for another key than that of the log, and for a log that contradicts its last checkpoint: these are never signed.
 */
export async function publishCheckpoint(client: PoolClient, key: SignerKey, at: Date): Promise<Published> {
  const [, locked, before] = await inOneGo(client, [START, LOCK, LAST]);
  const [[state], [kept]] = [locked.rows as State[], before.rows as Last[]];
  const head = state === undefined ? null : { size: Number(state.size), root: state.root };
  if (head === null || !(await isNext(client, head, lastOf(kept, state, key)))) {
    await client.query('ROLLBACK');
    return head === null ? 'busy' : 'same';
  }
  const note = printedNote(signCheckpoint(head, state.origin, key));
  failpoint('checkpoint.signed');
  const keep = prepared(
    'keep checkpoint',
    'INSERT INTO log_checkpoint (size, root, note, signed_at) VALUES ($1, $2, $3, $4)',
    ...[head.size, head.root, note, at],
  );
  await commitAfter(client, [['checkpoint.kept', [keep]]], ['checkpoint.committing', 'checkpoint.committed']);
  return 'signed';
}

/** What was signed last, read out of its own note, which must be of this log and of this key. */
function lastOf(last: Last | undefined, { origin, vkey, contradicted }: State, key: SignerKey): TreeHead {
  if (contradicted) throw new LogRefused(CONTRADICTED);
  if (vkey !== printedVerifierKey(verifierOf(key))) {
    throw new LogRefused(`The log is signed by ${vkey ?? 'nobody'}; the key at hand is another one, and signs nothing`);
  }
  if (last === undefined) return NOTHING_SIGNED;
  try {
    const { size, root } = openCheckpoint(noteIn(last.note), origin, [verifierOf(key)]);
    if (size === Number(last.size) && root.equals(last.root)) return { size, root };
  } catch (error) {
    throw refusedLast(Number(last.size), (error as Error).message);
  }
  throw refusedLast(Number(last.size), 'it is kept under another size or root than it says');
}

const refusedLast = (size: number, why: string): LogRefused =>
  new LogRefused(`The last checkpoint, of ${size} entries, is not one that the key at hand signed: ${why}`);

const WORDS: Readonly<Record<Refused, string>> = {
  smaller: 'it is shorter: entries were lost',
  'other-root': 'it has another root for the same number of entries',
  inconsistent: 'its tiles do not show that it continues it',
};

async function isNext(client: PoolClient, head: TreeHead, last: TreeHead): Promise<boolean> {
  const read = keptTiles(async (text, values) => (await client.query<{ bytes: Buffer | null }>(text, values)).rows);
  const proof = head.size < last.size ? [] : await proveConsistency(last.size, head.size, read);
  const next = nextCheckpoint(last, head, proof);
  if (next.verdict !== 'refuse') return next.verdict === 'sign';
  throw new LogRefused(
    `The log of ${head.size} entries contradicts its last checkpoint, of ${last.size}: ${WORDS[next.because]}. Nothing is signed`,
  );
}
