import { bytesOfBase64 } from '../../audit-trail/log/base64';
import { type Checkpoint, openCheckpoint } from '../../audit-trail/log/checkpoint';
import { provesConsistency } from '../../audit-trail/log/consistency';
import { EMPTY_ROOT, type Hash, leafHash } from '../../audit-trail/log/hash';
import { provesInclusion } from '../../audit-trail/log/inclusion';
import { type VerifierKey, verifierKeyIn } from '../../audit-trail/log/note-key';
import { noteIn, signersOf } from '../../audit-trail/log/signed-note';
import { eventFaults, faultsOfGiving, rowsInEvents } from './event-facts-check';
import type { DossierRecord } from '../dossier-record';
import type { RecordedLog, RecordedProof } from '../log-record';
import type { Check } from './verdict';

/** What an auditor brings: nothing of it comes out of the file. */
export interface LogTrust {
  /** Verifier keys of the log; without any the key is believed that the file names, and the words say so. */
  readonly keys: readonly string[];
  /** Verifier keys of witnesses; without any those are believed that the file names. */
  readonly witnesses: readonly string[];
  /** A checkpoint of the log that the auditor kept: a C2SP signed note. */
  readonly held: string | null;
  /** The proof between the held checkpoint and that of the file, in base64, where somebody was asked for it. */
  readonly consistency: readonly string[] | null;
}

export const NO_TRUST: LogTrust = { keys: [], witnesses: [], held: null, consistency: null };

/** A check whose subject is the log; the names are those of the verdict. */
const say =
  (check: Check['check']) =>
  (holds: boolean | null, detail: string): Check => ({ check, holds, detail });
const ofLog = say('log');
const ofWitnesses = say('witnesses');
const ofHeld = say('held-checkpoint');

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const hashIn = (text: string): Hash => bytesOfBase64(text) ?? Buffer.alloc(0);
const many = (count: number, one: string, several = `${one}s`): string => `${count} ${count === 1 ? one : several}`;

/** The checkpoint as a key of the log signed it; throws where none of them did or it is no checkpoint of this log. */
function opened(text: string, { origin }: RecordedLog, keys: readonly string[]): Checkpoint {
  return openCheckpoint(noteIn(text), origin, keys.map(verifierKeyIn));
}

function faultOfProof(event: DossierRecord['events'][number], one: RecordedProof, { size, root }: Checkpoint) {
  const leaf = hashIn(one.leaf);
  if (event.index !== one.index) return 'has another position than its proof';
  if (event.payload !== null && !leafHash(Buffer.from(event.payload, 'utf8')).equals(leaf)) return 'is not its leaf';
  return provesInclusion(one.proof.map(hashIn), { leaf, index: one.index, size, root })
    ? null
    : 'is not in the tree of the checkpoint';
}

/** What is wrong with the events, each in words; and how many have no proof. */
function faultsOfEvents(record: DossierRecord, log: RecordedLog, checkpoint: Checkpoint): string[] {
  const proofs = new Map(log.proofs.map((one) => [one.eventId, one]));
  const known = new Set(record.events.map(({ id }) => id));
  const strange = log.proofs.filter(({ eventId }) => !known.has(eventId));
  return [
    ...record.events.flatMap((event) => {
      const proof = proofs.get(event.id);
      const fault = proof === undefined ? null : faultOfProof(event, proof, checkpoint);
      return fault === null ? [] : [`the event ${event.id} ${fault}`];
    }),
    ...strange.map(({ eventId }) => `a proof is of ${eventId}, which is no event of the record`),
  ];
}

function faultsOfHead({ size, root }: RecordedLog, checkpoint: Checkpoint): string[] {
  return size === checkpoint.size && checkpoint.root.equals(hashIn(root))
    ? []
    : ['the record names another size or root than its checkpoint'];
}

function logCheck(record: DossierRecord, log: RecordedLog, trust: LogTrust): Check {
  const isKnown = trust.keys.length > 0;
  let checkpoint: Checkpoint;
  try {
    checkpoint = opened(log.checkpoint, log, isKnown ? trust.keys : log.vkeys);
  } catch (error) {
    return ofLog(false, `The checkpoint is not that of the log: ${reason(error)}`);
  }
  const faults = [
    ...faultsOfHead(log, checkpoint),
    ...faultsOfEvents(record, log, checkpoint),
    ...[...eventFaults(record), ...faultsOfGiving(record)],
  ];
  if (faults.length > 0) return ofLog(false, faults.slice(0, 5).join('; '));
  const missing = record.events.length - log.proofs.length;
  const late = missing === 0 ? '' : `; ${many(missing, 'event')} ${missing === 1 ? 'was' : 'were'} not in the log yet`;
  const by = isKnown
    ? 'a key that you hold'
    : 'the key that the file itself names, which proves nothing of whose it is';
  const inLog = `${many(log.proofs.length, 'event')} ${log.proofs.length === 1 ? 'is' : 'are'} in the log ${log.origin}`;
  return ofLog(missing === 0 ? true : null, `${inLog} of ${log.size} entries, signed by ${by}${late}${tied(record)}`);
}

/** What the log says of the signatures: each was given by an act, and of how many an act wrote what was signed. */
function tied(record: DossierRecord): string {
  const { length } = record.signatures;
  if (length === 0) return '';
  return `; the acts of giving ${many(length, 'signature')} are among them, and those that wrote what was signed for ${rowsInEvents(record)}`;
}

function witnessCheck(log: RecordedLog, { witnesses }: LogTrust): Check {
  const isKnown = witnesses.length > 0;
  if (!isKnown && log.witnesses.length === 0) return ofWitnesses(null, NOT_WITNESSED);
  try {
    const keys = isKnown ? witnesses : log.witnesses.map(({ vkey }) => vkey);
    const signed: VerifierKey[] = signersOf(noteIn(log.checkpoint), keys.map(verifierKeyIn));
    if (signed.length < (isKnown ? 1 : keys.length))
      return ofWitnesses(isKnown ? null : false, isKnown ? NONE_OF_YOURS : 'A witness that it names did not cosign');
    const names = signed.map(({ name }) => name).join(', ');
    return ofWitnesses(true, `Cosigned by ${names}${isKnown ? '' : ', by keys that the file itself names'}`);
  } catch (error) {
    return ofWitnesses(false, `A cosignature does not hold: ${reason(error)}`);
  }
}

const NOT_WITNESSED = 'Not witnessed: nobody outside has cosigned the checkpoint';
const NONE_OF_YOURS = 'Not witnessed by anybody whose key you hold';

/** Whether the log of the file and the one that the auditor saw are one log: the same head, or tied by a proof. */
function heldCheck(log: RecordedLog, { keys, held, consistency }: LogTrust): Check[] {
  if (held === null) return [];
  try {
    const known = keys.length > 0 ? keys : log.vkeys;
    const [theirs, ours] = [opened(held, log, known), opened(log.checkpoint, log, known)];
    const [earlier, later] = theirs.size <= ours.size ? [theirs, ours] : [ours, theirs];
    const proof = consistency ?? (earlier.size === later.size || earlier.root.equals(EMPTY_ROOT) ? [] : null);
    const sizes = `your checkpoint of ${theirs.size} entries and that of the file, of ${ours.size}`;
    if (proof === null)
      return [ofHeld(null, `Whether ${sizes}, are of one log needs a consistency proof of the service`)];
    return provesConsistency(proof.map(hashIn), earlier, later)
      ? [ofHeld(true, `It is one log: ${sizes}, continue each other`)]
      : [ofHeld(false, `It is not one log: ${sizes}, contradict each other`)];
  } catch (error) {
    return [ofHeld(false, `Your checkpoint is none of this log: ${reason(error)}`)];
  }
}

/** What the log shows of a record, from the file and from what the auditor brings; no network is asked. */
export function logChecks(record: DossierRecord, trust: LogTrust = NO_TRUST): Check[] {
  const { log } = record as Partial<DossierRecord>;
  if (log === undefined) return [ofLog(null, 'It was made before dossiers carried proofs of the log')];
  if (log === null) {
    const why = record.dossier.draft
      ? 'A preview carries no proof of the log'
      : 'Nothing fed the log when it was issued';
    return [ofLog(null, `${why}: its events are not proved`)];
  }
  return [logCheck(record, log, trust), witnessCheck(log, trust), ...heldCheck(log, trust)];
}
