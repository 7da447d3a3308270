import type { ListShape } from '../database/list';
import { idFilter, ofChoice, ofFlag, ofId, ofInstants, ofText } from '../database/list-filters';
import { byInstant } from '../database/list-sorts';
import { RECORD_TYPES, THREAD_KINDS, THREAD_STATES } from './comment-thread.entity';
import { JSON_POINTER } from './field.rules';

const opened = ofInstants('opened_at');

/** By what threads are filtered, sorted and searched; the search reads all that was said in them. */
export const COMMENT_THREAD_SHAPE: ListShape = {
  noun: 'comment-threads',
  sorts: { openedAt: byInstant('opened_at') },
  byDefault: 'openedAt',
  filters: {
    recordType: ofChoice('record_type', RECORD_TYPES, 'Only on records of this type'),
    recordId: ofId('record_id', 'Only on this record'),
    field: ofText('field', JSON_POINTER, 'Only on this field, by its JSON pointer'),
    state: ofChoice('state', THREAD_STATES, 'Only in this state'),
    kind: ofChoice('kind', THREAD_KINDS, 'Only comments, or only questions'),
    blocking: ofFlag('blocking', 'Only those for which a signature waits, or only others'),
    askedOf: idFilter('Only asked of this person', (id) => `t.asked_of @> ARRAY[${id}]`),
    openedById: ofId('opened_by_id', 'Only opened by this person'),
    openedFrom: opened.from('Only opened on this day or instant or later, UTC'),
    openedTo: opened.to('Only opened on this day or instant or earlier, UTC'),
  },
  search: (tsquery) => `t.id IN (SELECT c.thread_id FROM comment c WHERE c.words @@ ${tsquery})`,
  columns: [
    ...['recordType', 'record.code', 'record.label', 'field', 'kind', 'blocking', 'state', 'text', 'openedBy'],
    ...['openedAt', 'askedOf.printedName', 'commentCount', 'lastCommentAt', 'resolution.text', 'resolution.by'],
    ...['resolution.at', 'recordId', 'openedById', 'revision', 'id', 'href'],
  ],
};
