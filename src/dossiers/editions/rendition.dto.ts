import { MayBecause } from '../../http/because.dto';
import { Choice, MayChoice, MayListOf, Pattern, Words } from '../../http/fields';
import type { DossierRendition } from './dossier-rendition.entity';
import { EDITION_KINDS, type EditionKind } from './edition';
import { policies } from './policy';

export const DEFAULT_POLICY = 'public';

/** More that is withheld beside a policy, and why. */
export class WithheldField {
  @Pattern(/^(?:\/[^\s/]+)+$/, 'must be a JSON pointer into the record, in which * stands for every member')
  field: string;
  @Words(3, 300) reason: string;
}

/** Which rendition of a dossier is to be made. A policy, and more fields, are for one with fields withheld. */
export class MakeRendition extends MayBecause {
  @Choice(EDITION_KINDS) kind: EditionKind;
  @MayChoice(policies().map(({ id }) => id)) policy?: string | null;
  @MayListOf(() => WithheldField) withhold: WithheldField[] = [];
}

export const presentRendition = (one: DossierRendition) => ({
  ...one,
  href: `/api/v1/dossier-renditions/${one.id}`,
  pdf: `/api/v1/dossier-renditions/${one.id}/pdf`,
});
