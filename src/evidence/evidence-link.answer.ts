import { Noun, Says } from '../http/says';

const STATES: readonly string[] = ['current', 'ended'];

@Noun('EvidenceLink', 'That evidence is to show a claim or a function, until it is ended')
export class EvidenceLinkAnswer {
  @Says.id() id: string;
  @Says.id('The evidence') evidenceId: string;
  @Says.mayId('The claim; null for a function') claimId: string | null;
  @Says.mayId('The function; null for a claim') functionId: string | null;
  @Says.oneOf(STATES) state: string;
  @Says.mayYes('Whether the claim as it reads now was stated after the run; null for a function')
  statedAfterRun: boolean | null;
  @Says.text() linkedBy: string;
  @Says.instant() linkedAt: Date;
  @Says.mayText() endedBy: string | null;
  @Says.mayInstant() endedAt: Date | null;
  @Says.mayText() endReason: string | null;
}
