import { bytesOfBase64 } from '../../audit-trail/log/base64';
import { noteIn, type SignedNote } from '../../audit-trail/log/signed-note';
import { printedTlogProof } from '../../audit-trail/log/tlog-proof';
import type { MadeFile } from '../attachment';
import type { DossierRecord } from '../dossier-record';
import { type ProvenEvent, provenEvents } from './proven-events';

export const CHECKPOINT_FILE = 'checkpoint.txt';
/** C2SP tlog-proof is text, as is a signed note. */
const TEXT = 'text/plain';

const hashIn = (text: string): Buffer => bytesOfBase64(text) ?? Buffer.alloc(0);

/** The event's own bytes come along as `extra`, so that one file is the whole proof; its leaf is SHA-256(00 ‖ extra). */
const proofText = ({ event, proof }: ProvenEvent, checkpoint: SignedNote): string =>
  printedTlogProof({
    extra: event.payload === null ? null : Buffer.from(event.payload, 'utf8'),
    index: proof.index,
    proof: proof.proof.map(hashIn),
    checkpoint,
  });

/** The checkpoint as it was signed, and for each record that is printed and each signature the proof that it was logged. */
export function logFiles(record: DossierRecord): MadeFile[] {
  const { log, dossier } = record;
  if (log === null) return [];
  const note = noteIn(log.checkpoint);
  const file = (name: string, description: string, text: string): MadeFile => ({
    ...{ name, description, mediaType: TEXT, relationship: 'Data', modifiedAt: dossier.issuedAt },
    bytes: Buffer.from(text, 'utf8'),
  });
  const proofs = [...provenEvents(record, log)].map(([code, proven]) =>
    file(`${code}.tlog-proof`, `Proof that ${code} is in the log (C2SP tlog-proof)`, proofText(proven, note)),
  );
  return [
    file(CHECKPOINT_FILE, 'The log as it was signed when this file was issued (C2SP signed note)', log.checkpoint),
    ...proofs,
  ];
}
