import { type StatedFacts } from './facts';

/** Facts that sit oddly together, or an edition no longer in force. A warning never changes an outcome. */
export interface Warning {
  readonly code: string;
  readonly detail: string;
  readonly facts: readonly string[];
}

interface Check extends Warning {
  readonly holds: (facts: StatedFacts) => boolean;
}

const SIGNALS = ['MEDICAL_IMAGE', 'IVD_SIGNAL', 'SIGNAL', 'PATTERN'];
const MAY_BE_SIGNALS = [...SIGNALS, 'GENOMIC_VARIANTS', 'WEARABLE_OUTPUT'];
const NOT_ACCEPTED = ['UNVERIFIED_SOURCE', 'GENOMIC_VARIANTS'];
const ONE_OUTPUT = ['SINGLE_RECOMMENDATION', 'RISK_SCORE', 'DIAGNOSIS', 'TREATMENT_PLAN', 'DIRECTIVE', 'ALARM'];
const OPTIONS = ['ORDER_SET', 'OPTION_LIST', 'PRIORITIZED_LIST', 'NEXT_STEP_LIST'];
const DIRECTING = ['TREATMENT_PLAN', 'DIRECTIVE', 'ALARM'];

const among = (value: unknown, list: readonly string[]): boolean =>
  Array.isArray(value) ? value.some((one) => list.includes(String(one))) : list.includes(String(value));

const CHECKS: readonly Check[] = [
  {
    code: 'input-is-a-signal',
    detail: 'An image, signal or pattern is among the inputs, yet it is said that none is analysed (C1).',
    facts: ['inputKinds', 'analysesImageSignalOrPattern'],
    holds: (f) => f.analysesImageSignalOrPattern === false && among(f.inputKinds, SIGNALS),
  },
  {
    code: 'no-signal-among-inputs',
    detail: 'It is said that an image, signal or pattern is analysed, yet none is among the inputs (C1).',
    facts: ['inputKinds', 'analysesImageSignalOrPattern'],
    holds: (f) =>
      f.analysesImageSignalOrPattern === true &&
      Array.isArray(f.inputKinds) &&
      f.inputKinds.length > 0 &&
      !among(f.inputKinds, MAY_BE_SIGNALS),
  },
  {
    code: 'sampling-makes-a-pattern',
    detail: 'Repeated or continuous measurements are a pattern, yet it is said that none is analysed (C1).',
    facts: ['samplingPattern', 'analysesImageSignalOrPattern'],
    holds: (f) => f.analysesImageSignalOrPattern === false && among(f.samplingPattern, ['REPEATED', 'CONTINUOUS']),
  },
  {
    code: 'input-not-accepted',
    detail:
      'An unverified source or genomic variants are among the inputs, yet their relevance is said to be accepted (C2).',
    facts: ['inputKinds', 'inputRelevanceWellUnderstood'],
    holds: (f) => f.inputRelevanceWellUnderstood === true && among(f.inputKinds, NOT_ACCEPTED),
  },
  {
    code: 'output-type-is-single',
    detail: 'The type of output is one specific output, yet it is said that options are given (C3).',
    facts: ['outputType', 'singleSpecificOutput'],
    holds: (f) => f.singleSpecificOutput === false && among(f.outputType, ONE_OUTPUT),
  },
  {
    code: 'output-type-gives-options',
    detail: 'The type of output gives options, yet it is said that one specific output is given (C3).',
    facts: ['outputType', 'singleSpecificOutput'],
    holds: (f) => f.singleSpecificOutput === true && among(f.outputType, OPTIONS),
  },
  {
    code: 'output-type-directs',
    detail: 'A directive, an alarm or a treatment plan directs judgment, yet it is said that none is directed (C3).',
    facts: ['outputType', 'directsOrReplacesJudgment'],
    holds: (f) => f.directsOrReplacesJudgment === false && among(f.outputType, DIRECTING),
  },
  {
    code: 'no-single-output',
    detail: 'Whether the single output is appropriate is answered, yet it is said that options are given.',
    facts: ['singleSpecificOutput', 'singleOutputClinicallyAppropriate'],
    holds: (f) => f.singleSpecificOutput === false && f.singleOutputClinicallyAppropriate === true,
  },
  {
    code: 'excluded-with-medical-purpose',
    detail:
      'Only administrative or only lifestyle support has no medical purpose, yet one is stated (520(o)(1)(A), (B)).',
    facts: ['administrativeOnly', 'healthyLifestyleOnly', 'medicalPurpose'],
    holds: (f) => f.medicalPurpose === true && (f.administrativeOnly === true || f.healthyLifestyleOnly === true),
  },
  {
    code: 'records-with-analysis',
    detail: 'Records or display only excludes analysis and recommendation, yet one is stated (520(o)(1)(C), (D)).',
    facts: ['recordsOnly', 'displayOnly', 'analysesImageSignalOrPattern', 'singleSpecificOutput'],
    holds: (f) =>
      (f.recordsOnly === true || f.displayOnly === true) &&
      (f.analysesImageSignalOrPattern === true || f.singleSpecificOutput === true),
  },
];

/** The warnings that the stated facts give, in a fixed order. */
export const warningsOf = (facts: StatedFacts): Warning[] =>
  CHECKS.filter(({ holds }) => holds(facts)).map(({ code, detail, facts: named }) => ({ code, detail, facts: named }));
