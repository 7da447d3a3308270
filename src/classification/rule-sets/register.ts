import { cds2022 } from './cds-2022-09-28';
import { cds2026 } from './cds-2026-01-29';
import { dsf2022 } from './dsf-2022-09-28';
import { imdrfN12 } from './imdrf-n12-2014';
import { type RuleSet } from './rule-set';

/** Every published rule set, the newest edition of a paper first. None is ever edited or taken out. */
export const RULE_SETS: readonly RuleSet[] = [cds2026, cds2022, dsf2022, imdrfN12];
