import { Because } from '../http/because.dto';
import { Digest, MayChoice, MayWords, WhenSent, Words } from '../http/fields';
import { ISSUING_AGENCIES, type IssuingAgency } from './udi.rules';
import type { VersionLabeling } from './version-labeling.entity';

/** The labeling of a released version, as a person says it. */
export class RecordLabeling extends Because {
  @MayChoice(ISSUING_AGENCIES) issuingAgency?: IssuingAgency | null;
  @MayWords(23) udiDi?: string | null;
  @WhenSent() @Digest() labelingFile?: string;
  @Words(3, 4000) statement: string;
}

export const presentLabeling = (one: VersionLabeling) => ({ ...one });
