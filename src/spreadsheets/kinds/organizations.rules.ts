import type { Organization } from '../../models/organization.entity';
import type { Directory } from '../directory.rules';
import type { Draft } from '../draft';
import type { Row } from '../table.rules';
import { asText, ID, may, must } from './column';
import { draftNamed, type NamedKind } from './named.rules';

export const ORGANIZATION_COLUMNS = [
  ID,
  must('name', 'the name, which is one in the record in whatever case it is written', 'Example Clinic'),
  may('place', 'city and region, as a dossier prints them', 'Springfield, Illinois'),
  must('country', 'two capital letters of ISO 3166-1', 'US'),
];

const ORGANIZATION: NamedKind<Organization> = {
  noun: 'organization',
  readings: { name: asText, place: asText, country: asText },
  blank: { name: null, place: null, country: null },
  flat: ({ name, place, country }) => ({ name, place, country }),
  frozen: [],
};

/** What a row of organizations comes to. */
export const draftOrganization = (row: Row, known: Directory<Organization>): Draft =>
  draftNamed(row, known, ORGANIZATION);
