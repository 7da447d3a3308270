import { instant, link, words, wordsOr } from '../lists/cell';
import { type ListColumn, type ListPage, nothingAround } from '../lists/list-page';
import { pageQueryOf } from '../lists/list-page-query';
import type { presentOrganization } from './organization.dto';
import type { Organization } from './organization.entity';
import { ORGANIZATION_LIST } from './organization.list';

type OrganizationLine = ReturnType<typeof presentOrganization>;

const COLUMNS: readonly ListColumn<OrganizationLine, null>[] = [
  { name: 'name', head: 'Organization', sort: 'name', cell: ({ id, name }) => link(name, `/organizations/${id}`) },
  { name: 'place', head: 'Place', cell: ({ place }) => wordsOr(place, 'Not stated') },
  { name: 'country', head: 'Country', sort: 'country', cell: ({ country }) => words(country) },
  { name: 'createdAt', head: 'Registered', sort: 'createdAt', cell: ({ createdAt }) => instant(createdAt) },
];

/** The parties of the record, as people look through them. */
export const ORGANIZATION_LIST_PAGE: ListPage<Organization, Organization, OrganizationLine, null> = {
  ...{ list: ORGANIZATION_LIST, path: '/organizations', api: '/api/v1/organizations', title: 'Organizations' },
  ...{ one: 'organization', many: 'organizations', columns: COLUMNS, around: nothingAround, sort: 'name' },
  filters: { country: { label: 'Country', hint: 'Two letters, as US' } },
  empty: { text: 'Owners, suppliers, hosts and sites of models are organizations.' },
  acts: [{ href: '/organizations/new', text: 'Register an organization', may: 'organization:write' }],
};

export class OrganizationListQuery extends pageQueryOf(ORGANIZATION_LIST, COLUMNS) {}
