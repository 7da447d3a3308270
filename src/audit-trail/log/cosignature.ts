import type { KeyObject } from 'node:crypto';
import { isSigned, SIGNATURE_BYTES, signed } from './ed25519';
import { LogFault } from './log-fault';
import type { SignerKey } from './note-key';
import type { NoteSignature } from './note-signature';

const TIME_BYTES = 8;

/** Domain separation, the time, and the whole text of the checkpoint (https://c2sp.org/tlog-cosignature, Ed25519). */
const messageOf = (text: string, seconds: number): Buffer =>
  Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`, 'utf8');

/**
 * A witness's word that at that time, in whole seconds since 1970, this checkpoint was the largest consistent one that
 * it had seen of the log. It is for the caller to have checked that.
 */
export function cosign(text: string, { name, id, type, privateKey }: SignerKey, seconds: number): NoteSignature {
  if (type !== 'cosignature') throw new LogFault('key', `Key ${name} is none for cosignatures`);
  if (!Number.isSafeInteger(seconds) || seconds <= 0)
    throw new LogFault('cosignature', `${seconds} is no time to sign at`);
  const time = Buffer.alloc(TIME_BYTES);
  time.writeBigUInt64BE(BigInt(seconds));
  return { name, id, bytes: Buffer.concat([time, signed(privateKey, messageOf(text, seconds))]) };
}

/** When a cosignature says that it was made, in seconds since 1970; null for bytes that are no cosignature. */
export function cosignedAt(bytes: Buffer): number | null {
  if (bytes.length !== TIME_BYTES + SIGNATURE_BYTES) return null;
  const seconds = Number(bytes.readBigUInt64BE(0));
  return Number.isSafeInteger(seconds) && seconds > 0 ? seconds : null;
}

/** Whether the bytes are a cosignature of that key under that text, whatever its time. */
export function cosignatureHolds(key: KeyObject, text: string, bytes: Buffer): boolean {
  const seconds = cosignedAt(bytes);
  return seconds !== null && isSigned(key, messageOf(text, seconds), bytes.subarray(TIME_BYTES));
}
