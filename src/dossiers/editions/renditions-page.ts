import { printedInstant } from '../../http/pages/words';
import type { DossierRendition } from './dossier-rendition.entity';
import { policies } from './policy';

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

const titleOf = (id: string | null): string => policies().find((policy) => policy.id === id)?.title ?? String(id);

const what = ({ kind, policy, withheld }: DossierRendition): string =>
  kind === 'flat' ? 'Copy without attachments' : `${titleOf(policy)}: ${grouped(withheld)} fields withheld`;

/** The renditions of a dossier, and what may be made. */
export const presentRenditions = (dossierId: string, all: readonly DossierRendition[], mayMake: boolean) => ({
  all: all.map((one) => ({
    ...{ what: what(one), sha256: one.sha256, pages: grouped(one.pages), by: one.madeBy },
    ...{ at: printedInstant(one.madeAt), pdf: `/api/v1/dossier-renditions/${one.id}/pdf` },
  })),
  ...{ mayMake, action: `/dossiers/${dossierId}/renditions` },
  policies: policies().map(({ id, title }) => ({ id, title })),
});
