import { Because } from '../../http/because.dto';
import { IdOf, Instant, Words } from '../../http/fields';
import { MayListOfIds } from '../../http/number-fields';
import type { DescribedGrant, Giving } from './auditor-grants.service';
import type { AuditorRead } from './auditor-read.entity';

export class GiveAuditorGrant {
  @IdOf('Who has the role auditor') personId: string;
  @Instant('From this instant on') from: string;
  @Instant('At this instant it is over; at most 366 days later') until: string;
  /** Which audit or inspection it is for. */
  @Words(3, 2000) purpose: string;
  @MayListOfIds('All that belongs to these models') modelIds?: string[];
  @MayListOfIds('These dossiers, and nothing more') dossierIds?: string[];
}

export class RevokeAuditorGrant extends Because {}

export const givingOf = ({ from, until, modelIds = [], dossierIds = [], ...said }: GiveAuditorGrant): Giving => ({
  ...{ ...said, from: new Date(from), until: new Date(until) },
  ...{ modelIds: modelIds.map(inSmallLetters), dossierIds: dossierIds.map(inSmallLetters) },
});

/** As the record has ids (RFC 9562 §4). */
const inSmallLetters = (id: string): string => id.toLowerCase();

export const presentGrant = ({ grant: { id, personId, from, until, purpose, ...grant }, scope }: DescribedGrant) => ({
  ...{ id, personId, from, until, purpose, modelIds: scope.modelIds, dossierIds: scope.dossierIds },
  ...{ givenBy: grant.givenBy, givenAt: grant.givenAt, endedAt: grant.endedAt, endedBy: grant.endedBy },
  ...{ endReason: grant.endReason, revision: grant.revision, href: `/api/v1/auditor-grants/${id}` },
});

export const presentRead = ({ id, personId, at, operation, recordType, recordId, status }: AuditorRead) => ({
  ...{ id, personId, at, operation, recordType, recordId, status },
});
