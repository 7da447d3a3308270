import { APPEND_ONLY, EDITED, UNAUDITED } from '../database/grants';
import { asTheyAre, type List } from '../database/list';
import { ofChoice, ofId, ofInstants, ofText } from '../database/list-filters';
import { byInstant } from '../database/list-sorts';
import { ACTS } from './acts';
import { presentEvent } from './audit-event.dto';
import { AuditEvent } from './audit-event.entity';

const at = ofInstants('at');

/** What an act can be about: every table of the record. A dossier is asked for as a job. */
const SUBJECTS = [...[...APPEND_ONLY, ...EDITED].filter((table) => !UNAUDITED.includes(table)), 'dossier_job'].sort();

/** The trail. It is read by who did what to which record and when, and never searched: its words are in its payloads. */
export const AUDIT_EVENT_LIST: List<AuditEvent, AuditEvent, ReturnType<typeof presentEvent>> = {
  noun: 'audit-events',
  entity: AuditEvent,
  sorts: { at: byInstant('at') },
  byDefault: 'at',
  filters: {
    act: ofChoice('act', Object.keys(ACTS), 'Only this act'),
    actorId: ofText('actor_id', /^\P{C}{1,200}$/u, 'the id of who did it, such as operator'),
    subjectType: ofChoice('subject_type', SUBJECTS, 'Only what happened to records of this table'),
    subjectId: ofId('subject_id', 'Only what happened to this record'),
    from: at.from('Only on this day or instant or later, UTC'),
    to: at.to('Only on this day or instant or earlier, UTC'),
  },
  columns: ['at', 'act', 'actorName', 'subjectType', 'subjectId', 'reason', 'id', 'sha256', 'payload'],
  describe: asTheyAre,
  present: presentEvent,
};
