import { asTheyAre, type List } from '../database/list';
import { ofText } from '../database/list-filters';
import { byInstant, byText } from '../database/list-sorts';
import { presentOrganization } from './organization.dto';
import { Organization } from './organization.entity';

/** The parties of the record. */
export const ORGANIZATION_LIST: List<Organization, Organization, ReturnType<typeof presentOrganization>> = {
  noun: 'organizations',
  entity: Organization,
  sorts: { createdAt: byInstant('created_at'), name: byText('name'), country: byText('country') },
  byDefault: 'createdAt',
  filters: { country: ofText('country', /^[A-Z]{2}$/, 'only in this country, two capital letters of ISO 3166-1') },
  search: (tsquery) => `t.words @@ ${tsquery}`,
  columns: ['name', 'place', 'country', 'createdAt', 'revision', 'id', 'href'],
  hit: {
    code: 'NULL::text',
    label: 't.name',
    text: `t.name || coalesce(', ' || t.place, '') || ', ' || t.country`,
    href: `'/api/v1/organizations/' || t.id`,
  },
  describe: asTheyAre,
  present: presentOrganization,
};
