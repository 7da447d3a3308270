import { Because } from '../http/because.dto';
import { MayChoice, MayPattern, MayWords, Words } from '../http/fields';
import { ISSUING_AGENCIES, type IssuingAgency } from './udi.rules';
import type { VersionLabeling } from './version-labeling.entity';

/** The labeling of a released version, as a person says it. */
export class RecordLabeling extends Because {
  @MayChoice(ISSUING_AGENCIES) issuingAgency?: IssuingAgency | null;
  @MayWords(23) udiDi?: string | null;
  @MayPattern(/^[0-9a-f]{64}$/, 'must be a SHA-256 in 64 lower-case hexadecimal digits') labelingFile?: string | null;
  @Words(3, 4000) statement: string;
}

export const presentLabeling = (one: VersionLabeling) => ({ ...one });
