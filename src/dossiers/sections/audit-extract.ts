import { ACTS } from '../../audit-trail/acts';
import { printedInstant } from '../../kernel/clock';
import type { RecordedEvent } from '../dossier-record';
import type { Row } from '../blocks';
import type { Section } from './section';

const actInWords = (act: string): string => (act in ACTS ? ACTS[act as keyof typeof ACTS] : act);

const eventRow = ({ at, act, subject, actor, reason, sha256 }: RecordedEvent): Row => ({
  cells: [
    printedInstant(at),
    { lines: [`${actor} ${actInWords(act)}`, [{ text: subject, style: 'muted' }]] },
    reason ?? [{ text: 'none given', style: 'muted' }],
    { sha256 },
  ],
});

/** The acts behind what this file says. */
export const auditExtract: Section = ({ record }) => [
  {
    kind: 'table',
    caption: 'Acts on this version, its model, functions and evidence',
    dense: true,
    columns: [
      { head: 'At', weight: 24 },
      { head: 'Who did what', weight: 38 },
      { head: 'Reason', weight: 34 },
      { head: 'SHA-256', unit: 'of the event', weight: 34 },
    ],
    rows: record.events.map(eventRow),
    notes: [
      'The log over these events, which shows that none was left out or changed later, is not part of this edition.',
    ],
  },
];
