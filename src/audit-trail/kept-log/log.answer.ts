import { Noun, Says } from '../../http/says';
import { LOG_WORDS, type LogWord } from './log-standing';

const HASH = /^[A-Za-z0-9+/]{43}=$/;

@Noun('LogCheckpoint', 'The log as it was signed: a C2SP signed note')
export class LogCheckpointAnswer {
  @Says.count(1) size: number;
  @Says.instant() signedAt: Date;
  @Says.text('Origin, size and root, a blank line, and the signatures') note: string;
}

@Noun('Log', 'The Merkle log over the audit trail (RFC 6962, C2SP tlog-tiles), and how it stands')
export class LogAnswer {
  @Says.text('Its name, which every checkpoint begins with') origin: string;
  @Says.mayText('The key that checkpoints are verified with (C2SP signed-note)') vkey: string | null;
  @Says.count() size: number;
  @Says.like(HASH, 'Of all entries, in base64') root: string;
  @Says.mayOne(() => LogCheckpointAnswer) checkpoint: LogCheckpointAnswer | null;
  @Says.count() pending: number;
  @Says.mayNumber('How long the event is there that has waited longest') oldestPendingMs: number | null;
  @Says.oneOf(LOG_WORDS) standing: LogWord;
  @Says.mayText('What is wrong, and what to do') detail: string | null;
  @Says.yes('Whether this process feeds the log') fedHere: boolean;
  @Says.texts('Who cosigns checkpoints; none: nobody outside would notice a log that was made anew')
  witnesses: readonly string[];
  @Says.mayNumber('Up to which size a witness has cosigned the log') witnessedSize: number | null;
  @Says.mayInstant() witnessedAt: Date | null;
  @Says.text('How far others vouch for the log, in words') witnessing: string;
  @Says.mayNumber('Up to which size an authority has time-stamped the log (RFC 3161)') stampedSize: number | null;
  @Says.mayInstant() stampedAt: Date | null;
  @Says.text('How far time stamps say when the log was as it is, in words') stamping: string;
}

@Noun('InclusionProof', 'That an entry is in the log of `size` entries (RFC 9162 §2.1.3); hashes in base64')
export class InclusionProofAnswer {
  @Says.count() index: number;
  @Says.count(1) size: number;
  @Says.like(HASH, 'SHA-256 of a zero byte and the payload of the event') leaf: string;
  @Says.like(HASH) root: string;
  @Says.texts('From the leaf up') proof: readonly string[];
  @Says.one(() => LogCheckpointAnswer) checkpoint: LogCheckpointAnswer;
}

@Noun('ConsistencyProof', 'That the log of `to` entries begins with all `from` (RFC 9162 §2.1.4); hashes in base64')
export class ConsistencyProofAnswer {
  @Says.count(1) from: number;
  @Says.count(1) to: number;
  @Says.like(HASH) fromRoot: string;
  @Says.like(HASH) toRoot: string;
  @Says.texts() proof: readonly string[];
}
