import { Choice, IdOf, MayWords } from '../../http/fields';
import { SITE_ROLES } from './sites.rules';

/** A site as a row says it, under the rules by which a party is added. */
export class SiteRow {
  @IdOf('The organization that is the site') organizationId: string;
  @Choice(SITE_ROLES) role: (typeof SITE_ROLES)[number];
  @MayWords(1000) note?: string | null;
}
