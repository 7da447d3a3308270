import { Because, MayBecause } from '../http/because.dto';
import { Country, MayWords, WhenSent, Words } from '../http/fields';
import type { Organization } from './organization.entity';

export class RegisterOrganization extends MayBecause {
  @Words(2, 200) name: string;
  @MayWords(200) place?: string | null;
  @Country() country: string;
}

export class ReviseOrganization extends Because {
  @WhenSent() @Words(2, 200) name?: string;
  @MayWords(200) place?: string | null;
  @WhenSent() @Country() country?: string;
}

export const presentOrganization = ({ id, name, place, country, createdAt, revision }: Organization) => ({
  ...{ id, name, place, country, createdAt, revision },
  href: `/api/v1/organizations/${id}`,
});
