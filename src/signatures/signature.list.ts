import { asTheyAre, type List } from '../database/list';
import { ofChoice, ofId, ofInstants } from '../database/list-filters';
import { byInstant } from '../database/list-sorts';
import { MEANINGS, PROCESSES } from './process/steps.rules';
import { presentSignature } from './signature.dto';
import { Signature, SIGNED_TYPES } from './signature.entity';

const signed = ofInstants('signed_at');

/** Who signed what. */
export const SIGNATURE_LIST: List<Signature, Signature, ReturnType<typeof presentSignature>> = {
  noun: 'signatures',
  entity: Signature,
  sorts: { signedAt: byInstant('signed_at') },
  byDefault: 'signedAt',
  filters: {
    process: ofChoice('process', PROCESSES, 'Only of this process'),
    recordType: ofChoice('record_type', SIGNED_TYPES, 'Only of this kind of record'),
    recordId: ofId('record_id', 'Only of this record'),
    signerId: ofId('signer_id', 'Only by this person'),
    meaning: ofChoice('meaning', MEANINGS, 'Only with this meaning'),
    from: signed.from('Only signed on this day or instant or later, UTC'),
    to: signed.to('Only signed on this day or instant or earlier, UTC'),
  },
  columns: [
    ...[
      'signedAt',
      'timeZone',
      'signedAtLocal',
      'process',
      'record.type',
      'record.id',
      'record.revision',
      'record.sha256',
      'step',
      'meaning',
    ],
    ...['meaningText', 'signer.printedName', 'signer.id', 'role', 'onBehalfOf.printedName', 'comment', 'dissent'],
    ...['method', 'payloadSha256', 'id', 'href'],
  ],
  describe: asTheyAre,
  present: (one) => presentSignature(one),
};
