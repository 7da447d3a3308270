import { asTheyAre, type List } from '../../database/list';
import { ofChoice, ofId, ofInstants } from '../../database/list-filters';
import { byInstant } from '../../database/list-sorts';
import { ALERT_KINDS, SecurityAlert } from './security-alert.entity';

const at = ofInstants('at');

/** Of the name that was tried only the digest is kept, and of nobody’s account no more is said than that. */
export const presentAlert = ({ id, kind, personId, address, at: when }: SecurityAlert) => ({
  ...{ id, kind, personId, address, at: when },
});

/** What was tried that was not theirs (21 CFR 11.300(d)). */
export const SECURITY_ALERT_LIST: List<SecurityAlert, SecurityAlert, ReturnType<typeof presentAlert>> = {
  noun: 'security-alerts',
  entity: SecurityAlert,
  sorts: { at: byInstant('at') },
  byDefault: 'at',
  filters: {
    kind: ofChoice('kind', ALERT_KINDS, 'Only of this kind'),
    personId: ofId('person_id', 'Only of this person’s account'),
    from: at.from('Only on this day or instant or later, UTC'),
    to: at.to('Only on this day or instant or earlier, UTC'),
  },
  columns: ['at', 'kind', 'personId', 'address', 'id'],
  describe: asTheyAre,
  present: presentAlert,
};
