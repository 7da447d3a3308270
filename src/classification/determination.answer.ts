import { ApiExtraModels, getSchemaPath } from '@nestjs/swagger';
import { Noun, Says } from '../http/says';
import type { Citation } from '../kernel/citation';
import { AUTHORITIES, type AuthorityId } from '../kernel/authorities';
import type { CategoryOutcome } from './category';
import type { Determination } from './classify';
import type { Warning } from './consistency';
import type { DeviceOutcome } from './device-status';
import { type Disposition, DISPOSITIONS } from './dispositions';
import { type ImdrfCategory, N12_CATEGORIES } from './rule-sets/imdrf-n12-2014';
import type { Step } from './step';

const WORDS = Object.keys(DISPOSITIONS) as Disposition[];
const SOURCES = Object.keys(AUTHORITIES) as AuthorityId[];
const UNDETERMINED = ['UNDETERMINED'] as const;
const MAY_BE_TRUE = { anyOf: [{ type: 'boolean' }, { type: 'null' }] };
const MAY_BE_SETTLED = [{ type: 'boolean' }, { type: 'string' }, { type: 'null' }];
const four = { type: 'array', items: MAY_BE_TRUE, minItems: 4, maxItems: 4 };

@Noun('Citation', 'One place in one published document')
export class CitationAnswer implements Citation {
  @Says.oneOf(SOURCES) source: AuthorityId;
  @Says.text() section: string;
}

@Noun('DeviceOutcome', 'Whether a function is a device; null is undetermined')
export class DeviceOutcomeAnswer implements DeviceOutcome {
  @Says.mayYes() isDevice: boolean | null;
  @Says.mayYes() fdaOversight: boolean | null;
  @Says.oneOf(WORDS) disposition: Disposition;
  @Says.shaped<DeviceOutcome['cdsCriteria']>(four) cdsCriteria: DeviceOutcome['cdsCriteria'];
}

@Noun('CategoryOutcome', 'The category of IMDRF N12; null is undetermined')
export class CategoryOutcomeAnswer implements CategoryOutcome {
  @Says.mayOneOf(N12_CATEGORIES) imdrfCategory: ImdrfCategory | null;
  @Says.mayText() imdrfCriterion: string | null;
  @Says.mayText() imdrfSituationEffective: string | null;
  @Says.absent(Says.oneOf(UNDETERMINED)) disposition?: 'UNDETERMINED';
}

@Noun('ClassificationStep', 'One test of a determination: what came out, from which facts, by which rule')
export class ClassificationStepAnswer implements Step {
  @Says.text() id: string;
  @Says.text() label: string;
  @Says.text() test: string;
  @Says.shaped<Step['result']>(...MAY_BE_SETTLED) result: Step['result'];
  @Says.freeObject('The facts of the step as they were stated, in the vocabulary of the rule set') facts: Step['facts'];
  @Says.texts('Facts that can still change the result') missing: readonly string[];
  @Says.texts() rules: readonly string[];
  @Says.list(() => CitationAnswer) cites: readonly CitationAnswer[];
}

@Noun('ClassificationWarning', 'What in the facts does not go together')
export class ClassificationWarningAnswer implements Warning {
  @Says.text() code: string;
  @Says.text() detail: string;
  @Says.texts() facts: readonly string[];
}

const OUTCOME_TYPES = [DeviceOutcomeAnswer, CategoryOutcomeAnswer];
const OUTCOMES = OUTCOME_TYPES.map((type) => ({ $ref: getSchemaPath(type) }));

@ApiExtraModels(...OUTCOME_TYPES)
@Noun('Determination', 'What a rule set gives for facts, step by step')
export class DeterminationAnswer implements Determination {
  @Says.absent(Says.text('As it was sent')) id?: string;
  @Says.text() ruleSet: string;
  @Says.shaped<Determination['outcome']>(...OUTCOMES) outcome: Determination['outcome'];
  @Says.list(() => ClassificationStepAnswer) steps: readonly ClassificationStepAnswer[];
  @Says.texts('Facts that are needed and unknown') missing: readonly string[];
  @Says.list(() => ClassificationWarningAnswer) warnings: readonly ClassificationWarningAnswer[];
}
