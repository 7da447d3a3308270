import { Noun, Says } from '../http/says';
import { ISSUING_AGENCIES, type IssuingAgency } from './udi.rules';

@Noun('VersionLabeling', 'What a released version is labeled with, until later labeling takes its place')
export class VersionLabelingAnswer {
  @Says.id() id: string;
  @Says.id('The version') versionId: string;
  @Says.mayOneOf(ISSUING_AGENCIES) issuingAgency: IssuingAgency | null;
  @Says.mayText() udiDi: string | null;
  @Says.mayDigest() labelingFile: string | null;
  @Says.mayText() labelingFileName: string | null;
  @Says.text() statement: string;
  @Says.text() recordedBy: string;
  @Says.instant() recordedAt: Date;
}
