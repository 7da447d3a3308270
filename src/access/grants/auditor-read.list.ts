import { asTheyAre, type List } from '../../database/list';
import { ofId, ofInstants, ofText } from '../../database/list-filters';
import { byInstant } from '../../database/list-sorts';
import { presentRead } from './auditor-grant.dto';
import { AuditorRead } from './auditor-read.entity';

const at = ofInstants('at');

/** What auditors read; each of them is told by an audit event too. */
export const AUDITOR_READ_LIST: List<AuditorRead, AuditorRead, ReturnType<typeof presentRead>> = {
  noun: 'auditor-reads',
  entity: AuditorRead,
  sorts: { at: byInstant('at') },
  byDefault: 'at',
  filters: {
    personId: ofId('person_id', 'Only by this auditor'),
    operation: ofText('operation', /^[a-zA-Z]{1,60}$/, 'the name of a route, such as getDossierPdf'),
    recordId: ofText('record_id', /^([0-9a-f]{64}|[0-9a-f-]{36})$/, 'the id of a record, or the digest of a file'),
    from: at.from('Only on this day or instant or later, UTC'),
    to: at.to('Only on this day or instant or earlier, UTC'),
  },
  columns: ['at', 'personId', 'operation', 'recordType', 'recordId', 'status', 'id'],
  describe: asTheyAre,
  present: presentRead,
};
