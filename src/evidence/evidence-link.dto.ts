import { MayBecause } from '../http/because.dto';
import { MayIdOf } from '../http/fields';
import type { EvidenceLink } from './evidence-link.entity';

/** What the evidence is to show: one claim, or one function. */
export class LinkEvidence extends MayBecause {
  @MayIdOf('The claim; without it, a function') claimId?: string | null;
  @MayIdOf('The function; without it, a claim') functionId?: string | null;
}

/** A link with what its claim and its evidence say of each other. */
export interface DescribedLink {
  readonly link: EvidenceLink;
  /** Whether the claim as it reads now was stated after the run; null for a link to a function. */
  readonly statedAfterRun: boolean | null;
}

export const presentLink = ({ link, statedAfterRun }: DescribedLink) => ({
  ...link,
  state: link.endedAt === null ? 'current' : 'ended',
  statedAfterRun,
});
