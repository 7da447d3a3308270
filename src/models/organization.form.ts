import { type FieldWords, formOf } from '../http/pages/forms/form';
import { BECAUSE, MAY_BECAUSE } from '../http/pages/forms/reason';
import { RegisterOrganization, ReviseOrganization } from './organization.dto';

const FIELDS: Readonly<Record<string, FieldWords>> = {
  name: { label: 'Name', hint: 'As it stands in its contracts and on its labeling.' },
  place: { label: 'Place', hint: 'City and state, or whatever tells it apart from another of the same name.' },
  country: { label: 'Country', hint: 'Two letters, as US.' },
};

export const REGISTER_ORGANIZATION = formOf({
  ...{ name: 'organization', input: RegisterOrganization, act: 'Register the organization' },
  parts: [{ fields: { ...FIELDS, ...MAY_BECAUSE } }],
});

export const REVISE_ORGANIZATION = formOf({
  ...{ name: 'organization-revision', input: ReviseOrganization, act: 'Record the new revision' },
  parts: [{ fields: FIELDS }, BECAUSE],
});
