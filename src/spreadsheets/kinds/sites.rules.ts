import type { Model } from '../../models/model.entity';
import type { ModelParty, PartyRole } from '../../models/model-party.entity';
import type { Organization } from '../../models/organization.entity';
import { compared, type Flat, frozen } from '../compare.rules';
import type { Directory } from '../directory.rules';
import { basisOf, type Draft, reason } from '../draft';
import type { Row } from '../table.rules';
import { asText, ID, may, must } from './column';
import { moved, referred } from './references.rules';

/** The roles by which an organization is a place where a model runs or is used. */
export const SITE_ROLES = ['deployer', 'host'] as const satisfies readonly PartyRole[];

export const SITE_COLUMNS = [
  ID,
  must('organization', 'the name of the organization that is the site, or its id', 'Example Clinic'),
  must('model', 'the name of the model, or its id', 'Example Model'),
  must('role', 'deployer where it is used, host where it runs', 'deployer'),
  may('note', 'an agreement, a notice period, a building; it does not change while the role goes on'),
];

const READINGS = { role: asText, note: asText };
const BLANK: Flat = { role: null, note: null };
const flat = ({ role, note }: ModelParty): Flat => ({ role, note });
const placeOf = (organizationId: string, modelId: string, role: string): string =>
  `${organizationId} ${modelId} ${role}`;

/** The records that the rows of a file of sites name. */
export interface KnownSites {
  readonly organizations: Directory<Organization>;
  readonly models: Directory<Model>;
}

/** Roles that go on, by id, and by organization, model and role. */
export function sitesIn(parties: readonly ModelParty[]): ReadonlyMap<string, ModelParty> {
  return new Map(
    parties.flatMap((party) => [
      [party.id, party] as const,
      [placeOf(party.organizationId, party.modelId, party.role), party] as const,
    ]),
  );
}

/** What a row of sites comes to: a role that an organization has for a model already, or a new one. */
export function draftSite(row: Row, known: KnownSites, sites: ReadonlyMap<string, ModelParty>): Draft {
  const { id = null, role = null } = row.values;
  const organization = referred(row, 'organization', known.organizations);
  const model = referred(row, 'model', known.models);
  const place = placeOf(organization.record?.id ?? `${row.number}`, model.record?.id ?? '', role ?? '');
  const found = sites.get(id?.toLowerCase() ?? place) ?? null;
  const { merged, differences } = compared(row, READINGS, { was: found && flat(found), blank: BLANK });
  return {
    ...{ row: row.number, record: found && { id: found.id, revision: null }, differences },
    ...{ parentId: model.record?.id ?? null, input: { ...merged, organizationId: organization.record?.id ?? null } },
    reasons: [
      ...organization.reasons,
      ...model.reasons,
      ...(id !== null && found === null ? [reason('id', 'is the id of no site whose role goes on')] : []),
      ...moved('organization', found?.organizationId, organization.record?.id),
      ...moved('model', found?.modelId, model.record?.id),
      ...frozen(differences, ['role', 'note']),
    ],
    basis: basisOf(organization.record, model.record, found && { id: found.id }),
    identities: [...(found === null ? [] : [found.id]), place],
  };
}
