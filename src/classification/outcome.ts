import type { CategoryOutcome } from './category';
import type { DeviceOutcome } from './device-status';
import { DISPOSITIONS } from './dispositions';
import { N12_CATEGORIES } from './rule-sets/imdrf-n12-2014';

/** The one word of an outcome: its disposition, or its IMDRF category. */
export const outcomeWord = (outcome: DeviceOutcome | CategoryOutcome): string =>
  'cdsCriteria' in outcome ? outcome.disposition : (outcome.imdrfCategory ?? 'UNDETERMINED');

/** The outcomes that a person may set instead, by the kind of outcome that the engine gave. */
export const possibleOutcomes = (outcome: DeviceOutcome | CategoryOutcome): readonly string[] =>
  'cdsCriteria' in outcome ? Object.keys(DISPOSITIONS) : [...N12_CATEGORIES, 'UNDETERMINED'];
