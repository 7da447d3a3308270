import type { DecideClassification } from '../../classification/classification.dto';
import type { Json } from '../../kernel/digest';
import { CLINICAL_LEAD, DEMO_PEOPLE } from './people';

type Fact = DecideClassification['facts'][number];

/** A fact, its value, the ground for it, and who states it. */
export type Stated = readonly [fact: string, value: Json, rationale: string, statedBy: string];

const facts = (...stated: Stated[]): Fact[] =>
  stated.map(([fact, value, rationale, statedBy]) => ({ fact, value, rationale, statedBy }));

export const [ML, RA, MD] = [DEMO_PEOPLE.contributor, DEMO_PEOPLE.specialist, CLINICAL_LEAD];

export const MEDICAL: Stated = [
  'medicalPurpose',
  true,
  'The intended use speaks of diagnosis, treatment or the care of a condition.',
  RA,
];
export const NO_SIGNAL: Stated = [
  'analysesImageSignalOrPattern',
  false,
  'Inputs are chart text and single values; the gateway refuses images, waveforms and audio, and takes at most one value for each sign and visit.',
  ML,
];
export const KNOWN_INPUTS: Stated = [
  'inputRelevanceWellUnderstood',
  true,
  'Each class of input is one that the guidelines in the corpus themselves use to decide.',
  MD,
];
export const CLINICIANS_ONLY: Stated = [
  'users',
  ['HCP'],
  'The function opens only for a clinical role in the directory; patients have no access.',
  RA,
];
export const CAN_WAIT: Stated = [
  'timeCritical',
  false,
  'Time-critical requests are routed away by policy before the model sees them.',
  ML,
];
export const REVIEWABLE: Stated = [
  'basisIndependentlyReviewable',
  true,
  'Each statement shows its source, date and the missing inputs, most decisive first; the basis panel is open by default.',
  MD,
];
export const NO_DIRECTIVE: Stated = [
  'directsOrReplacesJudgment',
  false,
  'Nothing is ordered, sent or written to the chart by the function.',
  RA,
];
export const MANY: Stated = [
  'singleSpecificOutput',
  false,
  'Three to seven options; the output test refuses one option or an imperative.',
  ML,
];

export const decide = (ruleSet: string, decisionReason: string, stated: Stated[]): DecideClassification => ({
  ruleSet,
  facts: facts(...stated),
  decision: 'accepted',
  decisionReason,
  criterionRationales: [],
  dissent: [],
});
