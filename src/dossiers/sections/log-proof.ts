import { printedInstant } from '../../kernel/clock';
import { inclusionPath } from '../../audit-trail/log/inclusion';
import type { Text } from '../blocks';
import { type ProvenEvent, shownEvent } from '../attachments/proven-events';
import type { DossierRecord } from '../dossier-record';
import type { RecordedLog } from '../log-record';
import { coverageWords, logWords, witnessWords } from '../log-words';
import { actInWords } from './audit-extract';
import { grouped, type Section, type SectionBlock } from './section';

const hex = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');
const rangeOf = ({ start, end }: { readonly start: number; readonly end: number }): string =>
  end - start === 1 ? grouped(start) : `${grouped(start)}–${grouped(end - 1)}`;
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const wayOf = (log: RecordedLog, { event, proof }: ProvenEvent): SectionBlock => {
  const subtrees = inclusionPath(proof.index, log.size);
  const steps = proof.proof.map((hash, at) => ({
    side: subtrees[at].end <= proof.index ? ('left' as const) : ('right' as const),
    ...{ sha256: hex(hash), range: rangeOf(subtrees[at]) },
  }));
  return {
    kind: 'proof-path',
    caption: 'The path from the leaf to the root. “Left” and “right” tell on which side the printed digest goes',
    leaf: { sha256: hex(proof.leaf), range: grouped(proof.index) },
    steps,
    root: { sha256: hex(log.root), range: rangeOf({ start: 0, end: log.size }) },
    inWords: `Start with the leaf, SHA-256 of the byte 00 and the bytes of the event ${event.id}. At each line join it with the printed digest, on the side named, and hash: SHA-256(01 ‖ left ‖ right). After ${steps.length} lines the result is the root. The column at the right gives the positions that each digest stands for.`,
  };
};

const facts = (record: DossierRecord, log: RecordedLog, { event, proof }: ProvenEvent): SectionBlock => ({
  kind: 'form',
  rows: [
    { label: 'Log', text: [{ text: log.origin, style: 'mono' }], margin: ['C2SP tlog-tiles, tlog-checkpoint'] },
    {
      label: 'Covered',
      text: sentence(coverageWords(record, log)),
      margin: [`Signed ${printedInstant(log.signedAt)}`],
    },
    { label: 'Witnesses', text: witnessText(log), margin: ['C2SP tlog-cosignature'] },
    {
      label: 'Event',
      text: [
        { ref: `AE-${proof.index}`, page: true },
        `: ${event.actor} ${actInWords(event.act)}, ${event.subject}; position ${grouped(proof.index)} of ${grouped(log.size)}, counted from 0`,
      ],
      margin: ['RFC 6962 §2.1.1'],
    },
    { label: 'Leaf', text: { sha256: hex(proof.leaf) }, margin: ['SHA-256(00 ‖ event)'] },
  ],
});

const witnessText = (log: RecordedLog): Text =>
  log.witnesses.length === 0
    ? sentence(witnessWords(log))
    : log.witnesses.map(({ name, at }) => `${name}, which saw it ${printedInstant(at)}`).join('; ');

function checkpoint(log: RecordedLog): SectionBlock[] {
  const lines = log.checkpoint.split('\n').slice(0, -1);
  const witnesses = log.witnesses.map(({ name, vkey }): SectionBlock => ({
    kind: 'transcript',
    label: `Key of ${name}`,
    lines: [vkey],
  }));
  return [
    { kind: 'heading', level: 3, text: 'Checkpoint and keys' },
    { kind: 'transcript', label: 'C2SP signed note', lines },
    { kind: 'transcript', label: 'Verifier key', lines: log.vkeys },
    ...witnesses,
    {
      kind: 'paragraph',
      voice: 'note',
      text: 'The root above is line 3 of the checkpoint, in Base64. A key that the file itself names shows that the parts of the file belong together; whose key it is, only somebody else can say: compare it with the one that you had from the owner or from a witness. The same checkpoint is attached as checkpoint.txt, and for each record and signature its proof as a .tlog-proof file, whose “extra” line holds the bytes of the event.',
    },
  ];
}

const missing = (record: DossierRecord, log: RecordedLog): SectionBlock[] => {
  const late = record.events.length - log.proofs.length;
  if (late === 0) return [];
  const text = `${late === 1 ? '1 event was' : `${grouped(late)} events were`} not yet in the log when this file was issued; the audit extract marks each. A later dossier of the same version proves them.`;
  return [{ kind: 'paragraph', text }];
};

/** That the acts behind the file were logged, and how that is computed by hand; what is not proved is said. */
export const logProof: Section = ({ record }) => {
  const { log } = record;
  if (log === null) return [{ kind: 'paragraph', text: `${logWords(record)}.` }];
  const event = shownEvent(record);
  const proved = event === undefined ? [] : [facts(record, log, event), wayOf(log, event)];
  return [...proved, ...missing(record, log), ...checkpoint(log)];
};
