import { base64Of, bytesOfBase64 } from './base64';
import { HASH_BYTES, type Hash } from './hash';
import { LogFault, type FaultyPart } from './log-fault';

/** No proof of a tree of less than 2^63 leaves has more hashes (https://c2sp.org/tlog-witness, “add-checkpoint”). */
export const MAX_PROOF_HASHES = 63;

/** The hashes of a proof in base64, a line each. */
export const printedProof = (proof: readonly Hash[]): string => proof.map((hash) => `${base64Of(hash)}\n`).join('');

/** The hashes of a proof, a line each; `part` is what the fault is said to be in. */
export function proofIn(lines: readonly string[], part: FaultyPart): Hash[] {
  if (lines.length > MAX_PROOF_HASHES) {
    throw new LogFault(part, `The proof has ${lines.length} hashes; at most ${MAX_PROOF_HASHES} are read`);
  }
  return lines.map((line, at) => {
    const hash = bytesOfBase64(line);
    if (hash?.length !== HASH_BYTES) throw new LogFault(part, `Line ${at + 1} of the proof is no hash in base64`);
    return hash;
  });
}

/** What stands before the first blank line, line by line, and the note after it; throws where there is none. */
export function headAndNote(text: string, part: FaultyPart): { head: string[]; note: string } {
  const blank = text.indexOf('\n\n');
  if (blank < 0) throw new LogFault(part, 'There is no blank line before the checkpoint');
  return { head: text.slice(0, blank).split('\n'), note: text.slice(blank + 2) };
}
