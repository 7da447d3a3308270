import { type Checkpoint, checkpointIn } from '../audit-trail/log/checkpoint';
import { cosign } from '../audit-trail/log/cosignature';
import { LogFault } from '../audit-trail/log/log-fault';
import { nextCheckpoint } from '../audit-trail/log/next-checkpoint';
import type { SignerKey, VerifierKey } from '../audit-trail/log/note-key';
import { isFrom } from '../audit-trail/log/note-signature';
import { printedNote, signersOf, type SignedNote } from '../audit-trail/log/signed-note';
import { type WitnessRequest, witnessRequestIn } from '../audit-trail/log/witness-request';
import type { Clock } from '../kernel/clock';
import type { TrustedLogs } from './trusted-logs';
import {
  conflict,
  cosigned,
  malformed,
  notConsistent,
  notSigned,
  unknownLog,
  type WitnessAnswer,
} from './witness-answers';
import type { WitnessState } from './witness-state';

/**
 * Cosigns a checkpoint only where it continues the last one that it cosigned of that log, and only once that is stored
 * (https://c2sp.org/tlog-witness). So whoever trusts its key knows that the log was never rewritten below that size.
 */
export class Witness {
  /** The last request of each log in hand: what is checked and what is stored are one step. */
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly key: SignerKey,
    private readonly logs: TrustedLogs,
    private readonly state: WitnessState,
    private readonly clock: Clock,
  ) {}

  /** The body of `add-checkpoint` to its answer; throws only where the state cannot be stored, and cosigns nothing then. */
  async addCheckpoint(body: Uint8Array): Promise<WitnessAnswer> {
    const request = requestIn(body);
    if (request instanceof LogFault) return malformed(request.message);
    const checkpoint = checkpointIn(request.checkpoint.text);
    const keys = this.logs.get(checkpoint.origin);
    if (keys === undefined) return unknownLog();
    const note = signedBy(request.checkpoint, keys);
    if (note instanceof LogFault) return notSigned(note.message);
    if (request.oldSize > checkpoint.size) {
      return malformed(`The old size, ${request.oldSize}, is above the size of the checkpoint, ${checkpoint.size}`);
    }
    return this.inTurn(checkpoint.origin, () => this.cosignNext({ ...request, checkpoint: note }, checkpoint));
  }

  /** The logs that are looked after, each with the size that was cosigned last. */
  sizes(): { readonly origin: string; readonly size: number }[] {
    return [...this.logs.keys()].map((origin) => ({ origin, size: this.state.lastOf(origin).size }));
  }

  private inTurn<T>(origin: string, act: () => Promise<T>): Promise<T> {
    const turn = (this.turns.get(origin) ?? Promise.resolve()).then(act, act);
    this.turns.set(origin, turn);
    return turn;
  }

  private async cosignNext(request: WitnessRequest, { origin, size, root }: Checkpoint): Promise<WitnessAnswer> {
    const last = this.state.lastOf(origin);
    if (request.oldSize !== last.size) return conflict(last.size);
    const next = nextCheckpoint(last, { size, root }, request.proof);
    if (next.verdict === 'refuse') return next.because === 'other-root' ? conflict(last.size) : notConsistent();
    const { text, signatures } = request.checkpoint;
    const own = cosign(text, this.key, Math.floor(this.clock.now().getTime() / 1000));
    if (next.verdict === 'sign') {
      const note = Buffer.from(printedNote({ text, signatures: [...signatures, own] }));
      if (!(await this.state.advance(origin, last, note))) return conflict(this.state.lastOf(origin).size);
    }
    return cosigned([own]);
  }
}

function requestIn(body: Uint8Array): WitnessRequest | LogFault {
  try {
    return witnessRequestIn(body);
  } catch (error) {
    if (error instanceof LogFault) return error;
    throw error;
  }
}

/** The checkpoint with the signatures of its log alone; a fault where none of its keys signed it. */
function signedBy(note: SignedNote, keys: readonly VerifierKey[]): SignedNote | LogFault {
  try {
    const signers = signersOf(note, keys);
    if (signers.length === 0) return new LogFault('signature', 'No known key of the log signed the checkpoint');
    return { text: note.text, signatures: signers.flatMap((key) => note.signatures.find(isFrom(key)) ?? []) };
  } catch (error) {
    if (error instanceof LogFault) return error;
    throw error;
  }
}
