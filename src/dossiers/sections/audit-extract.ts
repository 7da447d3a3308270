import { ACTS } from '../../audit-trail/acts';
import { printedInstant } from '../../kernel/clock';
import { shownEvent } from '../attachments/proven-events';
import type { DossierRecord, RecordedEvent } from '../dossier-record';
import type { Cell, Row } from '../blocks';
import { revisionHistory } from './revision-history';
import { grouped, type Section, type SectionBlock } from './section';

/** What an act is called where people read it. */
export const actInWords = (act: string): string => (act in ACTS ? ACTS[act as keyof typeof ACTS] : act);

/** A place in the log, or that there is none yet; of a file without a log that says the note below. */
const positionOf = ({ index }: RecordedEvent, isLogged: boolean): Cell => {
  if (index !== null) return { number: grouped(index) };
  return isLogged ? { mark: 'gap', text: 'not yet' } : [{ text: 'none', style: 'muted' }];
};

/** The act that the section on the log proves is at home here. */
const homeOf = ({ id, index }: RecordedEvent, shown: string | undefined): { id?: string } =>
  id === shown && index !== null ? { id: `AE-${index}` } : {};

const eventRow = (event: RecordedEvent, isLogged: boolean, shown: string | undefined): Row => ({
  ...homeOf(event, shown),
  cells: [
    positionOf(event, isLogged),
    printedInstant(event.at),
    { lines: [`${event.actor} ${actInWords(event.act)}`, [{ text: event.subject, style: 'muted' }]] },
    event.reason ?? [{ text: 'none given', style: 'muted' }],
    { sha256: event.sha256 },
  ],
});

const LOGGED =
  'The log position counts from 0; the section on the log proves the place of an act, and each event stands in record.json with its own bytes. Nothing is ever removed: what was superseded keeps its act. The act of issuing this file is not among them: it is recorded when the file is finished, names its digest, and stands in the log behind the checkpoint of this file.';
const NOT_LOGGED = 'No log proves these acts in this file; each event stands in record.json with its own bytes.';

const extract = (record: DossierRecord): SectionBlock => tableOf(record, shownEvent(record)?.event.id);

const tableOf = ({ events, log }: DossierRecord, shown: string | undefined): SectionBlock => ({
  kind: 'table',
  caption: 'Acts on this version, its model, functions, evidence and dossiers',
  dense: true,
  columns: [
    { head: 'Log', unit: 'position', weight: 13, align: 'right' },
    { head: 'At', weight: 30 },
    { head: 'Who did what', weight: 36 },
    { head: 'Reason', weight: 28 },
    { head: 'SHA-256', unit: 'of the event', weight: 34 },
  ],
  rows: events.map((event) => eventRow(event, log !== null, shown)),
  notes: [log === null ? NOT_LOGGED : LOGGED],
});

/** What was said before, and the acts behind what this file says. */
export const auditExtract: Section = ({ record }) => [...revisionHistory(record), extract(record)];
